package fairlead.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void whatWasMadeIsKept() throws Exception {
        var made = load(NOW);
        var kept = load(NOW.plus(Duration.ofDays(1)));
        assertThat(kept.chain()).isEqualTo(made.chain());
        assertThat(kept.key()).isEqualTo(made.key());
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws Exception {
        load(NOW);
        CloudSecrets.loadOrCreate(folder);
        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .hasSize(8)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void theServerCertificateIsRenewedBeforeItsEndByTheSameAuthority() throws Exception {
        var made = load(NOW);
        var later = load(NOW.plus(Duration.ofDays(370)));
        assertThat(later.authority()).isEqualTo(made.authority());
        assertThat(later.chain().getFirst()).isNotEqualTo(made.chain().getFirst());
        later.chain().getFirst().verify(made.authority().getPublicKey());
    }

    @Test
    void aNewAuthorityMakesANewServerCertificate() throws Exception {
        load(NOW);
        Files.delete(folder.resolve("ca.pem"));
        var later = load(NOW);
        later.chain().getFirst().verify(later.authority().getPublicKey());
    }

    @Test
    void aCertificateWhoseKeyIsGoneIsMadeAnew() throws Exception {
        var made = load(NOW);
        Files.delete(folder.resolve("server-key.pem"));
        assertThat(load(NOW).chain().getFirst()).isNotEqualTo(made.chain().getFirst());
    }

    @Test
    void aServerCertificateThatLacksANameIsMadeAnew() throws Exception {
        var made = load(NOW);
        var key = Pem.newKey();
        var authority = made.authority().getSubjectX500Principal().getName();
        var few =
                new CertificateIssue(
                                authority.substring("CN=".length()),
                                Pem.key(Files.readString(folder.resolve("ca-key.pem"))),
                                "localhost",
                                key.getPublic(),
                                NOW,
                                NOW.plus(Duration.ofDays(300)),
                                List.of("localhost"))
                        .sign();
        Files.writeString(folder.resolve("server.pem"), Pem.of(few));
        Files.writeString(folder.resolve("server-key.pem"), Pem.of(key));
        assertThat(load(NOW).chain().getFirst().getSubjectAlternativeNames()).hasSize(4);
    }

    @Test
    void aGarbledFileIsReportedWithTheRemedy() throws Exception {
        load(NOW);
        Files.writeString(folder.resolve("ca-key.pem"), "nothing of the kind");
        assertThatThrownBy(() -> load(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("remove ca.pem");
    }

    @Test
    void itIsMadeForTheNamesOfThisHostAndTheOneThatMachinesKnow() throws Exception {
        assertThat(load(NOW).chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly(
                        "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "management.azure.com");
    }

    @Test
    void opensslFindsNothingToStrictlyObjectTo() throws Exception {
        Assumptions.assumeTrue(Program.exists("openssl"), "needs openssl: apt-get install openssl");
        load(NOW);
        var ca = folder.resolve("ca.pem").toString();
        var server = folder.resolve("server.pem").toString();
        for (var name : new String[] {"-verify_hostname=localhost", "-verify_ip=127.0.0.1"}) {
            var parts = name.split("=", -1);
            var verdict =
                    Program.run(
                            "openssl",
                            "verify",
                            "-x509_strict",
                            "-attime",
                            Long.toString(NOW.getEpochSecond()),
                            "-purpose",
                            "sslserver",
                            parts[0],
                            parts[1],
                            "-CAfile",
                            ca,
                            server);
            assertThat(verdict.text()).endsWith("server.pem: OK\n");
        }
        assertThat(
                        Program.run(
                                        "openssl",
                                        "pkey",
                                        "-in",
                                        folder.resolve("server-key.pem").toString(),
                                        "-noout")
                                .status())
                .isZero();
    }

    @Test
    void curlTrustsTheServerByAnyOfItsNames() throws Exception {
        Assumptions.assumeTrue(Program.exists("curl"), "needs curl: apt-get install curl");
        try (var cloud = TestCloud.with(_ -> ArmReply.empty(204))) {
            for (var host : new String[] {"localhost", "127.0.0.1"}) {
                var answer =
                        Program.run(
                                "curl",
                                "-sS",
                                "--noproxy",
                                "*",
                                "--cacert",
                                cloud.certificates.caFile().toString(),
                                "https://" + host + ":" + cloud.server.port() + "/health");
                assertThat(answer).isEqualTo(new Program(0, "ok\n"));
            }
        }
    }

    private Certificates load(Instant now) throws IOException {
        return Certificates.loadOrCreate(folder, now);
    }
}

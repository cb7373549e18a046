package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {

    /** {@code CN = Fairlead CA 1a2b3c4d}; {@code openssl x509 -hash} says bec052c7. */
    private static final String AUTHORITY =
            """
            -----BEGIN CERTIFICATE-----
            MIIBljCCATugAwIBAgIUX3UfoZ+B1tLsskBJv4zvIDjQb/QwCgYIKoZIzj0EAwIw
            HzEdMBsGA1UEAwwURmFpcmxlYWQgQ0EgMWEyYjNjNGQwIBcNMjYxMTIwMTQwODA5
            WhgPMjEyNjEwMjcxNDA4MDlaMB8xHTAbBgNVBAMMFEZhaXJsZWFkIENBIDFhMmIz
            YzRkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyM68E0gMbfi36bhDlKQquZdh
            DVNGqOZqw+M89eG4kMB5M63PU9XxSRanN8N9h/iqESKP5zA1n3huaHKW0vrh16NT
            MFEwHQYDVR0OBBYEFJUSnb4YnLhChxa5nB13vnBHM8L/MB8GA1UdIwQYMBaAFJUS
            nb4YnLhChxa5nB13vnBHM8L/MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
            SQAwRgIhAOTxu9XkOCtq0B4Z6lod7ltVGl+uE4V3SXLK9ULsrxR1AiEA0zSpCq1s
            1bgUkGE8TrTqI2YeYKpyS8pPinKWcAU/fHk=
            -----END CERTIFICATE-----
            """;

    @TempDir Path folder;

    @Test
    void theHostsAuthoritiesAndTheCloudsAreTrusted() throws IOException {
        var bundle = Files.writeString(folder.resolve("host.crt"), "what the host trusts");
        var trust = folder.resolve("trust");
        TrustStore.layOut(trust, bundle, AUTHORITY);
        assertThat(trust.resolve("ca-certificates.crt"))
                .hasContent("what the host trusts\n" + AUTHORITY);
        assertThat(trust.resolve("fairlead.pem")).hasContent(AUTHORITY);
    }

    @Test
    void opensslFindsTheAuthorityByItsName() throws IOException {
        TrustStore.layOut(folder, folder.resolve("none"), AUTHORITY);
        assertThat(folder.resolve("bec052c7.0")).hasContent(AUTHORITY);
    }

    @Test
    void whatIsNoCertificateIsReported() {
        assertThatThrownBy(() -> TrustStore.layOut(folder, folder.resolve("none"), "nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }
}

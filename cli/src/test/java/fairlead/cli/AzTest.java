package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How az is prepared, with a script in az's place that notes what it is told. */
class AzTest {

    @TempDir Path home;
    private FakeCloud cloud;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        var folder = Files.createDirectories(home.resolve("bin"));
        executable(folder.resolve("az"), version("2.74.0"));
        environment =
                Map.of(
                        "PATH",
                        folder + ":/usr/bin:/bin",
                        "HOME",
                        home.toString(),
                        "NO_PROXY",
                        "intranet");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void theCloudIsRegisteredAndLoggedInOnce() throws Exception {
        assertThat(cloud.run(environment, "env")).as(cloud.complained()).isZero();

        var az = cloud.folder.path().resolve("az");
        assertThat(told())
                .containsExactly(
                        "cloud register -n Fairlead --cloud-config @" + az + "/fairlead.cloud.json",
                        "cloud set -n Fairlead",
                        "login --service-principal -u app --password=@"
                                + az
                                + "/fairlead.secret --tenant tenant");
        assertThat(Files.readString(az.resolve("fairlead.cloud.json")))
                .as("the daemon's own word")
                .isEqualTo("{\"endpoints\":{\"activeDirectory\":\"" + cloud.url() + "/adfs\"}}");
        assertThat(Files.readString(az.resolve("fairlead.secret"))).isEqualTo("s3cret");
        assertThat(Files.readString(az.resolve("config"))).contains("collect_telemetry = no");

        assertThat(cloud.run(environment, "env")).isZero();

        assertThat(told()).hasSize(3);
    }

    @Test
    void aNewCertificateMeansANewLogin() throws Exception {
        assertThat(cloud.run(environment, "env")).isZero();
        Files.writeString(
                cloud.folder.caCertificate(),
                "another\n" + Files.readString(cloud.folder.caCertificate()));

        assertThat(cloud.run(environment, "env")).isZero();

        assertThat(told()).hasSize(6);
    }

    @Test
    void envPrintsWhatAShellNeeds() throws Exception {
        assertThat(cloud.run(environment, "env")).isZero();

        assertThat(cloud.printed().lines())
                .contains(
                        "export AZURE_CONFIG_DIR='" + cloud.folder.path() + "/az'",
                        "export REQUESTS_CA_BUNDLE='" + cloud.folder.caCertificate() + "'",
                        "export NO_PROXY='intranet,localhost,127.0.0.1'")
                .noneMatch(line -> line.startsWith("az()"));
    }

    @Test
    void thePrivateRootIsPreferredAndGivesTheShellAFunction() throws Exception {
        Files.createDirectories(home.resolve(".cache/fairlead/az-2.74"));
        Files.writeString(home.resolve(".cache/fairlead/az-2.74/complete"), "azure-cli 2.74.0\n");
        var ours = Files.createDirectories(home.resolve("tree/libexec")).resolve("az");
        executable(ours, version("2.74.0"));

        assertThat(cloud.run(environment, "env")).as(cloud.complained()).isZero();

        assertThat(cloud.printed())
                .contains(
                        "az() { FAIRLEAD_AZ_ROOT='"
                                + home
                                + "/.cache/fairlead/az-2.74' '"
                                + ours
                                + "' \"$@\"; }");
    }

    @Test
    void debian12sAzIsUsedInTheCloudProfileInWhichItWorks() throws Exception {
        executable(home.resolve("bin/az"), version("2.45.0"));

        assertThat(cloud.run(environment, "env")).as(cloud.complained()).isZero();

        assertThat(Files.readString(cloud.folder.path().resolve("az/fairlead.cloud.json")))
                .contains("\"profile\":\"2020-09-01-hybrid\"");
        assertThat(cloud.complained())
                .contains("az 2.45 is used in the cloud profile 2020-09-01-hybrid")
                .contains("libexec/az-root");

        executable(home.resolve("bin/az"), version("2.74.0"));
        assertThat(cloud.run(environment, "env")).isZero();

        assertThat(Files.readString(cloud.folder.path().resolve("az/fairlead.cloud.json")))
                .doesNotContain("profile");
    }

    @Test
    void anAzThatIsTooOldOrDoesNotRunIsRefusedWithTheRemedy() throws Exception {
        executable(home.resolve("bin/az"), version("2.44.1"));
        assertThat(cloud.run(environment, "az", "group", "list")).isEqualTo(Exit.FAILED.code());
        assertThat(cloud.complained())
                .contains("bin/az is az 2.44, and az 2.45 is the oldest that works")
                .contains("libexec/az-root");

        executable(home.resolve("bin/az"), "echo no module named azure; exit 1");
        assertThat(cloud.run(environment, "az", "group", "list")).isEqualTo(Exit.FAILED.code());
        assertThat(cloud.complained()).contains("bin/az does not run (no module named azure)");
    }

    @Test
    void aFailedLoginIsShownAndTriedAgainNextTime() throws Exception {
        executable(
                home.resolve("bin/az"),
                "case $1 in login) echo wrong secret >&2; exit 1;; esac\n" + version("2.74.0"));
        assertThat(cloud.run(environment, "env")).isEqualTo(Exit.FAILED.code());
        assertThat(cloud.complained())
                .contains("az login --service-principal failed: wrong secret");
        executable(home.resolve("bin/az"), version("2.74.0"));

        assertThat(cloud.run(environment, "env")).isZero();
    }

    private List<String> told() throws Exception {
        return Files.readAllLines(home.resolve("told"));
    }

    private String version(String version) {
        return "if [ \"$1\" = version ]; then echo '{\"azure-cli\": \""
                + version
                + "\"}'; exit; fi\n"
                + "echo \"$@\" >>"
                + home
                + "/told";
    }

    private static void executable(Path file, String body) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

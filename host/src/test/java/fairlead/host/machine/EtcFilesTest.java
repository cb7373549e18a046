package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcFilesTest {

    private static final List<String> KEYS = List.of("ssh-ed25519 AAAA mia", "ssh-rsa BBBB tom");

    @TempDir Path disk;

    @ParameterizedTest(name = "{0} is at home in {1}")
    @CsvSource({"azureuser, home/azureuser", "root, root"})
    void theAdminsKeysLieWhereAnSshServerTrustsThem(String admin, String home) throws Exception {
        EtcFiles.layOut(spec(admin, KEYS), disk);

        var folder = disk.resolve(home).resolve(".ssh");
        assertThat(folder.resolve("authorized_keys")).hasContent(String.join("\n", KEYS));
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("authorized_keys"))).isEqualTo("rw-------");
    }

    @Test
    void whoBringsNoKeyHasAHomeWithoutAFolderForThem() throws Exception {
        EtcFiles.layOut(spec("azureuser", List.of()), disk);

        assertThat(disk.resolve("home/azureuser")).isEmptyDirectory();
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static MachineSpec spec(String admin, List<String> keys) {
        return new MachineSpec(
                "m1",
                "n1",
                "vm",
                List.of(),
                new Resolver(List.of(IpAddress.parse("168.63.129.16")), "example.net"),
                "",
                admin,
                keys);
    }
}

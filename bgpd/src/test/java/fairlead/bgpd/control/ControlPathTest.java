package fairlead.bgpd.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPathTest {

    @TempDir Path runtime;

    @ParameterizedTest
    @CsvSource({
        "/etc/rs.yaml, root, '', /run/fairlead/bgp-rs.sock",
        "rs.yml, somebody, /run/user/7, /run/user/7/fairlead/bgp-rs.sock",
        "a.yaml.conf, somebody, '', /tmp/fairlead-somebody/bgp-a.yaml.conf.sock",
    })
    void eachFileHasASocketWhereItsUserMayMakeOne(
            Path config, String user, String folder, Path socket) {
        assertThat(ControlPath.of(config, Map.of("XDG_RUNTIME_DIR", folder), user))
                .isEqualTo(socket);
    }

    @Test
    void onlySocketsOfServersAreListedInOrder() throws Exception {
        var environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
        assertThat(ControlPath.all(environment, "somebody")).isEmpty();
        var folder = Files.createDirectories(runtime.resolve("fairlead"));
        for (var name : new String[] {"bgp-b.sock", "bgp-a.sock", "bgp-c.lock", "cloud.sock"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(ControlPath.all(environment, "somebody"))
                .containsExactly(folder.resolve("bgp-a.sock"), folder.resolve("bgp-b.sock"));
    }
}

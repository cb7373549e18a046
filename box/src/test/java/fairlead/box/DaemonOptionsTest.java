package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonOptionsTest {

    private static DaemonOptions parse(String line) {
        return DaemonOptions.parse(line.isBlank() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void whatIsNotSaidHasADefault() {
        assertThat(parse("--state /s"))
                .isEqualTo(new DaemonOptions(Path.of("/s"), "default", OptionalInt.empty()));
        assertThat(parse("--port 9443 --cloud two --state /s/../t"))
                .isEqualTo(new DaemonOptions(Path.of("/t"), "two", OptionalInt.of(9443)));
        assertThat(parse("--state relative").state()).isAbsolute();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                       --state FOLDER is required",
        "--cloud two,              --state FOLDER is required",
        "--state,                  --state needs a value",
        "--state /s --speed fast,  unknown option --speed",
        "--state /s --port 0,      --port is 0; it is 1 to 65535",
        "--state /s --port 65536,  --port is 65536; it is 1 to 65535",
        "--state /s --port -1,     --port is -1; it is 1 to 65535",
        "--state /s --port http,   --port is http; it is 1 to 65535",
    })
    void aWrongWordIsNamed(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

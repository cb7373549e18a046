package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgpMrtCommandTest {

    private static final Path GOLDENS = Path.of("src/test/goldens");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"table, txt,", "log, txt,", "table, json, --json", "log, json, --json"})
    void aFileReadsAsItsGolden(String name, String kind, String option) throws Exception {
        var file = MrtSamples.file(folder, name);
        var answer = option == null ? MrtSamples.mrt(file) : MrtSamples.mrt(file, option);

        assertThat(answer.exit()).as(answer.complained()).isZero();
        Golden.check(GOLDENS.resolve("bgp-mrt-" + name + "." + kind), answer.printed());
    }

    @Test
    void whatGzipPackedReadsTheSame() throws Exception {
        assertThat(MrtSamples.mrt(MrtSamples.packed(folder, "table")))
                .isEqualTo(MrtSamples.mrt(MrtSamples.file(folder, "table")));
    }

    @ParameterizedTest(name = "{0}: {1} lines")
    @CsvSource({
        "10.0.0.0/8, 1",
        "10.9.9.9, 1",
        "10.0.0.0/9, 0",
        "2001:db8:1::/48, 2",
        "2001:db8:1::1, 2",
        "203.0.113.0/24, 2",
        "192.0.2.1, 0"
    })
    void aPrefixIsItselfAndAnAddressIsWhatHoldsIt(String wanted, int lines) throws Exception {
        var answer = MrtSamples.mrt(MrtSamples.file(folder, "table"), wanted, "--bgpdump");

        assertThat(answer.printed().lines()).hasSize(lines);
    }

    @Test
    void aDamagedFileIsPrintedUpToTheDamageAndSaysWhere() throws Exception {
        var cut = Arrays.copyOf(MrtSamples.octets("table"), 260);
        var answer = MrtSamples.mrt(Files.write(folder.resolve("cut.mrt"), cut), "--bgpdump");

        assertThat(answer.printed())
                .startsWith("TABLE_DUMP2|1700000000|B|10.0.0.1|65001|10.0.0.0/8");
        assertThat(answer.exit()).isEqualTo(Exit.FAILED.code());
        assertThat(answer.complained())
                .contains("cut.mrt' is damaged at octet 215: the file ends after ")
                .contains("What came before it stands.");
    }

    @Test
    void whatIsNoFileNoPrefixOrPackedOtherwiseIsSaid() throws Exception {
        assertThat(MrtSamples.mrt(folder.resolve("none")).exit()).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(MrtSamples.mrt(MrtSamples.file(folder, "log"), "ten").exit())
                .isEqualTo(Exit.USAGE.code());
        var bzip2 = Files.write(folder.resolve("b"), "BZh91AY".getBytes(StandardCharsets.US_ASCII));
        assertThat(MrtSamples.mrt(bzip2).complained()).contains("bzip2 -dc").contains("mrt -");
        var text = Files.writeString(folder.resolve("t"), "A text, and long enough for a header.");
        assertThat(MrtSamples.mrt(text).complained()).contains("this is no MRT file");
    }
}

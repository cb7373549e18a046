package fairlead.bgpd.config;

import static fairlead.bgpd.config.Readings.problems;
import static fairlead.bgpd.config.Readings.withFourthLine;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that somebody has damaged is read, or refused with places in it. */
class DamagedFilesTest {

    private static final Path EXAMPLE = Path.of("../docs/guide/bgp-policy.yaml");

    private static final String MORE =
            """
            holdTime: 90s
            bmp: [{collector: "192.0.2.9:11019", tables: [in, loc-rib], statistics: 1m, buffer: 8}]
            mrt: {dump: {file: "/tmp/rib.%Y%m%d.%H%M.mrt", every: 2h}}
            rpki: {caches: ["192.0.2.8:323"], roas: [{prefix: 10.0.0.0/8, asn: 64501, maxLength: 24}]}
            metrics: {listen: "127.0.0.1:9179"}
            defaults: {prefixLimit: {ipv4: 5, action: warn}, gracefulRestart: {mode: restarting, time: 5m}, addPath: both}
            """;

    private static final Pattern WORD = Pattern.compile("[\\w./-]+|\\n *|[^\\w]");

    private static final List<String> ODD =
            List.of(
                    "",
                    " ",
                    "\n",
                    "\t",
                    "-",
                    ":",
                    "{",
                    "}",
                    "[",
                    "]",
                    "&a ",
                    "*a",
                    "!!set ",
                    "<<: *a",
                    "|",
                    ">",
                    "\"",
                    "'",
                    "%",
                    "@",
                    "`",
                    "#",
                    "?",
                    "---\n",
                    "...\n",
                    "null",
                    "~",
                    "-1",
                    "4294967296",
                    "99999999999999999999",
                    "0x10",
                    "1e9",
                    "23456",
                    "0.0.0.0/0",
                    "::/0",
                    "10.0.0.0/33",
                    "256.1.1.1",
                    "fe80::1%eth0",
                    "ge 5 le 2",
                    "le -1",
                    "*",
                    "[5-2]",
                    "((((",
                    "65536:1",
                    "1:2:3:4",
                    "self",
                    "reject",
                    "none",
                    "\u0000",
                    "\u0085",
                    "\u2028",
                    "\ud83d\udea2",
                    "\ufeff",
                    "a".repeat(5000),
                    "[".repeat(300),
                    "- ".repeat(300));

    private static List<String> words() {
        try {
            return WORD.matcher(Files.readString(EXAMPLE) + MORE)
                    .results()
                    .map(MatchResult::group)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String damaged(List<String> good, SplittableRandom random) {
        var words = new ArrayList<>(good);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(6)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, words.get(random.nextInt(words.size())));
                case 2 -> words.set(at, words.get(random.nextInt(words.size())));
                case 3 -> words.subList(at, Math.min(words.size(), at + 40)).clear();
                default -> words.set(at, ODD.get(random.nextInt(ODD.size())));
            }
        }
        return String.join("", words);
    }

    @Test
    void whateverIsDamagedIsReadOrRefusedWithItsPlace() {
        var good = words();
        assertThat(ConfigFile.read(String.join("", good))).isInstanceOf(Reading.Good.class);
        forAll(
                400,
                random -> damaged(good, random),
                text -> {
                    if (ConfigFile.read(text) instanceof Reading.Bad(var problems)) {
                        assertThat(problems).isNotEmpty();
                        long lines =
                                text.lines().count() + text.chars().filter(c -> c > 127).count();
                        assertThat(problems)
                                .allSatisfy(problem -> {
                                    assertThat((long) problem.line()).isBetween(1L, lines + 1);
                                    assertThat(problem.column()).isPositive();
                                    assertThat(problem.message()).isNotBlank().isNotEqualTo("null");
                                });
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import: [{match: &a {not: *a}, then: accept}]",
                "import: [{match: {any: &a [{any: *a}]}, then: accept}]",
                "bmp: &a [*a]",
                "policies: &a {p: *a}",
            })
    void anAliasWithinItsOwnAnchorIsRefused(String line) {
        assertThat(problems(withFourthLine(line)))
                .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(4));
    }

    @Test
    void aFileThatIsNestedDeeperThanAnyIsRefused() {
        for (var open : List.of("[", "{a: ", "- ", "? ")) {
            assertThat(problems(withFourthLine("import: " + open.repeat(50_000)))).isNotEmpty();
        }
        assertThat(
                        problems(
                                withFourthLine(
                                        "import: [{match: "
                                                + "{not: ".repeat(3000)
                                                + "}".repeat(3001)
                                                + "]")))
                .isNotEmpty();
    }
}

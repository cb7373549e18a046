package fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/azure/traps.md} names exists: a table of tests is worth what it points at. */
class TrapTableTest {

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.+) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /** Number, trap, and who holds it. */
    private record Row(int number, String trap, String heldBy) {

        List<String> named() {
            return NAMED.matcher(heldBy).results().map(found -> found.group(1)).toList();
        }
    }

    private static List<Row> rows = List.of();

    /** The text of each test class by its simple name; several may share one. */
    private static Map<String, String> tests = Map.of();

    @BeforeAll
    static void read() throws IOException {
        rows =
                Files.readAllLines(Texts.TREE.resolve("docs/azure/traps.md")).stream()
                        .map(ROW::matcher)
                        .filter(line -> line.matches())
                        .map(line ->
                                new Row(
                                        Integer.parseInt(line.group(1)),
                                        line.group(2),
                                        line.group(3)))
                        .toList();
        tests = Texts.of(Texts.TREE, ".java", "/src/test/");
    }

    @Test
    void theFiftyTrapsAreThereInTheirOrder() {
        assertThat(rows)
                .extracting(Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void eachIsHeldByATestOrCannotBeMetYet() {
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(
                                        row.named().stream().anyMatch(TrapTableTest::isReference)
                                                || row.heldBy().startsWith("Not yet: "))
                                .as("%d: %s", row.number(), row.trap())
                                .isTrue());
    }

    @Test
    void everyTestAndEveryStepThatIsNamedExists() {
        assertThat(rows.stream().flatMap(row -> row.named().stream()))
                .filteredOn(TrapTableTest::isReference)
                .hasSizeGreaterThan(80)
                .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
    }

    private static boolean isReference(String name) {
        return name.matches("[A-Z]\\w+Test\\.\\w+") || name.matches("(labs|clients)/[^:]+: .+");
    }

    private static boolean exists(String name) {
        if (name.contains(": ")) {
            var parts = name.split(": ", 2);
            var script = Texts.TREE.resolve(parts[0]).resolve("test-az");
            return Files.isExecutable(script) && Texts.text(script).contains(parts[1]);
        }
        var parts = name.split("\\.", 2);
        return tests.getOrDefault(parts[0], "").contains(" void " + parts[1] + "(");
    }
}

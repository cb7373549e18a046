package fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md says of rooms is so: whoever comes in finds the house that is drawn. */
class ArchitecturePageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z.]+)` \\| (pure|EDGE|) ?\\|", Pattern.MULTILINE);
    private static final Pattern PACKAGE =
            Pattern.compile("^package fairlead\\.([a-z.]+);", Pattern.MULTILINE);
    private static final Pattern START =
            Pattern.compile("\\b(Start|start|Begin|begin)\\b.*\\b(read|at)");

    /** What the table says of each room. */
    private static Map<String, String> listed = Map.of();

    /** The package-info of each room of the product. */
    private static Map<String, String> rooms = Map.of();

    @BeforeAll
    static void read() throws IOException {
        listed =
                ROW.matcher(Files.readString(Texts.TREE.resolve("ARCHITECTURE.md")))
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(Texts.TREE)) {
            for (var file : files.filter(ArchitecturePageTest::isRoom).toList()) {
                var text = Texts.text(file);
                var name = PACKAGE.matcher(text);
                assertThat(name.find()).as("%s names its package", file).isTrue();
                found.put(name.group(1), text);
            }
        }
        rooms = found;
    }

    private static boolean isRoom(Path file) {
        var path = file.toString();
        return path.endsWith("package-info.java")
                && path.contains("/src/main/java/")
                && !path.contains("/bench/");
    }

    @Test
    void theTableListsEveryRoomAndNoOther() {
        assertThat(listed.keySet().stream().filter(room -> !room.equals("clients")))
                .containsExactlyInAnyOrderElementsOf(rooms.keySet());
    }

    @Test
    void theTableCallsEdgeWhatMayTouchTheWorld() {
        assertThat(listed.entrySet())
                .filteredOn(row -> !row.getValue().isEmpty())
                .allSatisfy(row ->
                        assertThat(row.getValue())
                                .as(row.getKey())
                                .isEqualTo(mayTouchTheWorld(row.getKey()) ? "EDGE" : "pure"));
    }

    private static boolean mayTouchTheWorld(String room) {
        return Arrays.stream(Rooms.EDGE)
                .map(edge -> edge.replaceAll("\\.\\.$", "."))
                .anyMatch(("fairlead." + room + ".")::startsWith);
    }

    @Test
    void everyRoomSaysWhereToStartReading() {
        assertThat(rooms.entrySet())
                .allSatisfy(room ->
                        assertThat(START.matcher(words(room.getValue())).find())
                                .as("%s says where to start", room.getKey())
                                .isTrue());
    }

    /** A comment as one line. */
    private static String words(String text) {
        return text.replaceAll("\\s*\\n \\*\\s*", " ");
    }
}

package fairlead.bgpd.interop;

import fairlead.testkit.Golden;
import fairlead.testkit.bgp.Daemon;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table in the guide is what the matrix tries, and why it leaves out the rest. */
class InteropPageTest {

    private static final Path GUIDE = Path.of("../docs/guide/bgp-interop.md");
    private static final String BEGIN =
            "<!-- matrix: made from the tests by a test; -Dgolden.rewrite=true -->";
    private static final String END = "<!-- end of matrix -->";

    @Test
    void theGuideSaysWhatIsTriedWithWhom() {
        Golden.checkBetween(GUIDE, BEGIN, END, "\n" + table() + "\n");
    }

    private static String table() {
        var rows = new LinkedHashMap<Feature, StringBuilder>();
        var notes = new LinkedHashMap<String, Integer>();
        for (var cell : Cell.all()) {
            var said = cell.hindrance(new FairleadServer());
            said.ifPresent(why -> notes.putIfAbsent(why, notes.size() + 1));
            rows.computeIfAbsent(
                            cell.feature(), feature -> new StringBuilder("| " + feature.title()))
                    .append(" | ")
                    .append(said.map(why -> "(" + notes.get(why) + ")").orElse("yes"));
        }
        var table = new StringBuilder("| |");
        Daemon.OTHERS.forEach(daemon -> table.append(' ').append(daemon.title()).append(" |"));
        table.append("\n|---|").append("---|".repeat(Daemon.OTHERS.size())).append('\n');
        rows.values().forEach(row -> table.append(row).append(" |\n"));
        table.append('\n');
        var byNumber = new TreeMap<Integer, String>();
        notes.forEach((why, number) -> byNumber.put(number, why));
        for (Map.Entry<Integer, String> note : byNumber.entrySet()) {
            table.append(note.getKey()).append(". ").append(note.getValue()).append(".\n");
        }
        return table.toString();
    }
}

package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of keys in the guide is what the program reads. */
class KeysPageTest {

    private static final Path GUIDE = Path.of("../docs/guide/bgp-server.md");
    private static final String BEGIN =
            "<!-- keys: made from the program by a test; -Dgolden.rewrite=true -->";
    private static final String END = "<!-- end of keys -->";

    @Test
    void theGuideListsEveryKey() {
        Golden.checkBetween(
                GUIDE,
                BEGIN,
                END,
                "\nOf the file itself (**bold**: has to be there):\n\n"
                        + table(ServerKeys.ALL)
                        + "\nOf each peer:\n\n"
                        + table(PeerKeys.ALL)
                        + "\nOf each collector under `bmp`:\n\n"
                        + table(MonitoringKeys.COLLECTOR)
                        + "\n");
    }

    @Test
    void whatAKeySaysIsASentence() {
        assertThat(
                        Stream.of(ServerKeys.ALL, PeerKeys.ALL, MonitoringKeys.COLLECTOR)
                                .flatMap(List::stream)
                                .map(Key::says))
                .allMatch(says -> says.endsWith(".") && !says.contains("|"));
    }

    /** A row for each key. */
    static String table(List<? extends Key<?>> keys) {
        var table = new StringBuilder("| Key | |\n|---|---|\n");
        for (var key : keys) {
            var name = "`" + key.name() + "`";
            table.append("| ").append(key.required() ? "**" + name + "**" : name);
            table.append(" | ").append(capitalised(key.says())).append(" |\n");
        }
        return table.toString();
    }

    private static String capitalised(String says) {
        return Character.toUpperCase(says.charAt(0)) + says.substring(1);
    }
}

package fairlead.host.linux;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that a public address still carries after its mapping has changed. With {@code
 * conntrack} on the PATH they end at once; without it they go on until they time out.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private Connections() {}

    /**
     * Ends what came in, or went out, by {@code translation}; others of the public address go on.
     */
    static void forget(String edge, Translation translation) {
        var outside = translation.publicAddress().toString();
        var inside = translation.privateAddress().toString();
        var sides =
                List.of(
                        List.of("--orig-dst", outside, "--reply-src", inside),
                        List.of("--orig-src", inside, "--reply-dst", outside));
        for (var side : sides) {
            var words = new ArrayList<>(List.of("conntrack", "-D"));
            words.addAll(side);
            var output = Tool.run(Tool.inside(edge, words.toArray(String[]::new)), "");
            // It fails where nothing matched, and 127 is the shell's word for "no such program".
            if (output.exit() == 127) {
                LOG.info("connections through {} end when they time out: no conntrack", outside);
                return;
            }
        }
    }
}

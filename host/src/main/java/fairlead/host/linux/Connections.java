package fairlead.host.linux;

import fairlead.net.IpAddress;
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

    /** Ends what came in to, or went out as, {@code address}. */
    static void forget(String edge, IpAddress address) {
        for (var side : List.of("--orig-dst", "--reply-dst")) {
            var output =
                    Tool.run(Tool.inside(edge, "conntrack", "-D", side, address.toString()), "");
            // It fails where nothing matched, and 127 is the shell's word for "no such program".
            if (output.exit() == 127) {
                LOG.info("connections through {} end when they time out: no conntrack", address);
                return;
            }
        }
    }
}

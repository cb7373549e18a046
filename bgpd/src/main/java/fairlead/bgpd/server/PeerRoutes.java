package fairlead.bgpd.server;

import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.control.Question.Which;
import java.io.IOException;

/** The routes of one peer, slice by slice: between two of them the speaker does what it has to. */
final class PeerRoutes {

    /** Takes a route. */
    interface Take {
        void row(RouteSlice.Row row) throws IOException;
    }

    private PeerRoutes() {}

    static void each(Speaker speaker, String peer, RouteSlice.Of of, Which which, Take take)
            throws IOException {
        var prefixes = which.prefixes();
        long cursor = 0;
        while (cursor != RouteSlice.END) {
            var slice =
                    prefixes.isEmpty()
                            ? speaker.slice(peer, of, cursor)
                            : speaker.at(peer, of, prefixes);
            for (var row : slice.rows()) {
                take.row(row);
            }
            cursor = slice.next();
        }
    }
}

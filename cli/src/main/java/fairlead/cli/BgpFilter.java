package fairlead.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every question about BGP: whose tables. */
final class BgpFilter {

    @Option(
            names = {"-s", "--route-server"},
            paramLabel = "NAME",
            description = "Only of this route server (name, or GROUP/NAME).")
    @Nullable String routeServer;

    @Option(
            names = {"-p", "--peer"},
            paramLabel = "PEER",
            description = "Only of this peer (name of the peering, or address).")
    @Nullable String peer;

    @Option(
            names = {"-i", "--instance"},
            paramLabel = "N",
            description = "Only of this instance (0, 1, or its address).")
    @Nullable String instance;

    /** The query parameters that ask for it, by name. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (routeServer != null) {
            parameters.put("routeServer", routeServer);
        }
        if (peer != null) {
            parameters.put("peer", peer);
        }
        if (instance != null) {
            parameters.put("instance", instance);
        }
        return parameters;
    }
}

package fairlead.azure.hub;

import fairlead.azure.hub.HeardRoute.Via;
import fairlead.azure.hub.Selection.Outcome;
import fairlead.azure.hub.Selection.Rung;
import fairlead.azure.hub.Selection.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses among the paths to one prefix, after Azure's "hub routing preference" page. What is left
 * at the end is used together: there is no step that would leave one of several equal paths.
 */
final class PathLadder {

    private final RouteServer server;
    private final ImportRules imports;

    PathLadder(RouteServer server, ImportRules imports) {
        this.server = server;
        this.imports = imports;
    }

    /** One verdict per path, in the order given. All paths are to one prefix. */
    List<Verdict> judge(List<HeardRoute> paths) {
        var usable = paths.stream().filter(path -> refusal(path).isEmpty()).toList();
        int preference = usable.stream().mapToInt(this::preferenceRank).min().orElse(0);
        int length =
                usable.stream()
                        .filter(path -> preferenceRank(path) == preference)
                        .mapToInt(path -> path.asPath().length())
                        .min()
                        .orElse(0);
        var verdicts = new ArrayList<Verdict>();
        for (var path : paths) {
            verdicts.add(refusal(path).orElseGet(() -> compared(path, preference, length)));
        }
        return verdicts;
    }

    private Verdict compared(HeardRoute path, int preference, int length) {
        if (preferenceRank(path) != preference) {
            return new Verdict(
                    path,
                    Outcome.LOST,
                    Rung.PREFERENCE,
                    "hubRoutingPreference "
                            + server.preference().azureName()
                            + " puts other sources before "
                            + described(path.via()));
        }
        int own = path.asPath().length();
        if (own != length) {
            return new Verdict(
                    path,
                    Outcome.LOST,
                    Rung.AS_PATH_LENGTH,
                    "AS path " + path.asPath() + " has " + own + " hops, the shortest " + length);
        }
        return new Verdict(
                path,
                Outcome.MEMBER,
                Rung.EQUAL_COST,
                "AS path " + path.asPath() + " is as short as any");
    }

    private Optional<Verdict> refusal(HeardRoute path) {
        if (path.via() != Via.APPLIANCE) {
            return Optional.empty();
        }
        if (server.peer(path.peer()).isEmpty()) {
            return Optional.of(
                    new Verdict(
                            path,
                            Outcome.REFUSED,
                            Rung.PEERING,
                            "peering " + path.peer().name() + " is not there any more"));
        }
        return imports.judge(path.prefix(), path.nextHop(), path.asPath())
                .map(r -> new Verdict(path, Outcome.REFUSED, Rung.IMPORT, r.reason()));
    }

    private int preferenceRank(HeardRoute path) {
        return switch (server.preference()) {
            case EXPRESS_ROUTE -> path.via() == Via.EXPRESS_ROUTE ? 0 : 1;
            case VPN_GATEWAY -> path.via() == Via.EXPRESS_ROUTE ? 1 : 0;
            case AS_PATH -> 0;
        };
    }

    private static String described(Via via) {
        return switch (via) {
            case APPLIANCE -> "appliances";
            case EXPRESS_ROUTE -> "ExpressRoute";
            case VPN -> "VPN";
        };
    }
}

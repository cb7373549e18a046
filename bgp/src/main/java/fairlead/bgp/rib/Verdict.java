package fairlead.bgp.rib;

import fairlead.bgp.rib.RejectedRoute.Reason;
import fairlead.net.Asn;

/** What the import rules say of a route: the first rule that has something to say decides. */
sealed interface Verdict {

    record Accepted(HeardRoute route) implements Verdict {}

    record Rejected(RejectedRoute route) implements Verdict {}

    static Verdict of(HeardRoute route, Asn own, ImportRules rules) {
        if (route.asPath().contains(own)) {
            return rejected(
                    route,
                    Reason.OWN_AS_IN_PATH,
                    "our own AS " + own + " is in its AS path " + route.asPath());
        }
        if (rules.ignored().contains(route.prefix())) {
            return rejected(
                    route,
                    Reason.IGNORED_PREFIX,
                    route.prefix() + " is a prefix that nobody may tell us");
        }
        if (!rules.allowsNextHop(route.nextHop())) {
            return rejected(
                    route,
                    Reason.NEXT_HOP_OUTSIDE,
                    "next hop "
                            + route.nextHop()
                            + " is outside of "
                            + rules.nextHopsWithin()
                            + ", where packets could be sent to it");
        }
        return new Accepted(route);
    }

    private static Verdict rejected(HeardRoute route, Reason reason, String text) {
        return new Rejected(new RejectedRoute(route, reason, text));
    }
}

package fairlead.bgpd.server;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.rib.RouteFate;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgpd.control.JsonLine;
import java.util.List;
import java.util.stream.Stream;

/** Routes and their fates as members of a row. */
final class RouteJson {

    private RouteJson() {}

    /** What most people look for; what a route does not have is left out. */
    static void attributes(JsonLine line, PathAttributes attributes) {
        line.put("nextHop", attributes.nextHop().map(Object::toString).orElse(""))
                .put("asPath", attributes.asPath().toString())
                .put("origin", attributes.origin().toString());
        attributes.med().ifPresent(med -> line.put("med", med));
        attributes
                .find(PathAttribute.LocalPref.class)
                .ifPresent(one -> line.put("localPref", one.value()));
        line.put("communities", attributes.communities());
        list(
                line,
                "largeCommunities",
                attributes
                        .all(PathAttribute.LargeCommunities.class)
                        .flatMap(one -> one.communities().stream()));
        list(
                line,
                "extendedCommunities",
                attributes
                        .all(PathAttribute.ExtendedCommunities.class)
                        .flatMap(one -> one.communities().stream()));
        attributes
                .find(PathAttribute.OnlyToCustomer.class)
                .ifPresent(one -> line.put("onlyToCustomer", one.asn().value()));
        attributes
                .find(PathAttribute.Aggregator.class)
                .ifPresent(one -> line.put("aggregator", one.asn() + " " + one.router()));
        attributes
                .find(PathAttribute.OriginatorId.class)
                .ifPresent(one -> line.put("originatorId", one.router().toString()));
        attributes
                .find(PathAttribute.ClusterList.class)
                .ifPresent(one -> line.put("clusterList", one.clusters()));
    }

    /** {@code state}, {@code reason} and where that comes from; {@code stale} if it is. */
    static void fate(JsonLine line, RouteFate fate, boolean stale) {
        if (stale) {
            line.put("stale", true);
        }
        switch (fate) {
            case RouteFate.Best() -> line.put("state", "best");
            case RouteFate.Lost lost -> line.put("state", "lost").put("reason", lost.why());
            case RouteFate.Rejected(var why, _) -> {
                line.put("state", "rejected");
                refusal(line, why);
            }
            case RouteFate.Told() -> {}
        }
    }

    static void refusal(JsonLine line, Refusal why) {
        line.put("reason", why.reason());
        if (!why.policy().isEmpty()) {
            line.put("policy", why.policy()).put("rule", why.rule());
        }
    }

    private static void list(JsonLine line, String name, Stream<?> values) {
        List<?> all = values.toList();
        if (!all.isEmpty()) {
            line.put(name, all);
        }
    }
}

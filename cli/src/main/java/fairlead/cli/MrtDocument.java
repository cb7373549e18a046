package fairlead.cli;

import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRow.Head;
import fairlead.bgp.mrt.MrtRow.OfPeer;
import fairlead.bgp.mrt.MrtRow.Route;
import fairlead.bgp.mrt.MrtRow.Said;
import fairlead.bgp.mrt.MrtRow.State;
import fairlead.bgp.mrt.MrtRow.Unread;
import fairlead.bgp.mrt.MrtRow.Withdrawn;
import fairlead.bgp.mrt.RouteAttributes;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Rows for programs: an object on each line. */
final class MrtDocument implements MrtForm {

    @Override
    public String line(MrtRow row) {
        return object(row).toString();
    }

    /** The object itself. */
    ObjectNode object(MrtRow row) {
        var object = CloudApi.JSON.createObjectNode();
        object.put("at", row.at().toString());
        switch (row) {
            case Route route -> {
                from(
                        object,
                        route.from().source() == MrtRow.Source.TABLE ? "route" : "announce",
                        route);
                prefix(object, route.prefix().toString(), route.pathId());
                object.put("originated", route.originated().toString());
                attributes(object, route.attributes());
            }
            case Withdrawn gone -> {
                from(object, "withdraw", gone);
                prefix(object, gone.prefix().toString(), gone.pathId());
            }
            case State change -> {
                from(object, "state", change);
                object.put("before", change.before()).put("after", change.after());
            }
            case Said said -> {
                from(object, "message", said);
                object.put("message", said.what()).put("text", said.text());
            }
            case Head head ->
                    object.put("what", "table")
                            .put("collector", head.collector().toString())
                            .put("view", head.view())
                            .put("peers", head.peers());
            case Unread unread ->
                    object.put("what", "unread")
                            .put("type", unread.type())
                            .put("subtype", unread.subtype())
                            .put("length", unread.length());
        }
        return object;
    }

    private static void from(ObjectNode object, String what, OfPeer row) {
        object.put("what", what)
                .put("source", row.from().source().name().toLowerCase(Locale.ROOT))
                .put("peer", row.from().peer().toString())
                .put("asn", row.from().asn().value());
    }

    private static void prefix(ObjectNode object, String prefix, long pathId) {
        object.put("prefix", prefix);
        if (pathId != MrtRow.NO_PATH_ID) {
            object.put("pathId", pathId);
        }
    }

    private static void attributes(ObjectNode object, RouteAttributes attributes) {
        object.put("origin", attributes.origin()).put("asPath", attributes.asPath());
        list(object, "nextHops", attributes.nextHops());
        attributes.med().ifPresent(med -> object.put("med", med));
        attributes.localPreference().ifPresent(value -> object.put("localPreference", value));
        list(object, "communities", attributes.communities());
        list(object, "extendedCommunities", attributes.extendedCommunities());
        list(object, "largeCommunities", attributes.largeCommunities());
        if (attributes.atomicAggregate()) {
            object.put("atomicAggregate", true);
        }
        if (!attributes.aggregator().isEmpty()) {
            object.put("aggregator", attributes.aggregator());
        }
        if (!attributes.originatorId().isEmpty()) {
            object.put("originatorId", attributes.originatorId());
        }
        list(object, "clusterList", attributes.clusterList());
        if (!attributes.others().isEmpty()) {
            var others = object.putObject("others");
            attributes.others().forEach((type, hex) -> others.put(Integer.toString(type), hex));
        }
    }

    private static void list(ObjectNode object, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            var array = object.putArray(name);
            values.forEach(value -> array.add(value.toString()));
        }
    }
}

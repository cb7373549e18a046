package fairlead.cli;

import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRow.From;
import fairlead.bgp.mrt.MrtRow.Head;
import fairlead.bgp.mrt.MrtRow.Route;
import fairlead.bgp.mrt.MrtRow.Said;
import fairlead.bgp.mrt.MrtRow.Source;
import fairlead.bgp.mrt.MrtRow.State;
import fairlead.bgp.mrt.MrtRow.Unread;
import fairlead.bgp.mrt.MrtRow.Withdrawn;
import fairlead.bgp.mrt.RouteAttributes;
import java.util.stream.Collectors;

/**
 * Rows as {@code bgpdump -m} prints them, field by field between bars, for the scripts that people
 * have. It leaves out what is no route and no change of state.
 */
final class MrtDumpLine implements MrtForm {

    @Override
    public String line(MrtRow row) {
        return switch (row) {
            case Route route -> route(route);
            case Withdrawn gone ->
                    head(gone.from(), gone.pathId(), "W")
                            + "|"
                            + gone.prefix()
                            + pathId(gone.pathId());
            case State change ->
                    head(change.from(), MrtRow.NO_PATH_ID, "STATE")
                            + "|"
                            + change.before()
                            + "|"
                            + change.after();
            case Said _, Head _, Unread _ -> "";
        };
    }

    private static String route(Route route) {
        var attributes = route.attributes();
        return head(route.from(), route.pathId(), route.from().source() == Source.TABLE ? "B" : "A")
                + "|"
                + route.prefix()
                + pathId(route.pathId())
                + "|"
                + attributes.asPath()
                + "|"
                + attributes.origin()
                + "|"
                + attributes.nextHops().stream()
                        .limit(1)
                        .map(Object::toString)
                        .collect(Collectors.joining())
                + "|"
                + attributes.localPreference().orElse(0L)
                + "|"
                + attributes.med().orElse(0L)
                + "|"
                + communities(attributes)
                + "|"
                + (attributes.atomicAggregate() ? "AG" : "NAG")
                + "|"
                + attributes.aggregator()
                + "|";
    }

    private static String head(From from, long pathId, String what) {
        var format =
                from.source() == Source.TABLE
                        ? "TABLE_DUMP2"
                        : (from.extended() ? "BGP4MP_ET" : "BGP4MP")
                                + (from.source() == Source.SENT ? "_LOCAL" : "");
        return format
                + (pathId == MrtRow.NO_PATH_ID ? "" : "_AP")
                + "|"
                + from.at().getEpochSecond()
                + (from.extended() ? ".%06d".formatted(from.at().getNano() / 1000) : "")
                + "|"
                + what
                + "|"
                + from.peer()
                + "|"
                + from.asn();
    }

    private static String pathId(long pathId) {
        return pathId == MrtRow.NO_PATH_ID ? "" : "|" + pathId;
    }

    private static String communities(RouteAttributes attributes) {
        return attributes.communities().stream()
                .map(community ->
                        switch (community) {
                            case "65535:65281" -> "no-export";
                            case "65535:65282" -> "no-advertise";
                            case "65535:65283" -> "local-AS";
                            default -> community;
                        })
                .collect(Collectors.joining(" "));
    }
}

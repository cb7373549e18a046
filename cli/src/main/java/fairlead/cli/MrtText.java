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
import fairlead.bgp.wire.OneLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as people read them: columns that are wide enough for nearly every row, since a file of any
 * length is printed as it is read.
 */
final class MrtText implements MrtForm {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final List<String> STATES =
            List.of("", "Idle", "Connect", "Active", "OpenSent", "OpenConfirm", "Established");
    private static final String COLUMNS = "%-19s  %-15s  %-10s  %-10s  %-18s  %-15s  %s";

    static final String HEADING =
            COLUMNS.formatted("Time (UTC)", "Peer", "AS", "What", "Prefix", "Next Hop", "AS Path")
                    + "\n"
                    + COLUMNS.formatted(
                            "-".repeat(19),
                            "-".repeat(15),
                            "-".repeat(10),
                            "-".repeat(10),
                            "-".repeat(18),
                            "-".repeat(15),
                            "-".repeat(9));

    @Override
    public String line(MrtRow row) {
        return switch (row) {
            case Route route ->
                    line(
                            route,
                            switch (route.from().source()) {
                                case TABLE -> "route";
                                case RECEIVED -> "announce";
                                case SENT -> "> announce";
                            },
                            prefix(route.prefix().toString(), route.pathId()),
                            nextHop(route.attributes()),
                            attributes(route.attributes()));
            case Withdrawn gone ->
                    line(
                            gone,
                            gone.from().source() == MrtRow.Source.SENT ? "> withdraw" : "withdraw",
                            prefix(gone.prefix().toString(), gone.pathId()));
            case State change ->
                    line(change, "state", state(change.before()) + " -> " + state(change.after()));
            case Said said ->
                    line(
                            said,
                            said.from().source() == MrtRow.Source.SENT ? "> message" : "message",
                            said.what() + (said.text().isEmpty() ? "" : ": " + said.text()));
            case Head head ->
                    time(head.at())
                            + "  Table of "
                            + head.collector()
                            + (head.view().isEmpty()
                                    ? ""
                                    : ", view '" + OneLine.of(head.view()) + "'")
                            + ": "
                            + head.peers()
                            + (head.peers() == 1 ? " peer" : " peers");
            case Unread unread ->
                    time(unread.at())
                            + "  A record that is not read: type "
                            + unread.type()
                            + ", subtype "
                            + unread.subtype()
                            + ", "
                            + unread.length()
                            + " octets";
        };
    }

    private static String line(OfPeer row, String what, String text) {
        return line(row, what, text, "", "");
    }

    private static String line(
            OfPeer row, String what, String prefix, String nextHop, String attributes) {
        return COLUMNS.formatted(
                        time(row.at()),
                        row.from().peer(),
                        row.from().asn(),
                        what,
                        prefix,
                        nextHop,
                        attributes)
                .stripTrailing();
    }

    /** To the second, in UTC. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    private static String state(int number) {
        return number > 0 && number < STATES.size() ? STATES.get(number) : "state " + number;
    }

    private static String prefix(String prefix, long pathId) {
        return pathId == MrtRow.NO_PATH_ID ? prefix : prefix + " id " + pathId;
    }

    private static String nextHop(RouteAttributes attributes) {
        return attributes.nextHops().stream()
                .limit(1)
                .map(Object::toString)
                .collect(Collectors.joining());
    }

    /** {@code 65001 65002 IGP med 50 65001:1 65001:2}. */
    private static String attributes(RouteAttributes attributes) {
        var parts = new ArrayList<String>();
        parts.add((attributes.asPath() + " " + attributes.origin()).strip());
        attributes.med().ifPresent(med -> parts.add("med " + med));
        attributes.localPreference().ifPresent(value -> parts.add("local-pref " + value));
        if (attributes.atomicAggregate()) {
            parts.add("atomic-aggregate");
        }
        if (!attributes.aggregator().isEmpty()) {
            parts.add("aggregator " + attributes.aggregator());
        }
        parts.add(String.join(" ", attributes.communities()));
        parts.add(String.join(" ", attributes.largeCommunities()));
        attributes.extendedCommunities().forEach(value -> parts.add("ext:" + value));
        if (!attributes.originatorId().isEmpty()) {
            parts.add("originator " + attributes.originatorId());
            parts.add("clusters " + String.join(" ", attributes.clusterList()));
        }
        attributes.others().forEach((type, hex) -> parts.add("attribute " + type + ":" + hex));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    }
}

package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.rib.Selection;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.net.Prefix;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one instance of a Route Server holds of one peer, read from its speaker.
 *
 * @param instance 0 or 1
 * @param accepted what the import rules let in; with {@code rejected} it is all that the peer told
 * @param best the prefixes for which this peer's path is the one that the instance tells others
 */
record SessionTable(
        int instance,
        SessionReport report,
        List<HeardRoute> accepted,
        List<RejectedRoute> rejected,
        List<AdvertisedRoute> advertised,
        Set<Prefix> best) {

    static final Comparator<SessionTable> ORDER =
            Comparator.comparingInt(SessionTable::instance)
                    .thenComparing(table -> table.report().neighbour().address());

    SessionTable {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
        advertised = List.copyOf(advertised);
        best = Set.copyOf(best);
    }

    /** One for each peer that the speaker is configured with. */
    static List<SessionTable> all(int instance, Speaker speaker) {
        var chosen =
                speaker.best().stream()
                        .map(Selection::best)
                        .collect(
                                Collectors.groupingBy(
                                        HeardRoute::neighbour,
                                        Collectors.mapping(
                                                HeardRoute::prefix, Collectors.toSet())));
        return speaker.sessions().stream()
                .map(report -> {
                    var name = report.neighbour().name();
                    return new SessionTable(
                            instance,
                            report,
                            speaker.learned(name),
                            speaker.rejected(name),
                            speaker.advertised(name),
                            chosen.getOrDefault(name, Set.of()));
                })
                .toList();
    }

    /** The peering; a neighbour of a speaker is named by its id. */
    ArmId peer() {
        return ArmId.parse(report.neighbour().name());
    }
}

package fairlead.bgp.speaker;

import static java.util.stream.Collectors.toSet;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import java.util.List;

/**
 * All that a speaker is told. Made of plain values only, so that it can be sent to another process.
 *
 * @param name for logs and thread names
 * @param profile whose ways it follows where the RFCs leave a choice
 */
public record SpeakerConfig(
        String name,
        LocalEnd local,
        Timing timing,
        List<Neighbour> neighbours,
        ImportRules imports,
        ExportRules exports,
        Profile profile) {

    public SpeakerConfig {
        neighbours = List.copyOf(neighbours);
        if (neighbours.stream().map(Neighbour::name).collect(toSet()).size() != neighbours.size()
                || neighbours.stream().map(Neighbour::address).collect(toSet()).size()
                        != neighbours.size()) {
            throw new IllegalArgumentException(
                    "two neighbours share a name or an address: " + neighbours);
        }
        if (neighbours.stream()
                        .flatMap(one -> one.options().policies().summaries())
                        .distinct()
                        .count()
                > RoutePolicies.MOST_SUMMARIES) {
            throw new IllegalArgumentException(
                    "routes are summarised into "
                            + RoutePolicies.MOST_SUMMARIES
                            + " prefixes at most");
        }
        for (var neighbour : neighbours) {
            boolean sameAsn = neighbour.asn().equals(local.asn());
            if (sameAsn != neighbour.options().relation().internal()) {
                throw new IllegalArgumentException(
                        "neighbour "
                                + neighbour.name()
                                + (sameAsn
                                        ? " has our own AS number " + local.asn()
                                        : " has AS " + neighbour.asn() + ", not our own")
                                + " and is to be "
                                + neighbour.options().relation());
            }
            if (local.listen().stream()
                    .anyMatch(ours -> ours.address().equals(neighbour.address()))) {
                throw new IllegalArgumentException(
                        "neighbour " + neighbour.name() + " has our own address");
            }
        }
    }

    /** Whether any neighbour is asked to keep our routes while we start anew (RFC 4724 §4.1). */
    boolean asksForRetention() {
        return neighbours.stream()
                .anyMatch(one -> one.options().restarts().mode() == Restarts.Mode.RESTARTING);
    }

    /** Whether any policy asks who may originate what (RFC 6811). */
    boolean asksForOrigins() {
        return neighbours.stream().anyMatch(one -> one.options().policies().asksForOrigins());
    }

    /** A speaker in Azure's ways. */
    public SpeakerConfig(
            String name,
            LocalEnd local,
            Timing timing,
            List<Neighbour> neighbours,
            ImportRules imports,
            ExportRules exports) {
        this(name, local, timing, neighbours, imports, exports, Profile.AZURE);
    }
}

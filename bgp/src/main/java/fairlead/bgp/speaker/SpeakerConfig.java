package fairlead.bgp.speaker;

import static java.util.stream.Collectors.toSet;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import java.util.List;

/**
 * All that a speaker is told. Made of plain values only, so that it can be sent to another process.
 *
 * @param name for logs and thread names
 */
public record SpeakerConfig(
        String name,
        LocalEnd local,
        Timing timing,
        List<Neighbour> neighbours,
        ImportRules imports,
        ExportRules exports) {

    public SpeakerConfig {
        neighbours = List.copyOf(neighbours);
        if (neighbours.stream().map(Neighbour::name).collect(toSet()).size() != neighbours.size()
                || neighbours.stream().map(Neighbour::address).collect(toSet()).size()
                        != neighbours.size()) {
            throw new IllegalArgumentException(
                    "two neighbours share a name or an address: " + neighbours);
        }
        for (var neighbour : neighbours) {
            if (neighbour.asn().equals(local.asn())) {
                throw new IllegalArgumentException(
                        "neighbour "
                                + neighbour.name()
                                + " has our own AS number "
                                + local.asn()
                                + "; only external sessions are spoken");
            }
            if (neighbour.address().equals(local.address())) {
                throw new IllegalArgumentException(
                        "neighbour " + neighbour.name() + " has our own address");
            }
        }
    }
}

package fairlead.bgp.speaker;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.ImportRules;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;

/** Speakers in tests of restarts: a hold time of nine seconds, and clients of a route server. */
final class RestartingSpeakers {

    private RestartingSpeakers() {}

    static Neighbour neighbour(IpAddress address, long asn, Restarts restarts) {
        return new Neighbour(
                address.toString(),
                address,
                new Asn(asn),
                NeighbourOptions.USUAL
                        .draft()
                        .relation(Relation.ROUTE_SERVER_CLIENT)
                        .restarts(restarts)
                        .made());
    }

    static SpeakerConfig config(
            IpAddress address,
            long asn,
            List<Neighbour> neighbours,
            List<Origination> originated,
            Duration deferral) {
        return new SpeakerConfig(
                address.toString(),
                new LocalEnd(new Asn(asn), address, address, LocalEnd.BGP),
                new Timing(
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        deferral,
                        Timing.IDLE_HOLD),
                neighbours,
                ImportRules.ALL,
                new ExportRules(originated, new Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }
}

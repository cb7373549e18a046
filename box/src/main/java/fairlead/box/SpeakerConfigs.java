package fairlead.box;

import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.HeardRoute;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.Restarts;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.Timing;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.cloud.SessionKey;
import java.time.Duration;
import java.util.List;

/**
 * From the hub's words to the speaker's and back. A neighbour is named by the id of its peering.
 */
final class SpeakerConfigs {

    /**
     * As long as a peer can be asked to wait: the kernel forwards on without a daemon, however long
     * it is away.
     */
    private static final Restarts PATIENT =
            new Restarts(Restarts.Mode.RESTARTING, Restarts.LONGEST, Duration.ZERO);

    private SpeakerConfigs() {}

    static SpeakerConfig of(WantedSpeaker wanted) {
        var originated =
                wanted.originated().stream()
                        .map(one ->
                                new ExportRules.Origination(
                                        one.prefix(), communities(one.communities())))
                        .toList();
        ExportRules.Reflection reflection =
                wanted.exports().reflection() == Profile.Reflection.BETWEEN_PEERS
                        ? new ExportRules.Reflection.On(
                                communities(List.of(wanted.exports().mark())))
                        : new ExportRules.Reflection.Off();
        return new SpeakerConfig(
                wanted.routeServer().name() + "/" + wanted.name(),
                new LocalEnd(wanted.asn(), wanted.routerId(), wanted.address(), LocalEnd.BGP),
                Timing.AZURE,
                wanted.sessions().stream().map(peer -> neighbour(peer, wanted.restarts())).toList(),
                new ImportRules(
                        List.of(wanted.imports().ownSubnet()),
                        wanted.imports().nextHopsIn(),
                        wanted.imports().maxRoutes()),
                new ExportRules(originated, reflection));
    }

    private static Neighbour neighbour(RouteServer.Peer peer, Profile.Restarts restarts) {
        var options =
                switch (restarts) {
                    case SILENT -> NeighbourOptions.USUAL;
                    case GRACEFUL -> NeighbourOptions.USUAL.draft().restarts(PATIENT).made();
                };
        return new Neighbour(peer.id().toString(), peer.address(), peer.asn(), options);
    }

    static HeardRoute heard(SessionKey session, fairlead.bgp.rib.HeardRoute route) {
        return new HeardRoute(
                session.instance(),
                session.peer(),
                HeardRoute.Via.APPLIANCE,
                route.prefix(),
                route.nextHop(),
                path(route.asPath()),
                origin(route.origin()),
                route.communities().stream().map(SpeakerConfigs::community).toList(),
                HeardRoute.Freshness.LIVE);
    }

    static AsPath path(fairlead.bgp.wire.AsPath path) {
        var hops = new java.util.ArrayList<AsPath.Hop>();
        for (var segment : path.segments()) {
            switch (segment.kind()) {
                case SEQUENCE ->
                        segment.asns().forEach(asn -> hops.add(new AsPath.Hop.Single(asn)));
                case SET -> hops.add(new AsPath.Hop.Aggregate(segment.asns()));
            }
        }
        return new AsPath(hops);
    }

    static fairlead.azure.hub.Community community(Community community) {
        return new fairlead.azure.hub.Community(community.bits() >>> 16, community.bits() & 0xffff);
    }

    private static List<Community> communities(List<fairlead.azure.hub.Community> communities) {
        return communities.stream().map(one -> Community.of(one.high(), one.low())).toList();
    }

    private static HeardRoute.Origin origin(Origin origin) {
        return switch (origin) {
            case IGP -> HeardRoute.Origin.IGP;
            case EGP -> HeardRoute.Origin.EGP;
            case INCOMPLETE -> HeardRoute.Origin.INCOMPLETE;
        };
    }
}

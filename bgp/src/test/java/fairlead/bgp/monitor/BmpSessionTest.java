package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpMessage.OfPeer;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpReader;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import fairlead.testkit.Golden;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that a collector is told of a small life: two peers, three prefixes, one policy. */
class BmpSessionTest {

    static final Prefix ONE = Prefix.parse("192.0.1.0/24");
    static final Prefix TWO = Prefix.parse("192.0.2.0/24");

    private static Update announce(WatchedPeer from, long id, Prefix... prefixes) {
        var attributes =
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(
                                AsPath.of(from.asn().value(), 4_200_000_000L + id)),
                        new PathAttribute.NextHopIs(from.address()));
        var all = List.of(prefixes);
        var ids = from.tellsPaths() ? all.stream().map(_ -> id).toList() : List.<Long>of();
        return new Update(List.of(), attributes, all, List.of(), ids);
    }

    private static Update withdraw(WatchedPeer from, long id, Prefix one) {
        var ids = from.tellsPaths() ? List.of(id) : List.<Long>of();
        return new Update(List.of(one), PathAttributes.NONE, List.of(), ids, List.of());
    }

    /** The stream of that life, told to a collector that was there from the beginning. */
    static byte[] stream() {
        var rib = new WatchedRib();
        var several = WatchedPeer.SEVERAL;
        var narrow = WatchedPeer.NARROW;
        rib.collect();
        rib.slices();
        rib.slices();
        rib.up(several, RoutePolicies.NONE);
        var notOne =
                Policy.of(
                        "p",
                        Rule.of(
                                new Condition.PrefixIn(PrefixSet.of(ONE.toString())),
                                new Outcome.Reject("not this one")));
        rib.up(narrow, new RoutePolicies(List.of(), List.of(notOne)));
        rib.finish();
        rib.tell(several, announce(several, 1, ONE, TWO));
        rib.tell(several, announce(several, 2, TWO));
        rib.tell(narrow, announce(narrow, 0, TWO));
        rib.finish();
        rib.tell(several, withdraw(several, 1, TWO));
        rib.finish();
        rib.statistics();
        rib.down(several, false);
        rib.finish();
        return rib.stream();
    }

    @Test
    void everyViewOfASmallLifeIsToldInOrder() throws Exception {
        var reader = new BmpReader(new ByteArrayInputStream(stream()));
        var model = new CollectorModel();
        var text = new StringBuilder();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            text.append(line(model, next.get())).append('\n');
        }
        Golden.check(Path.of("src/test/goldens/bmp-session.txt"), text.toString());
    }

    private static String line(CollectorModel model, BmpMessage message) {
        model.read(message);
        return switch (message) {
            case RouteMonitoring routes -> about(routes) + routes(model, routes);
            case OfPeer other -> about(other) + other;
            default -> message.toString();
        };
    }

    private static String about(OfPeer message) {
        return message.peer().view().word() + " " + message.peer().address() + ": ";
    }

    private static String routes(CollectorModel model, RouteMonitoring routes) {
        var update = model.decoded(routes);
        if (update.endOfRib().isPresent()) {
            return "End-of-RIB";
        }
        return "withdrawn "
                + update.withdrawn()
                + update.withdrawnPathIds()
                + " announced "
                + update.announced()
                + update.announcedPathIds()
                + " "
                + update.attributes();
    }
}

package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A neighbour comes back from a restart and speaks of fewer families than before. */
class FewerFamiliesTest {

    private static final Asn ASN = new Asn(65001);
    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress CLIENT = IpAddress.parse("10.1.2.5");
    private static final List<AddressFamily> BOTH =
            List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private final Instance instance = new Instance(config(), false, new SplittableRandom(1));
    private Instant now = Instant.EPOCH;

    /** It says that it kept them, but there is no session left in which it could tell them. */
    @Test
    void routesOfAFamilyThatIsSpokenNoMoreAreNotWaitedFor() {
        instance.start(Speaker.Start.FRESH, now);
        var before = new ConnectionId(Side.ACCEPTED, 1);
        establish(before, BOTH);
        hear(before, route());
        assertThat(held()).isEqualTo(1);
        instance.input(before, new Input.Lost(before, "gone"), now);
        settle();
        assertThat(held()).as("kept while it is away").isEqualTo(1);

        now = now.plusSeconds(5);
        establish(new ConnectionId(Side.ACCEPTED, 2), List.of(AddressFamily.IPV4_UNICAST));
        assertThat(held()).isZero();
    }

    private void establish(ConnectionId id, List<AddressFamily> families) {
        instance.input(id, new Input.Accepted(id, CLIENT), now);
        hear(id, open(families));
        hear(id, new Keepalive());
    }

    private void hear(ConnectionId id, BgpMessage message) {
        var shape =
                new SessionShape(AsWidth.FOUR, false, Set.copyOf(BOTH), Set.of(), Set.of(), 4096);
        var octets = BgpCodec.encode(message, shape);
        instance.receive(id, octets, 0, octets.length, now);
        settle();
    }

    private void settle() {
        instance.done();
        while (instance.work()) {
            instance.done();
        }
        instance.done();
    }

    private long held() {
        return instance.routes().held("client");
    }

    /** Of restarts it always speaks for both families. */
    private static Open open(List<AddressFamily> families) {
        var capabilities = new ArrayList<Capability>();
        families.forEach(family -> capabilities.add(new Capability.MultiProtocol(family)));
        capabilities.add(new Capability.FourOctetAsn(ASN));
        capabilities.add(
                new GracefulRestart(
                        true,
                        true,
                        60,
                        BOTH.stream()
                                .map(family -> new GracefulRestart.Family(family, true))
                                .toList()));
        return new Open(ASN, 0, CLIENT, capabilities);
    }

    private static Update route() {
        return new Update(
                List.of(),
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.of(ASN.value())),
                        new PathAttribute.MpReach(
                                AddressFamily.IPV6_UNICAST,
                                List.of(IpAddress.parse("2001:db8::1")),
                                List.of(Prefix.parse("2001:db8:1::/48")),
                                List.of())),
                List.of());
    }

    private static SpeakerConfig config() {
        var options =
                NeighbourOptions.USUAL
                        .draft()
                        .passive(true)
                        .restarts(new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO));
        return new SpeakerConfig(
                "fewer-families",
                new LocalEnd(new Asn(65515), SERVER, SERVER, LocalEnd.BGP),
                Timing.AZURE,
                List.of(new Neighbour("client", CLIENT, ASN, options.made())),
                ImportRules.ALL,
                new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }
}

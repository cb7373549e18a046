package fairlead.bgp.bmp;

import static fairlead.bgp.bmp.SampleMessages.AT;
import static fairlead.bgp.bmp.SampleMessages.PEER;
import static fairlead.bgp.bmp.SampleMessages.PEER6;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteMonitorTest {

    private final OctetBuffer out = new OctetBuffer(16);
    private final RouteMonitor monitor = new RouteMonitor(out);

    private void route(BmpPeer peer, long key, byte[] attributes, String text) {
        var prefix = Prefix.parse(text);
        monitor.route(
                peer,
                AT,
                key,
                attributes,
                0,
                attributes.length,
                prefix.network().family() == IpAddress.Family.V6,
                prefix.network().high(),
                prefix.network().low(),
                prefix.length(),
                -1);
    }

    private void withdrawn(BmpPeer peer, String text) {
        var prefix = Prefix.parse(text);
        monitor.withdrawn(
                peer,
                AT,
                prefix.network().family() == IpAddress.Family.V6,
                prefix.network().high(),
                prefix.network().low(),
                prefix.length(),
                -1);
    }

    private List<RouteMonitoring> messages() throws Exception {
        monitor.flush();
        return BmpMessagesTest.read(out.toArray()).stream()
                .map(RouteMonitoring.class::cast)
                .toList();
    }

    private static Update update(RouteMonitoring message) {
        var decoded = BgpCodec.decode(message.update().toArray(), AsWidth.FOUR);
        assertThat(decoded)
                .isInstanceOfSatisfying(Decoded.Ok.class, ok -> assertThat(ok.healed()).isEmpty());
        return (Update) ((Decoded.Ok) decoded).message();
    }

    @Test
    void prefixesWithTheSameAttributesShareAnUpdate() throws Exception {
        route(PEER, 1, SampleMessages.V4, "10.0.0.0/8");
        route(PEER, 1, SampleMessages.V4, "10.1.0.0/17");
        route(PEER, 2, SampleMessages.V4, "10.2.0.0/16");
        route(PEER.seen(View.ADJ_RIB_IN_POST_POLICY), 2, SampleMessages.V4, "10.2.0.0/16");

        assertThat(messages())
                .extracting(
                        message -> message.peer().view().word(),
                        message -> update(message).announced())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "in",
                                List.of(Prefix.parse("10.0.0.0/8"), Prefix.parse("10.1.0.0/17"))),
                        org.assertj.core.groups.Tuple.tuple(
                                "in", List.of(Prefix.parse("10.2.0.0/16"))),
                        org.assertj.core.groups.Tuple.tuple(
                                "in-post", List.of(Prefix.parse("10.2.0.0/16"))));
    }

    @Test
    void anIpv6RouteHasItsNextHopWithItsPrefixes() throws Exception {
        route(PEER6, 1, SampleMessages.V6, "2001:db8:1::/48");
        route(PEER6, 1, SampleMessages.V6, "2001:db8:2::/65");

        var message = messages().getFirst();
        assertThat(message.peer()).isEqualTo(PEER6);
        assertThat(update(message).attributes().find(MpReach.class))
                .hasValueSatisfying(reach -> {
                    assertThat(reach.nextHops()).containsExactly(IpAddress.parse("2001:db8::2"));
                    assertThat(reach.prefixes())
                            .containsExactly(
                                    Prefix.parse("2001:db8:1::/48"),
                                    Prefix.parse("2001:db8:2::/65"));
                });
        assertThat(update(message).attributes().nextHop()).isEmpty();
    }

    @Test
    void withdrawalsShareAnUpdateOfTheirOwn() throws Exception {
        route(PEER, 1, SampleMessages.V4, "10.0.0.0/8");
        withdrawn(PEER, "10.1.0.0/16");
        withdrawn(PEER, "10.2.0.0/16");
        withdrawn(PEER, "2001:db8:1::/48");
        withdrawn(PEER, "2001:db8:2::/48");

        var updates = messages().stream().map(RouteMonitorTest::update).toList();
        assertThat(updates).hasSize(3);
        assertThat(updates.get(1).withdrawn())
                .containsExactly(Prefix.parse("10.1.0.0/16"), Prefix.parse("10.2.0.0/16"));
        assertThat(updates.get(2).attributes().find(MpUnreach.class))
                .hasValueSatisfying(gone ->
                        assertThat(gone.prefixes())
                                .containsExactly(
                                        Prefix.parse("2001:db8:1::/48"),
                                        Prefix.parse("2001:db8:2::/48")));
    }

    @Test
    void manyPrefixesBecomeUpdatesOfAtMost4096Octets() throws Exception {
        var expected = new ArrayList<Prefix>();
        for (int i = 0; i < 3_000; i++) {
            var prefix = new Prefix(IpAddress.v4(0x0a000000 + (i << 8)), 24);
            expected.add(prefix);
            route(PEER, 1, SampleMessages.V4, prefix.toString());
        }
        for (int i = 0; i < 3_000; i++) {
            withdrawn(PEER6, new Prefix(new IpAddress(IpAddress.Family.V6, i, 0), 64).toString());
        }

        var messages = messages();
        assertThat(messages)
                .hasSizeBetween(9, 12)
                .allSatisfy(message -> assertThat(message.update().size()).isBetween(500, 4096));
        assertThat(messages.stream().flatMap(message -> update(message).announced().stream()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void theEndOfAnInitialTableIsMarkedForEachFamily() throws Exception {
        route(PEER, 1, SampleMessages.V4, "10.0.0.0/8");
        monitor.endOfRib(PEER, AT, false);
        monitor.endOfRib(PEER, AT, true);

        assertThat(messages().stream().skip(1))
                .extracting(message -> update(message).endOfRib().map(Object::toString).orElse(""))
                .containsExactly("ipv4-unicast", "ipv6-unicast");
    }

    @Test
    void anIpv4RouteMayHaveANextHopOfIpv6() throws Exception {
        route(PEER, 1, SampleMessages.V6, "10.0.0.0/8");

        // The session that it is from agreed on it (RFC 8950); ours do not, so our codec will not.
        assertThat(messages().getFirst().update().hex())
                .endsWith(
                        "900e0017"
                                + "000101"
                                + "10"
                                + "20010db8000000000000000000000002"
                                + "00080a");
    }

    @Test
    void aPathIdentifierStandsBeforeItsPrefix() throws Exception {
        var attributes = SampleMessages.V4;
        monitor.route(PEER, AT, 1, attributes, 0, attributes.length, false, 0, 0x0a000000L, 8, 7);

        assertThat(messages().getFirst().update().hex()).endsWith("00000007080a");
    }
}

package fairlead.bgp.wire;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BgpCodecTest {

    private static final String MARKER = "ff".repeat(16);

    @ParameterizedTest(name = "{0}")
    @MethodSource("fairlead.bgp.wire.Messages#shapes")
    void whatWeWriteWeRead(String name, SessionShape shape) {
        forAll(
                1000,
                dice -> Messages.any(dice, shape),
                sent -> {
                    var octets = BgpCodec.encode(sent, shape);
                    assertThat(octets.length).isLessThanOrEqualTo(shape.longest());
                    var decoded = (Decoded.Ok) BgpCodec.decode(octets, shape);
                    assertThat(decoded.healed()).isEmpty();
                    // Where narrow numbers travel, adjacent sequences come back as one.
                    assertThat(joined(decoded.message())).isEqualTo(joined(sent));
                });
    }

    /** Adjacent sequences joined, as a merge of AS_PATH and AS4_PATH leaves them. */
    private static BgpMessage joined(BgpMessage message) {
        if (!(message instanceof Update update)) {
            return message;
        }
        var list =
                update.attributes().list().stream()
                        .map(a ->
                                a instanceof PathAttribute.AsPathIs(var path)
                                        ? new PathAttribute.AsPathIs(joined(path))
                                        : a)
                        .toList();
        return new Update(
                update.withdrawn(),
                new PathAttributes(list, update.attributes().partial()),
                update.announced(),
                update.withdrawnPathIds(),
                update.announcedPathIds());
    }

    private static AsPath joined(AsPath path) {
        var segments = new ArrayList<AsPath.Segment>();
        for (var segment : path.segments()) {
            if (!segments.isEmpty()
                    && segments.getLast().kind() == AsPath.Kind.SEQUENCE
                    && segment.kind() == AsPath.Kind.SEQUENCE) {
                var all = new ArrayList<>(segments.removeLast().asns());
                all.addAll(segment.asns());
                segments.add(new AsPath.Segment(AsPath.Kind.SEQUENCE, all));
            } else {
                segments.add(segment);
            }
        }
        return new AsPath(segments);
    }

    @Test
    void ourOpenIsThatOfAzuresInstances() {
        var open =
                new Open(
                        new Asn(65515),
                        180,
                        IpAddress.parse("10.1.1.4"),
                        List.of(
                                new Capability.MultiProtocol(AddressFamily.IPV4_UNICAST),
                                new Capability.MultiProtocol(AddressFamily.IPV6_UNICAST),
                                new Capability.RouteRefresh(),
                                new Capability.FourOctetAsn(new Asn(65515))));
        assertThat(HexFormat.of().formatHex(BgpCodec.encode(open, AsWidth.FOUR)))
                .isEqualTo(
                        MARKER
                                + "0033" // length 51
                                + "01" // OPEN
                                + "04" // version
                                + "ffeb" // AS 65515
                                + "00b4" // hold 180
                                + "0a010104"
                                + "16" // 22 octets of parameters
                                + "0214" // capabilities, 20 octets
                                + "010400010001"
                                + "010400020001"
                                + "0200"
                                + "41040000ffeb");
    }

    @Test
    void aReflectedRouteLooksLikeOneThatAzureSends() {
        var update =
                new Update(
                        List.of(),
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(65515, 65001)),
                                new PathAttribute.NextHopIs(IpAddress.parse("10.1.1.4")),
                                new PathAttribute.Communities(
                                        List.of(Community.parse("65517:65517")))),
                        List.of(Prefix.parse("10.2.0.0/16")));
        var hex =
                MARKER
                        + "0039"
                        + "02"
                        + "0000"
                        + "001f"
                        + "40010100"
                        + "40020a02020000ffeb0000fde9"
                        + "4003040a010104"
                        + "c00804ffedffed"
                        + "100a02";
        assertThat(HexFormat.of().formatHex(BgpCodec.encode(update, AsWidth.FOUR))).isEqualTo(hex);
        assertThat(BgpCodec.decode(HexFormat.of().parseHex(hex), AsWidth.FOUR))
                .isEqualTo(new Decoded.Ok(update, List.of()));
    }

    @Test
    void aWideNumberCrossesANarrowPeer() {
        var path = AsPath.of(65515, 4_200_000_001L, 65001);
        var update =
                new Update(
                        List.of(),
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(path),
                                new PathAttribute.NextHopIs(IpAddress.parse("10.1.1.4"))),
                        List.of(Prefix.parse("10.2.0.0/16")));
        var octets = BgpCodec.encode(update, AsWidth.TWO);
        assertThat(HexFormat.of().formatHex(octets)).contains("4002080203ffeb5ba0fde9");
        assertThat(((Decoded.Ok) BgpCodec.decode(octets, AsWidth.TWO)).message()).isEqualTo(update);
    }

    @Test
    void aNarrowPeersOwnHopsComeBeforeTheAs4Path() {
        // RFC 6793 §4.2.3: AS_PATH "65010 23456 65001", AS4_PATH "4200000001 65001".
        assertThat(AsPathCodec.merge(AsPath.of(65010, 23456, 65001), AsPath.of(4200000001L, 65001)))
                .isEqualTo(AsPath.of(65010, 4200000001L, 65001));
        assertThat(AsPathCodec.merge(AsPath.of(65010), AsPath.of(1, 2)))
                .as("an AS4_PATH longer than the AS_PATH is ignored")
                .isEqualTo(AsPath.of(65010));
    }

    @ParameterizedTest(name = "{0} hops")
    @CsvSource({"255, 1", "256, 2"})
    void hopsThatAreMergedShareASegmentAsLongAsItHoldsThem(int hops, int segments) {
        var first = AsPath.of(LongStream.rangeClosed(1, 255).toArray()).segments();
        var more = AsPath.of(LongStream.rangeClosed(256, 256).toArray()).segments();
        var narrow = new AsPath(hops == 255 ? first : List.of(first.getFirst(), more.getFirst()));
        var merged = AsPathCodec.merge(narrow, AsPath.of(4200000001L));
        assertThat(merged.length()).isEqualTo(hops);
        assertThat(merged.segments()).hasSize(segments);
        assertThat(merged.segments().getLast().asns().getLast().value()).isEqualTo(4200000001L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NOT_SYNCHRONISED,        00ffffffffffffffffffffffffffffff001304",
        "BAD_MESSAGE_LENGTH,      ffffffffffffffffffffffffffffffff001204",
        "BAD_MESSAGE_LENGTH,      ffffffffffffffffffffffffffffffff00140400",
        "BAD_MESSAGE_TYPE,        ffffffffffffffffffffffffffffffff001309",
        "UNSUPPORTED_VERSION,     ffffffffffffffffffffffffffffffff001d0103fde900b40a01020500",
        "MALFORMED_OPEN,          ffffffffffffffffffffffffffffffff001d0104fde900b40a01020505",
        "UNSUPPORTED_OPTIONAL_PARAMETER,"
                + " ffffffffffffffffffffffffffffffff00200104fde900b40a01020503010100",
        "MALFORMED_ATTRIBUTE_LIST, ffffffffffffffffffffffffffffffff00170200050000",
        "INVALID_NETWORK_FIELD,   ffffffffffffffffffffffffffffffff00180200000000" + "21"
    })
    void whatBreaksTheFramesResetsTheSession(Fault fault, String hex) {
        assertThat(BgpCodec.decode(HexFormat.of().parseHex(hex), AsWidth.FOUR))
                .isInstanceOfSatisfying(
                        Decoded.Bad.class,
                        bad -> {
                            assertThat(bad.problem().fault()).isEqualTo(fault);
                            assertThat(fault.cost()).isEqualTo(Fault.Cost.RESET_SESSION);
                        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fairlead.bgp.wire.Messages#shapes")
    void cutOrChangedOctetsGiveAnAnswerAndNeverAnException(String name, SessionShape shape) {
        forAll(
                2000,
                dice -> Messages.damaged(BgpCodec.encode(Messages.any(dice, shape), shape), dice),
                octets -> {
                    switch (BgpCodec.decode(octets, shape)) {
                        case Decoded.Bad(var problem) ->
                                assertThat(problem.fault().cost())
                                        .isEqualTo(Fault.Cost.RESET_SESSION);
                        case Decoded.Ok(var message, var healed) ->
                                assertThat(healed)
                                        .allMatch(p ->
                                                message instanceof Update
                                                        && p.fault().cost()
                                                                != Fault.Cost.RESET_SESSION);
                    }
                });
    }
}

package fairlead.bgp.wire;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever way an UPDATE says it, its flat form is the same. */
class CanonicalUpdateTest {

    private static final AddressFamily V4 = AddressFamily.IPV4_UNICAST;
    private static final AddressFamily V6 = AddressFamily.IPV6_UNICAST;
    private static final String ORIGIN = "40010100";

    @Test
    void aNarrowPeersRouteLooksLikeAWideOnes() {
        var wide = ORIGIN + "40020a0202" + "0000fde9fa56ea01" + "4003040a010205" + "c00804fde90007";
        var narrow =
                "c00804fde90007"
                        + ORIGIN
                        + "4002060202"
                        + "fde95ba0"
                        + "4003040a010205"
                        + "c0110a0202"
                        + "0000fde9fa56ea01";
        var expected =
                new CanonicalUpdate(
                        List.of(),
                        List.of(
                                new CanonicalUpdate.Announced(
                                        V4, Octets.ofHex(wide), Octets.ofHex("100a09"))));
        assertThat(canonical("", wide, "100a09", SessionShape.of(AsWidth.FOUR)))
                .isEqualTo(expected);
        assertThat(canonical("", narrow, "100a09", SessionShape.of(AsWidth.TWO)))
                .isEqualTo(expected);
    }

    @Test
    void bothFamiliesComeOutWithANextHopOfTheirOwn() {
        var global = "20010db8000000000000000000000005";
        var linkLocal = "fe800000000000000000000000000005";
        var reach = "800e2c" + "000201" + "20" + global + linkLocal + "00" + "3020010db80009";
        var gone = "800f06" + "000101" + "100a07";
        var path = "40020602010000fde9";
        var update =
                canonical(
                        "080b",
                        reach + gone + ORIGIN + path + "4003040a010205",
                        "100a09",
                        SessionShape.of(AsWidth.FOUR));
        assertThat(update)
                .isEqualTo(
                        new CanonicalUpdate(
                                List.of(
                                        new CanonicalUpdate.Withdrawn(
                                                V4, Octets.ofHex("080b" + "100a07"))),
                                List.of(
                                        new CanonicalUpdate.Announced(
                                                V4,
                                                Octets.ofHex(ORIGIN + path + "4003040a010205"),
                                                Octets.ofHex("100a09")),
                                        new CanonicalUpdate.Announced(
                                                V6,
                                                Octets.ofHex(
                                                        ORIGIN + path + "400320" + global
                                                                + linkLocal),
                                                Octets.ofHex("3020010db80009")))));
    }

    @Test
    void pathIdentifiersTravelAlong() {
        var paths = Set.of(V4, V6);
        var shape = new SessionShape(AsWidth.FOUR, false, paths, paths, paths, Framing.LONGEST);
        var attributes = ORIGIN + "40020602010000fde9" + "4003040a010205";
        var update =
                (Update)
                        ok("00000007" + "080b", attributes, "ffffffff" + "100a09", shape).message();
        assertThat(update.withdrawnPathIds()).containsExactly(7L);
        assertThat(update.announcedPathIds()).containsExactly(4_294_967_295L);
        assertThat(update.announced()).containsExactly(Prefix.parse("10.9.0.0/16"));
        assertThat(BgpCodec.canonical(update))
                .isEqualTo(
                        new CanonicalUpdate(
                                List.of(
                                        new CanonicalUpdate.Withdrawn(
                                                V4, Octets.ofHex("00000007080b"))),
                                List.of(
                                        new CanonicalUpdate.Announced(
                                                V4,
                                                Octets.ofHex(attributes),
                                                Octets.ofHex("ffffffff100a09")))));
        assertThat(update.asWithdraw().withdrawnPathIds()).containsExactly(7L, 4_294_967_295L);
    }

    /** Two paths of one prefix are two routes. */
    @Test
    void theSamePrefixByTwoPathsIsTakenBackTwice() {
        var shape = new SessionShape(AsWidth.FOUR, false, Set.of(V4), Set.of(V4), Set.of(), 4096);
        var ok = ok("", ORIGIN, "00000001" + "100a09" + "00000002" + "100a09", shape);
        var update = (Update) ok.message();
        assertThat(update.withdrawn()).hasSize(2);
        assertThat(update.withdrawnPathIds()).containsExactly(1L, 2L);
    }

    /** RFC 4271 §5: whoever passes on what he does not know sets its partial bit. */
    @Test
    void whatIsUnknownGoesOnAsPartialAndWhatIsKnownAsItCame() {
        var known = ORIGIN + "40020602010000fde9" + "4003040a010205" + "c00804fde90007";
        var flat = canonical("", known + "c0c80155", "100a09", SessionShape.of(AsWidth.FOUR));
        assertThat(flat.announced().getFirst().attributes().hex()).isEqualTo(known + "e0c80155");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fairlead.bgp.wire.Messages#shapes")
    void theFlatFormSaysWhatTheUpdateSays(String name, SessionShape shape) {
        forAll(
                500,
                dice -> Messages.update(dice, shape),
                sent -> {
                    var octets = BgpCodec.encode(sent, shape);
                    var update = (Update) ((Decoded.Ok) BgpCodec.decode(octets, shape)).message();
                    var flat = BgpCodec.canonical(update);
                    for (var announced : flat.announced()) {
                        isCanonical(announced.attributes().toArray());
                        var read = attributes(announced);
                        assertThat(read.asPath()).isEqualTo(update.attributes().asPath());
                        assertThat(CanonicalAttributes.write(read))
                                .isEqualTo(announced.attributes().toArray());
                    }
                    int prefixes =
                            update.announced().size()
                                    + update.attributes()
                                            .find(PathAttribute.MpReach.class)
                                            .map(reach -> reach.prefixes().size())
                                            .orElse(0);
                    assertThat(flat.announced().stream().mapToInt(a -> count(a, shape)).sum())
                            .isEqualTo(prefixes);
                });
    }

    private static PathAttributes attributes(CanonicalUpdate.Announced announced) {
        return CanonicalAttributes.read(announced.attributes().toArray());
    }

    private static int count(CanonicalUpdate.Announced announced, SessionShape shape) {
        var in = Reader.of(announced.prefixes().toArray(), Fault.INVALID_NETWORK_FIELD);
        var family = announced.family().equals(V4) ? IpAddress.Family.V4 : IpAddress.Family.V6;
        return Nlri.read(in, family, shape.pathsIn().contains(announced.family()))
                .prefixes()
                .size();
    }

    /** Types ascend, and none of those is there that only the wire knows. */
    private static void isCanonical(byte[] octets) {
        var types = new ArrayList<Integer>();
        var in = Reader.of(octets, Fault.ATTRIBUTES_DO_NOT_ADD_UP);
        while (!in.isEmpty()) {
            int flags = in.u8();
            types.add(in.u8());
            in.bytes((flags & 0x10) != 0 ? in.u16() : in.u8());
        }
        assertThat(types).isSorted().doesNotHaveDuplicates().doesNotContain(14, 15, 17, 18);
        assertThat(types).contains(1, 2, 3);
    }

    @Test
    void attributesAreReadInAnyOrderAndWhatIsStrangeIsKept() {
        var octets = HexFormat.of().parseHex("4003040a010205" + "50010001" + "00" + "c0080155");
        assertThat(CanonicalAttributes.read(octets))
                .isEqualTo(
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.NextHopIs(IpAddress.parse("10.1.2.5")),
                                new PathAttribute.Unrecognised(0xc0, 8, Octets.ofHex("55"))));
    }

    private static CanonicalUpdate canonical(
            String withdrawn, String attributes, String nlri, SessionShape shape) {
        var ok = ok(withdrawn, attributes, nlri, shape);
        assertThat(ok.healed()).isEmpty();
        return BgpCodec.canonical((Update) ok.message());
    }

    private static Decoded.Ok ok(
            String withdrawn, String attributes, String nlri, SessionShape shape) {
        var body =
                "%04x".formatted(withdrawn.length() / 2)
                        + withdrawn
                        + "%04x".formatted(attributes.length() / 2)
                        + attributes
                        + nlri;
        var octets =
                HexFormat.of()
                        .parseHex(
                                "ff".repeat(16)
                                        + "%04x02".formatted(19 + body.length() / 2)
                                        + body);
        return (Decoded.Ok) BgpCodec.decode(octets, shape);
    }
}

package fairlead.bgp.rib;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.Messages;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short way into the tables against the long one: whatever UPDATE the rib takes in place is one
 * that the codec finds nothing wrong with, and leaves the same routes behind.
 */
class IntakeTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("fairlead.bgp.wire.Messages#shapes")
    void theShortWayLeavesWhatTheLongWayLeaves(String name, SessionShape shape) {
        forAll(
                300,
                dice -> messages(dice, shape),
                messages -> {
                    bothWays(shape, messages.toArray(byte[][]::new));
                });
    }

    /** Two ribs, one of which has no short way, hold the same after each message. */
    static void bothWays(SessionShape shape, byte[]... messages) {
        var quick = new Taker(shape);
        var thorough = new Taker(shape);
        for (var octets : messages) {
            var before = quick.held();
            if (quick.inPlace(octets)) {
                assertThat(BgpCodec.decode(octets, shape))
                        .as("what is taken in place is sound: %s", hex(octets))
                        .isInstanceOfSatisfying(
                                Decoded.Ok.class, ok -> assertThat(ok.healed()).isEmpty());
            } else {
                assertThat(quick.held()).as("refused, so unchanged").isEqualTo(before);
                quick.byTheCodec(octets);
            }
            thorough.byTheCodec(octets);
            assertThat(quick.held()).as(hex(octets)).isEqualTo(thorough.held());
        }
    }

    /** Some sound, some damaged, some about the same prefixes again. */
    private static List<byte[]> messages(SplittableRandom dice, SessionShape shape) {
        var first = BgpCodec.encode(Messages.update(dice, shape), shape);
        var second = BgpCodec.encode(Messages.update(dice, shape), shape);
        return List.of(
                first,
                isUpdate(Messages.damaged(second, dice)) ? second : first,
                Messages.damaged(first, dice),
                Messages.damaged(second, dice));
    }

    private static boolean isUpdate(byte[] octets) {
        return octets[18] == 2;
    }

    /** A 2-octet path that reads as a 4-octet one as well: 65001 259 | 513 then 1 2 3 4. */
    @Test
    void aNarrowPathIsNeverTakenForAWideOne() {
        var narrow = SessionShape.of(AsWidth.TWO);
        var taker = new Taker(narrow);
        var path = "0201fde9" + "0103" + "0201" + "0001" + "0002";
        var octets = update("40010100" + "40020c" + path + "4003040a010205");
        if (!taker.inPlace(octets)) {
            taker.byTheCodec(octets);
        }
        assertThat(taker.paths()).containsExactly("65001 {513,1,2}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an attribute of a high type,    c0800155",
        "the highest there is,           c0ff00",
        "an attribute of type 0,         c00000",
        "one that was partial before,    e0c80155",
        "two of high types,              c0800155c0c80155"
    })
    void whatIsStrangeButSoundIsTakenIn(String what, String attribute) {
        var taker = new Taker(SessionShape.of(AsWidth.FOUR));
        var octets = update("40010100" + "40020602010000fde9" + "4003040a010205" + attribute);
        if (!taker.inPlace(octets)) {
            taker.byTheCodec(octets);
        }
        assertThat(taker.paths()).as(what).containsExactly("65001");
    }

    /** Repeats are taken out on the long way, whether there are few values or very many. */
    @ParameterizedTest(name = "{0} values")
    @ValueSource(ints = {2, 64, 65, 300})
    void largeCommunitiesAreKeptOnceEach(int count) {
        var shape =
                new SessionShape(
                        AsWidth.FOUR,
                        false,
                        SessionShape.of(AsWidth.FOUR).families(),
                        Set.of(),
                        Set.of(),
                        Framing.LONGEST_EXTENDED);
        var values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.append("0000fde9%08x00000001".formatted(i));
        }
        for (var repeated : List.of("", "0000fde90000000000000001")) {
            var value = values + repeated;
            var attribute = "d020" + "%04x".formatted(value.length() / 2) + value;
            var octets = update("40010100" + "400200" + "4003040a010205" + attribute);
            var taker = new Taker(shape);
            assertThat(taker.inPlace(octets)).isEqualTo(repeated.isEmpty());
            bothWays(shape, octets);
        }
    }

    @Test
    void anIpv6RouteByALinkLocalNextHopAloneIsTakenIn() {
        var taker = new Taker(SessionShape.of(AsWidth.FOUR));
        var reach =
                "800e2c"
                        + "000201"
                        + "20"
                        + "00".repeat(16)
                        + "fe800000000000000000000000000005"
                        + "00"
                        + "3020010db80009";
        var octets = update(reach + "40010100" + "40020602010000fde9", "");
        if (!taker.inPlace(octets)) {
            taker.byTheCodec(octets);
        }
        assertThat(taker.paths()).containsExactly("65001");
    }

    private static byte[] update(String attributes) {
        return update(attributes, "100a09");
    }

    private static byte[] update(String attributes, String nlri) {
        var body = "0000" + "%04x".formatted(attributes.length() / 2) + attributes + nlri;
        return HexFormat.of()
                .parseHex("ff".repeat(16) + "%04x".formatted(19 + body.length() / 2) + "02" + body);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** A rib with one peer. */
    private static final class Taker {

        private final SessionShape shape;
        private final Rib rib = new Rib(Exchange.TERMS, false, 4711);
        private final int peer;

        Taker(SessionShape shape) {
            this.shape = shape;
            this.peer = rib.up(terms(shape), Map.of(), java.util.Set.of());
        }

        private static PeerTerms terms(SessionShape shape) {
            return new PeerTerms(
                    "peer",
                    IpAddress.parse("10.1.2.5"),
                    new Asn(65001),
                    IpAddress.parse("10.1.2.5"),
                    shape.internal() ? PeerKind.INTERNAL : PeerKind.TRANSPARENT,
                    shape.width(),
                    shape.longest(),
                    families(shape.families()),
                    families(shape.pathsIn()),
                    families(shape.pathsOut()),
                    RoutePolicies.NONE);
        }

        private static Set<Family> families(Set<AddressFamily> families) {
            return families.stream()
                    .map(family -> Family.of(family).orElseThrow())
                    .collect(Collectors.toSet());
        }

        /** A whole message from the middle of a larger array, as octets come from a socket. */
        boolean inPlace(byte[] octets) {
            if (!new Framing.Whole(octets.length)
                    .equals(Framing.next(octets, 0, octets.length, shape.longest()))) {
                return false;
            }
            var around = new byte[octets.length + 10];
            Arrays.fill(around, (byte) 0xee);
            System.arraycopy(octets, 0, around, 5, octets.length);
            return isUpdate(octets) && rib.take(peer, around, 5, 5 + octets.length);
        }

        void byTheCodec(byte[] octets) {
            if (BgpCodec.decode(octets, shape) instanceof Decoded.Ok(var message, var _)
                    && message instanceof BgpMessage.Update update) {
                rib.take(peer, BgpCodec.canonical(update));
            }
        }

        /** All that the peer told: prefix, path identifier, attributes. */
        Set<String> held() {
            rib.settle();
            var held = new TreeSet<String>();
            for (var family : Family.values()) {
                var table = rib.table(family);
                for (int prefix = 0; prefix < table.prefixes.limit(); prefix++) {
                    for (int path = table.heads.get(prefix);
                            path != 0;
                            path = rib.paths.next(path)) {
                        held.add(
                                table.prefixes.prefix(prefix)
                                        + " path "
                                        + rib.paths.pathId(path)
                                        + " "
                                        + CanonicalAttributes.read(
                                                rib.sets.copy(rib.paths.heard(path))));
                    }
                }
            }
            return held;
        }

        List<String> paths() {
            rib.settle();
            return rib.view().learned("peer").stream().map(r -> r.asPath().toString()).toList();
        }
    }
}

package fairlead.bgp.rpki;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6811 §2, by table and against the definition itself. */
class RoaTableTest {

    private static final RoaTable TABLE =
            RoaTable.of(
                    VrpSet.of(
                            List.of(
                                    vrp("192.0.2.0/24", 24, 64496),
                                    vrp("198.51.0.0/16", 20, 64497),
                                    vrp("198.51.100.0/24", 24, 64498),
                                    vrp("198.51.100.0/24", 26, 64499),
                                    vrp("203.0.113.0/24", 24, 0),
                                    vrp("2001:db8::/32", 48, 64496),
                                    vrp("2001:db8:0:0:8000::/65", 66, 64497))));

    @ParameterizedTest(name = "{0} from {1} is {2}: {3}")
    @CsvSource({
        "192.0.2.0/24,      64496, VALID,     prefix and origin as said",
        "192.0.2.0/24,      64497, INVALID,   another origin",
        "192.0.2.0/25,      64496, INVALID,   longer than the maximum length",
        "192.0.0.0/16,      64496, NOT_FOUND, shorter than the prefix: not covered",
        "192.0.3.0/24,      64496, NOT_FOUND, beside it",
        "198.51.0.0/20,     64497, VALID,     as long as the maximum length",
        "198.51.0.0/21,     64497, INVALID,   one more",
        "198.51.100.0/24,   64498, VALID,     the nearer of two prefixes that cover it",
        "198.51.100.0/24,   64499, VALID,     another payload of the same prefix",
        "198.51.100.64/26,  64499, VALID,     its maximum length counts",
        "198.51.100.64/26,  64498, INVALID,   and not the other one's",
        "198.51.100.0/24,   64497, INVALID,   covered by the outer prefix and too long for it",
        "198.51.112.0/20,   64497, VALID,     behind the inner prefix in order",
        "198.51.101.0/24,   64498, INVALID,   outside of the inner prefix",
        "203.0.113.0/24,    0,     INVALID,   AS 0 matches nobody; not even itself",
        "203.0.113.0/24,    64496, INVALID,   AS 0 forbids",
        "192.0.2.0/24,      -1,    INVALID,   a path that ends in a set has no origin",
        "10.0.0.0/8,        -1,    NOT_FOUND, nor does it need one where nothing covers",
        "0.0.0.0/0,         64496, NOT_FOUND, the default route",
        "255.255.255.255/32, 1,    NOT_FOUND, the last address",
        "2001:db8::/48,     64496, VALID,     IPv6",
        "2001:db8::/49,     64496, INVALID,   IPv6 too long",
        "2001:db8:0:0:c000::/66, 64497, VALID, longer than 64 bits",
        "2001:db8::/66,     64497, INVALID,   outside by the 65th bit",
        "2001:db9::/48,     64496, NOT_FOUND, IPv6 beside it"
    })
    void theValidityOfARouteIsWhatRfc6811Says(
            String prefix, long origin, Validity expected, String why) {
        assertThat(validity(TABLE, Prefix.parse(prefix), origin)).as(why).isEqualTo(expected);
    }

    @Test
    void anEmptyTableFindsNothing() {
        assertThat(RoaTable.EMPTY.validate(0x0a000000, 8, 1)).isEqualTo(Validity.NOT_FOUND);
    }

    @Test
    void whatCoversAPrefixIsToldLongestFirst() {
        assertThat(TABLE.covering(Prefix.parse("198.51.100.128/25")))
                .containsExactly(
                        vrp("198.51.100.0/24", 26, 64499),
                        vrp("198.51.100.0/24", 24, 64498),
                        vrp("198.51.0.0/16", 20, 64497));
    }

    @Test
    void onATableOfDrawnPayloadsEveryAnswerIsThatOfTheDefinition() {
        forAll(
                100,
                dice -> drawn(dice, dice.nextInt(120)),
                vrps -> {
                    var table = RoaTable.of(VrpSet.of(vrps));
                    var dice = new SplittableRandom(vrps.hashCode());
                    for (int i = 0; i < 100; i++) {
                        var prefix = prefix(dice);
                        long origin = dice.nextInt(-1, 5);
                        assertThat(validity(table, prefix, origin))
                                .as("%s from %d", prefix, origin)
                                .isEqualTo(byDefinition(vrps, prefix, origin));
                        assertThat(table.covering(prefix))
                                .containsExactlyInAnyOrderElementsOf(
                                        vrps.stream()
                                                .distinct()
                                                .filter(vrp -> vrp.prefix().contains(prefix))
                                                .toList());
                    }
                });
    }

    @Test
    void aRouteIsConcernedByAChangeOnlyIfItsValidityCanDiffer() {
        forAll(
                50,
                dice -> List.of(drawn(dice, 40), drawn(dice, 40)),
                pair -> {
                    var before = VrpSet.of(pair.getFirst());
                    var after = VrpSet.of(pair.getLast());
                    var changed = RoaTable.of(before.difference(after));
                    var dice = new SplittableRandom(pair.hashCode());
                    for (int i = 0; i < 100; i++) {
                        var p = prefix(dice);
                        long origin = dice.nextInt(5);
                        boolean differs =
                                validity(RoaTable.of(before), p, origin)
                                        != validity(RoaTable.of(after), p, origin);
                        var network = p.network();
                        boolean concerned =
                                changed.covers(
                                        network.family(),
                                        network.high(),
                                        network.low(),
                                        p.length());
                        assertThat(concerned || !differs).as("%s from %d", p, origin).isTrue();
                    }
                });
    }

    @Test
    void aMaximumLengthShorterThanThePrefixIsRefused() {
        assertThatThrownBy(() -> vrp("10.0.0.0/8", 7, 1)).hasMessageContaining("8 to 32");
        assertThatThrownBy(() -> vrp("10.0.0.0/8", 33, 1)).hasMessageContaining("8 to 32");
    }

    static Vrp vrp(String prefix, int maxLength, long origin) {
        return new Vrp(Prefix.parse(prefix), maxLength, new Asn(origin));
    }

    private static Validity validity(RoaTable table, Prefix prefix, long origin) {
        var network = prefix.network();
        var answer =
                table.validate(
                        network.family(), network.high(), network.low(), prefix.length(), origin);
        if (network.family() == Family.V4) {
            assertThat(table.validate(network.v4Bits(), prefix.length(), origin)).isEqualTo(answer);
        }
        return answer;
    }

    private static Validity byDefinition(List<Vrp> vrps, Prefix prefix, long origin) {
        var covering = vrps.stream().filter(vrp -> vrp.prefix().contains(prefix)).toList();
        boolean matched =
                covering.stream()
                        .anyMatch(vrp ->
                                prefix.length() <= vrp.maxLength()
                                        && vrp.origin().value() == origin
                                        && origin != 0);
        return covering.isEmpty()
                ? Validity.NOT_FOUND
                : matched ? Validity.VALID : Validity.INVALID;
    }

    static List<Vrp> drawn(SplittableRandom dice, int count) {
        var vrps = new ArrayList<Vrp>();
        for (int i = 0; i < count; i++) {
            var prefix = prefix(dice);
            vrps.add(
                    new Vrp(
                            prefix,
                            dice.nextInt(prefix.length(), prefix.network().width() + 1),
                            new Asn(dice.nextInt(4))));
        }
        return vrps;
    }

    /** From few bits, so that prefixes meet. */
    private static Prefix prefix(SplittableRandom dice) {
        if (dice.nextBoolean()) {
            int bits = dice.nextInt(4) << 30 | dice.nextInt(4) << 15 | dice.nextInt(2);
            return new Prefix(IpAddress.v4(bits), dice.nextInt(33));
        }
        long high = (long) dice.nextInt(4) << 61 | dice.nextInt(2);
        long low = (long) dice.nextInt(4) << 62 | dice.nextInt(2);
        return new Prefix(new IpAddress(Family.V6, high, low), dice.nextInt(129));
    }
}

package fairlead.bgp.wire;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final PathAttributes ATTRIBUTES =
            PathAttributes.of(
                    new PathAttribute.OriginIs(Origin.IGP),
                    new PathAttribute.AsPathIs(AsPath.of(65515)),
                    new PathAttribute.NextHopIs(IpAddress.parse("10.1.1.4")));

    @Test
    void everythingIsSaidOnceInMessagesThatFit() {
        forAll(
                50,
                dice ->
                        IntStream.range(0, dice.nextInt(5000))
                                .mapToObj(i -> new Prefix(IpAddress.v4(i << 8), 24))
                                .toList(),
                prefixes -> {
                    var announced = Packing.announce(ATTRIBUTES, prefixes, AsWidth.FOUR);
                    var withdrawn = Packing.withdraw(prefixes);
                    assertThat(announced).allMatch(u -> length(u) <= Framing.LONGEST);
                    assertThat(withdrawn).allMatch(u -> length(u) <= Framing.LONGEST);
                    assertThat(announced.stream().flatMap(u -> u.announced().stream()).toList())
                            .isEqualTo(prefixes);
                    assertThat(withdrawn.stream().flatMap(u -> u.withdrawn().stream()).toList())
                            .isEqualTo(prefixes);
                });
    }

    @Test
    void aFullMessageIsFullToTheLastPrefix() {
        var prefixes =
                IntStream.range(0, 2000)
                        .mapToObj(i -> new Prefix(IpAddress.v4(i << 8), 24))
                        .toList();
        assertThat(Packing.withdraw(prefixes).getFirst().withdrawn()).hasSize((4096 - 23) / 4);
    }

    @Test
    void attributesThatFillAMessageLeaveNoRoom() {
        var communities = IntStream.range(0, 1020).mapToObj(Community::new).toList();
        var wide = PathAttributes.of(new PathAttribute.Communities(communities));
        assertThat(Packing.fits(wide, AsWidth.FOUR)).isFalse();
        assertThat(Packing.fits(ATTRIBUTES, AsWidth.FOUR)).isTrue();
    }

    private static int length(BgpMessage message) {
        return BgpCodec.encode(message, AsWidth.FOUR).length;
    }
}

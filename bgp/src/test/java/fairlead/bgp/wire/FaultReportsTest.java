package fairlead.bgp.wire;

import static fairlead.bgp.wire.GoodUpdate.EXTERNAL;
import static fairlead.bgp.wire.GoodUpdate.good;
import static fairlead.bgp.wire.GoodUpdate.update;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Update;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a neighbour and an operator are told of a fault. */
class FaultReportsTest {

    @Test
    void whatHadToBeKnownIsSentBackWhole() {
        var bad = (Decoded.Bad) BgpCodec.decode(update(good() + "5063000255aa"), EXTERNAL);
        assertThat(bad.problem().notification())
                .isEqualTo(new BgpMessage.Notification(3, 2, Octets.ofHex("40630255aa")));
    }

    /** RFC 4271 §6.3: the data of an optional attribute error are the attribute. */
    @Test
    void aBrokenAttributeThatResetsIsSentBackWhole() {
        var short0 = (Decoded.Bad) BgpCodec.decode(update(good() + "800f020002"), EXTERNAL);
        assertThat(short0.problem().notification())
                .isEqualTo(new BgpMessage.Notification(3, 9, Octets.ofHex("800f020002")));
        var flags = (Decoded.Bad) BgpCodec.decode(update(good() + "c00f03000201"), EXTERNAL);
        assertThat(flags.problem().notification().data()).isEqualTo(Octets.ofHex("c00f03000201"));
    }

    /** RFC 7606 §6: the faults, the prefixes, the whole message. */
    @Test
    void anOperatorReadsWhatWasWrongAndTheWholeMessage() {
        var octets = update(good() + "80040100" + "40060100");
        var ok = (Decoded.Ok) BgpCodec.decode(octets, EXTERNAL);
        assertThat(HealedUpdate.text((Update) ok.message(), ok.healed(), octets))
                .isEqualTo(
                        "in an UPDATE: med length (RFC 7606 §7.4): 1 octets where 4 belong, so:"
                                + " treat as withdraw, atomic aggregate length (RFC 7606 §7.6): 1"
                                + " octets where 0 belong, so: discard attribute; prefixes:"
                                + " 10.9.0.0/16; the message: "
                                + HexFormat.of().formatHex(octets));
    }

    /** As many faults as a long message holds make one short line, quickly. */
    @Test
    void aMessageFullOfFaultsIsOneLine() {
        var shape =
                new SessionShape(
                        AsWidth.FOUR,
                        false,
                        EXTERNAL.families(),
                        Set.of(),
                        Set.of(),
                        Framing.LONGEST_EXTENDED);
        var octets = update(good() + "400600".repeat(21_000));
        var ok = (Decoded.Ok) BgpCodec.decode(octets, shape);
        assertThat(ok.healed()).hasSize(20_999);
        assertThat(HealedUpdate.text((Update) ok.message(), ok.healed(), new byte[0]))
                .contains("and 20989 more")
                .hasSizeLessThan(1500);
        var bad = (Decoded.Bad) BgpCodec.decode(update("400600".repeat(21_000) + "40", ""), shape);
        assertThat(bad.problem().detail()).hasSizeLessThan(300);
    }
}

package fairlead.bgp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.mrt.MrtRecord;
import fairlead.bgp.mrt.MrtRecord.Rib;
import fairlead.bgp.mrt.MrtRecord.RibEntry;
import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would cost the session is left out, and what stands behind it is told. */
class ReplayUpdatesTest {

    private static final IpAddress HERE = IpAddress.parse("10.0.0.9");

    private final OctetBuffer out = new OctetBuffer(64);

    private ReplayUpdates updates(boolean asIs) {
        var terms = new ReplayTerms(new Asn(65001), HERE, HERE, HERE, 179, asIs, false, 90);
        return new ReplayUpdates(out, terms, HERE, -1);
    }

    private static Rib rib(String prefix, String attributes) {
        var entry = new RibEntry(0, Instant.EPOCH, 0, Octets.ofHex(attributes.replace(" ", "")));
        return new Rib(Instant.EPOCH, false, 0, Prefix.parse(prefix), List.of(entry));
    }

    /** Whole messages that were made, the two that end it included. */
    private int messages() {
        int count = 0;
        for (int at = 0; at < out.size(); count++) {
            var next = Framing.next(out.array(), at, out.size());
            assertThat(next).isInstanceOf(Framing.Whole.class);
            at += ((Framing.Whole) next).length();
        }
        return count;
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "10.0.0.0/8,    40010100 400200 40030401020304, 1, its own next hop",
        "10.0.0.0/8,    40010100 400200 40031020010db8000000000000000000000001, 1, one of the other family",
        "2001:db8::/32, 40010100 400200 40031020010db8000000000000000000000001, 1, its own over IPv4",
        "2001:db8::/32, 40010100 400200 40030401020304, 0, none of its family",
        "2001:db8::/32, 40010100 400200, 0, none at all",
    })
    void aRouteIsToldWithANextHopOfItsFamily(
            String prefix, String attributes, int told, String hop) {
        var updates = updates(true);
        updates.add(rib(prefix, attributes));
        updates.add(rib("10.1.0.0/16", "400101024002004003040a000001"));
        updates.endOfRib();
        assertThat(updates.count()).as(hop).isEqualTo(told + 1);
        assertThat(messages()).isEqualTo(told + 3);
    }

    @ParameterizedTest
    @CsvSource({"4027, 1", "4028, 0", "65000, 0"})
    void attributesForWhichNoMessageHasRoomAreLeftOut(int octets, int told) {
        var updates = updates(false);
        var unknown = "d0ff" + "%04x".formatted(octets) + "00".repeat(octets);
        updates.add(rib("10.0.0.0/8", "40010100" + "400200" + unknown));
        updates.add(rib("10.1.0.0/16", "40010100400200"));
        updates.endOfRib();
        assertThat(updates.count()).isEqualTo(told + 1);
        assertThat(messages()).isEqualTo(told + 3);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "ffffffffffffffffffffffffffffffff0017020000 0000, 1, whole",
        "ffffffffffffffffffffffffffffffff0018020000 0000, 0, longer than it is",
        "ffffffffffffffffffffffffffffffff0017020000 000000, 0, shorter than it is",
        "fffffffffffffffffffffffffffffffe0017020000 0000, 0, without a marker",
        "ffffffffffffffffffffffffffffffff001304, 0, no UPDATE",
    })
    void ofALogWholeUpdatesAreTold(String message, int told, String why) {
        var updates = updates(true);
        var session = new MrtSession(new Asn(1), new Asn(2), 0, HERE, HERE);
        updates.add(
                new MrtRecord.Message(
                        Instant.EPOCH,
                        false,
                        session,
                        false,
                        false,
                        AsWidth.FOUR,
                        Octets.ofHex(message.replace(" ", ""))));
        updates.endOfRib();
        assertThat(updates.count()).as(why).isEqualTo(told);
        assertThat(messages()).isEqualTo(told + 2);
    }
}

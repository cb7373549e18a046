package fairlead.host.desired;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.host.desired.Probe.Protocol;
import fairlead.host.desired.Sighting.Place;
import fairlead.host.desired.Sighting.Point;
import fairlead.net.IpAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {

    private static final IpAddress A = IpAddress.parse("10.1.0.4");
    private static final IpAddress B = IpAddress.parse("203.0.113.10");

    @ParameterizedTest
    @CsvSource({
        // IPv4 header without checksum; then type, code, checksum, identifier, sequence, magic
        "ICMP, 45000024 7788 4000 4001 0000 0a010004 cb00710a 0800 4a69 9c40 0001 1122334455667788",
        // ports, length, no checksum, magic
        "UDP, 45000024 7788 4000 4011 0000 0a010004 cb00710a 9c40 0050 0010 0000 1122334455667788",
        // ports, sequence, acknowledgement, SYN, window, checksum
        "TCP, 45000028 7788 4000 4006 0000 0a010004 cb00710a 9c40 0050 55667788 00000000 5002 faf0 0563 0000"
    })
    void aProbeIsAWholePacketThatCarriesItsMagic(Protocol protocol, String octets) {
        var probe =
                new Probe(
                        protocol,
                        A,
                        B,
                        40000,
                        protocol == Protocol.ICMP ? 0 : 80,
                        0x1122334455667788L);

        assertThat(HexFormat.of().formatHex(probe.octets())).isEqualTo(octets.replace(" ", ""));
    }

    @Test
    void aPacketThatGoesRoundIsFollowedOnceRoundAndCounted() {
        var seen =
                List.of(
                        sighting(Point.ENTERED, "fl-n1", "", 1),
                        sighting(Point.CHECKED, "fl-n1", "", 1),
                        sighting(Point.ROUTED, "fl-n1", "fl-n2", 1),
                        sighting(Point.PASSED, "fl-n1", "fl-n2", 1),
                        sighting(Point.LEFT, "fl-n1", "fl-n2", 1),
                        sighting(Point.ENTERED, "fl-n2", "", 63),
                        sighting(Point.CHECKED, "fl-n2", "", 63),
                        sighting(Point.ROUTED, "fl-n2", "fl-n2", 63),
                        sighting(Point.PASSED, "fl-n2", "fl-n2", 63),
                        sighting(Point.LEFT, "fl-n2", "fl-n2", 63));

        assertThat(Footprints.of(seen, 1, Set::of, _ -> false))
                .containsExactly(
                        new Footprint.Sent(1, A, 1),
                        new Footprint.Handed(2),
                        new Footprint.Sent(2, A, 63),
                        new Footprint.Handed(2),
                        new Footprint.Kept(2));
    }

    @Test
    void anApplianceMaySendOnByAnotherOfItsNics() {
        var seen =
                List.of(
                        sighting(Point.ENTERED, "fl-n1", "", 1),
                        sighting(Point.CHECKED, "fl-n1", "", 1),
                        sighting(Point.ROUTED, "fl-n1", "fl-n2", 1),
                        sighting(Point.PASSED, "fl-n1", "fl-n2", 1),
                        sighting(Point.LEFT, "fl-n1", "fl-n2", 1),
                        sighting(Point.ENTERED, "fl-n3", "", 1));

        assertThat(Footprints.of(seen, 1, nic -> nic == 1 ? Set.of(1) : Set.of(2, 3), _ -> false))
                .contains(new Footprint.Sent(3, A, 1));
    }

    @Test
    void whatIsNotSentIsKeptByItsSender() {
        assertThat(Footprints.of(List.of(), 1, Set::of, _ -> false))
                .containsExactly(new Footprint.Kept(1));
    }

    private static Sighting sighting(Point point, String in, String out, long packets) {
        return new Sighting(Place.FABRIC, point, in, out, A, B, packets);
    }
}

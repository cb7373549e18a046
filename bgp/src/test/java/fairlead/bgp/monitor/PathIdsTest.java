package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathIdsTest {

    private static final PathAttributes V4 =
            PathAttributes.of(
                    new PathAttribute.OriginIs(Origin.IGP),
                    new PathAttribute.AsPathIs(AsPath.of(65001)),
                    new PathAttribute.NextHopIs(IpAddress.parse("192.0.2.1")));

    private static BgpMessage message(String kind) {
        var v4 = List.of(Prefix.parse("203.0.113.0/24"));
        var v6 = List.of(Prefix.parse("2001:db8::/32"));
        return switch (kind) {
            case "routes of IPv4" -> new Update(List.of(), V4, v4);
            case "withdrawals of IPv4" -> new Update(v4, PathAttributes.NONE, List.of());
            case "routes of IPv6" ->
                    new Update(
                            List.of(),
                            PathAttributes.of(
                                    new PathAttribute.OriginIs(Origin.IGP),
                                    new PathAttribute.AsPathIs(AsPath.of(65001)),
                                    new PathAttribute.MpReach(
                                            AddressFamily.IPV6_UNICAST,
                                            List.of(IpAddress.parse("2001:db8::1")),
                                            v6,
                                            List.of())),
                            List.of());
            case "withdrawals of IPv6" ->
                    new Update(
                            List.of(),
                            PathAttributes.of(
                                    new PathAttribute.MpUnreach(
                                            AddressFamily.IPV6_UNICAST, v6, List.of())),
                            List.of());
            default -> new BgpMessage.Keepalive();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "routes of IPv4,      true, false",
        "withdrawals of IPv4, true, false",
        "routes of IPv6,      false, true",
        "withdrawals of IPv6, false, true",
        "a keepalive,         false, false"
    })
    void aMessageHasThemIfItsFamilyDoes(String kind, boolean ofV4, boolean ofV6) {
        var octets = BgpCodec.encode(message(kind), SessionShape.of(AsWidth.FOUR));
        var both = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

        assertThat(are(octets, Set.of(AddressFamily.IPV4_UNICAST))).isEqualTo(ofV4);
        assertThat(are(octets, Set.of(AddressFamily.IPV6_UNICAST))).isEqualTo(ofV6);
        assertThat(are(octets, both)).isEqualTo(ofV4 || ofV6);
        assertThat(are(octets, Set.of())).isFalse();
    }

    private static boolean are(byte[] octets, Set<AddressFamily> families) {
        return PathIds.are(octets, 0, octets.length, families);
    }
}

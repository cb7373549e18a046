package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability.AddPath;
import fairlead.bgp.wire.Capability.EnhancedRouteRefresh;
import fairlead.bgp.wire.Capability.ExtendedMessage;
import fairlead.bgp.wire.Capability.FourOctetAsn;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import fairlead.bgp.wire.Capability.MultiProtocol;
import fairlead.bgp.wire.Capability.Other;
import fairlead.bgp.wire.Capability.Role;
import fairlead.bgp.wire.Capability.RouteRefresh;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Capabilities as the RFCs draw them, and an OPEN short and long. */
class CapabilityTest {

    private static final AddressFamily V4 = AddressFamily.IPV4_UNICAST;
    private static final AddressFamily V6 = AddressFamily.IPV6_UNICAST;

    static Stream<Arguments> drawn() {
        return Stream.of(
                arguments(new MultiProtocol(V6), "010400020001"),
                arguments(new RouteRefresh(), "0200"),
                arguments(new ExtendedMessage(), "0600"),
                arguments(new Role(SessionRole.ROUTE_SERVER), "090101"),
                arguments(new Role(77), "09014d"),
                arguments(new GracefulRestart(false, false, 120, List.of()), "40020078"),
                arguments(
                        new GracefulRestart(
                                true, true, 4095, List.of(new GracefulRestart.Family(V4, true))),
                        "4006cfff00010180"),
                arguments(new FourOctetAsn(new Asn(4_200_000_001L)), "4104fa56ea01"),
                arguments(
                        new AddPath(
                                List.of(
                                        new AddPath.Family(V4, true, false),
                                        new AddPath.Family(V6, false, true),
                                        new AddPath.Family(V6, true, true))),
                        "450c000101010002010200020103"),
                arguments(new EnhancedRouteRefresh(), "4600"),
                arguments(
                        new LongLivedGracefulRestart(
                                List.of(
                                        new LongLivedGracefulRestart.Family(V4, true, 0xffffff),
                                        new LongLivedGracefulRestart.Family(V6, false, 3600))),
                        "470e00010180ffffff00020100000e10"),
                arguments(new Other(73, Octets.ofHex("0266720000")), "49050266720000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void aCapabilityLooksAsTheRfcDrawsIt(Capability capability, String hex) {
        assertThat(Capability.octets(List.of(capability)).hex()).isEqualTo(hex);
        assertThat(read(hex)).containsExactly(capability);
    }

    @Test
    void aWayOfPathsThatIsNotDefinedMakesTheCapabilityNotUnderstood() {
        assertThat(read("450400010104")).containsExactly(new Other(69, Octets.ofHex("00010104")));
        assertThat(read("450400010100")).containsExactly(new Other(69, Octets.ofHex("00010100")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "0103000100",
                "020100",
                "060100",
                "0900",
                "09020000",
                "400100",
                "4003007800",
                "41020000",
                "4503000101",
                "460100",
                "47020001",
                "4105fa56ea"
            })
    void aKnownCapabilityOfTheWrongSizeMakesTheOpenMalformed(String hex) {
        assertThat(decode(shortOpen(hex)))
                .isInstanceOfSatisfying(
                        Decoded.Bad.class,
                        bad -> assertThat(bad.problem().fault()).isEqualTo(Fault.MALFORMED_OPEN));
    }

    @Test
    void oneParameterForEachCapabilityIsReadLikeOneForAll() {
        assertThat(capabilities(open("08" + "02020200" + "02020600")))
                .containsExactly(new RouteRefresh(), new ExtendedMessage());
    }

    @Test
    void parametersOfMoreThan255OctetsTakeTheLongForm() {
        var fitting = IntStream.range(0, 1).mapToObj(_ -> other(251)).toList();
        assertThat(parameters(fitting)).startsWith("ff02fd");
        var tooLong = Stream.concat(fitting.stream(), Stream.of(other(0))).toList();
        assertThat(parameters(tooLong)).startsWith("ffff010202" + "00ff");
        var many = IntStream.range(0, 15).<Capability>mapToObj(_ -> other(255)).toList();
        var open = new Open(new Asn(65001), 180, IpAddress.parse("10.1.2.5"), many);
        assertThat(BgpCodec.decode(BgpCodec.encode(open, AsWidth.FOUR), AsWidth.FOUR))
                .isEqualTo(new Decoded.Ok(open, List.of()));
    }

    @Test
    void theLongFormIsReadHoweverShortItIs() {
        assertThat(capabilities(open("ff" + "ff" + "0005" + "02" + "0002" + "0200")))
                .containsExactly(new RouteRefresh());
        assertThat(capabilities(open("07" + "ff" + "0005" + "02" + "0002" + "0200")))
                .as("the short length means nothing then")
                .containsExactly(new RouteRefresh());
        assertThat(capabilities(open("01" + "ff" + "0000"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void parametersThatDoNotFitAreRefused(Fault fault, String parameters) {
        assertThat(decode(open(parameters)))
                .isInstanceOfSatisfying(
                        Decoded.Bad.class,
                        bad -> assertThat(bad.problem().fault()).isEqualTo(fault));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(Fault.MALFORMED_OPEN, "05" + "02020200"),
                arguments(Fault.MALFORMED_OPEN, "03" + "02020200"),
                arguments(Fault.MALFORMED_OPEN, "04" + "02030200"),
                arguments(Fault.MALFORMED_OPEN, "04" + "02020201"),
                arguments(Fault.MALFORMED_OPEN, "ff" + "ff" + "0006" + "02" + "0002" + "0200"),
                arguments(Fault.MALFORMED_OPEN, "ff" + "ff" + "0005" + "02" + "0003" + "0200"),
                arguments(Fault.MALFORMED_OPEN, "ff" + "ff" + "00"),
                arguments(
                        Fault.UNSUPPORTED_OPTIONAL_PARAMETER, "ff" + "ff" + "0003" + "ff" + "0000"),
                arguments(Fault.UNSUPPORTED_OPTIONAL_PARAMETER, "06" + "02020200" + "ff00"));
    }

    private static Other other(int size) {
        return new Other(200, Octets.of(new byte[size]));
    }

    private static String parameters(List<? extends Capability> capabilities) {
        var open =
                new Open(
                        new Asn(65001),
                        180,
                        IpAddress.parse("10.1.2.5"),
                        List.copyOf(capabilities));
        return HexFormat.of().formatHex(BgpCodec.encode(open, AsWidth.FOUR)).substring(2 * 28);
    }

    private static List<Capability> read(String hex) {
        return capabilities(shortOpen(hex));
    }

    private static List<Capability> capabilities(byte[] octets) {
        return ((Open) ((Decoded.Ok) decode(octets)).message()).capabilities();
    }

    private static Decoded decode(byte[] octets) {
        return BgpCodec.decode(octets, AsWidth.FOUR);
    }

    private static byte[] shortOpen(String capabilities) {
        int size = capabilities.length() / 2;
        return open("%02x02%02x".formatted(size + 2, size) + capabilities);
    }

    private static byte[] open(String parameters) {
        var body = "04fde900b40a010205" + parameters;
        return HexFormat.of()
                .parseHex("ff".repeat(16) + "%04x".formatted(19 + body.length() / 2) + "01" + body);
    }
}

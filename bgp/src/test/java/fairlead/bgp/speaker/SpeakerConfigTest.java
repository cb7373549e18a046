package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.wire.AddressFamily;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpeakerConfigTest {

    private static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    private static final IpAddress THERE = IpAddress.parse("2001:db8::2");
    private static final FamilyOptions IPV4 = FamilyOptions.of(AddressFamily.IPV4_UNICAST);

    @Test
    void whatIsNotSaidStaysUsual() {
        var options = NeighbourOptions.USUAL.draft().passive(true).made();
        assertThat(options).isNotEqualTo(NeighbourOptions.USUAL);
        assertThat(options.draft().passive(false).made()).isEqualTo(NeighbourOptions.USUAL);
        assertThat(options.hold().in(Timing.AZURE)).isEqualTo(Duration.ofSeconds(180));
        assertThat(options.family(AddressFamily.IPV6_UNICAST)).isPresent();
    }

    @Test
    void aNeighbourMayBeInternalAndSpeakIpv6() {
        var internal = NeighbourOptions.USUAL.draft().relation(Relation.INTERNAL).made();
        assertThat(config(new Neighbour("n", THERE, new Asn(64500), internal)).neighbours())
                .hasSize(1);
    }

    @Test
    void aSecretIsNotInTheTextOfAnything() {
        var md5 = new Authentication.Md5(new Secret("hunter2"));
        var options = NeighbourOptions.USUAL.draft().authentication(md5).made();
        assertThat(config(new Neighbour("n", THERE, new Asn(64501), options)).toString())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeIsRefused(String message, Supplier<Object> making) {
        assertThatThrownBy(making::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static List<Arguments> whatCannotBeIsRefused() {
        return List.of(
                refused("has our own AS number", () -> config(neighbour(64500, Relation.EXTERNAL))),
                refused("not our own", () -> config(neighbour(64501, Relation.INTERNAL))),
                refused("cannot be a neighbour's", () -> neighbour(0, Relation.EXTERNAL)),
                refused("our own address", () -> config(new Neighbour("n", HERE, new Asn(1)))),
                refused("share a name", () -> config(neighbour(1), neighbour(1))),
                refused("a secret of 0 octets", () -> new Secret("")),
                refused("a secret of 81 octets", () -> new Secret("s".repeat(81))),
                refused("0 hops", () -> new Reach.Hops(0)),
                refused("256 hops", () -> new Reach.Hops(256)),
                refused("cannot be told from anybody", () -> new Reach.Secured(255)),
                refused("a hold time of 2 s", () -> new HoldTime.Own(Duration.ofSeconds(2))),
                refused(
                        "prefix limit of 0",
                        () ->
                                new FamilyOptions(
                                        AddressFamily.IPV4_UNICAST,
                                        0,
                                        FamilyOptions.Exceeding.CEASE,
                                        FamilyOptions.AddPath.NONE)),
                refused(
                        "a restart time of 4096 s",
                        () ->
                                new Restarts(
                                        Restarts.Mode.RESTARTING,
                                        Duration.ofSeconds(4096),
                                        Duration.ZERO)),
                refused("at least one, each once", () -> families()),
                refused("at least one, each once", () -> families(IPV4, IPV4)),
                refused("port 65536", () -> NeighbourOptions.USUAL.draft().port(65536).made()),
                refused("port 0", () -> new ListenAddress(HERE, 0)),
                refused("we listen on []", () -> new LocalEnd(new Asn(1), HERE, List.of())),
                refused("is no BGP identifier", () -> new LocalEnd(new Asn(1), THERE, HERE, 179)));
    }

    private static Arguments refused(String message, Supplier<Object> making) {
        return Arguments.of(message, making);
    }

    private static NeighbourOptions families(FamilyOptions... families) {
        return NeighbourOptions.USUAL.draft().families(List.of(families)).made();
    }

    private static Neighbour neighbour(long asn) {
        return neighbour(asn, Relation.EXTERNAL);
    }

    private static Neighbour neighbour(long asn, Relation relation) {
        return new Neighbour(
                "n", THERE, new Asn(asn), NeighbourOptions.USUAL.draft().relation(relation).made());
    }

    private static SpeakerConfig config(Neighbour... neighbours) {
        return new SpeakerConfig(
                "s",
                new LocalEnd(new Asn(64500), HERE, HERE, LocalEnd.BGP),
                Timing.AZURE,
                List.of(neighbours),
                ImportRules.ALL,
                ExportRules.NONE);
    }
}

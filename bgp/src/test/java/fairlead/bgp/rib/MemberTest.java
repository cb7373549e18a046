package fairlead.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two peers, of which each has told a prefix: nobody is told to forget what he told himself. */
class MemberTest {

    private static final RibTerms TERMS =
            new RibTerms(
                    new Asn(65500),
                    IpAddress.parse("192.0.2.254"),
                    IpAddress.parse("192.0.2.254"),
                    Optional.empty(),
                    Ladder.STANDARD,
                    ImportRules.ALL,
                    new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())));
    private static final Prefix ONE = Prefix.parse("203.0.113.0/24");
    private static final Prefix TWO = Prefix.parse("198.51.100.0/24");

    private final RibDriver rib = new RibDriver(TERMS);

    @BeforeEach
    void bothHaveTold() {
        rib.up(peer(1));
        rib.up(peer(2));
        rib.update("p1", announce(1, ONE));
        rib.update("p2", announce(2, TWO));
    }

    @Test
    void whoIsBackAfterARestartHearsOfTheOthersOnly() {
        rib.downUnread("p1", Set.of(Family.IPV4_UNICAST));
        rib.settle();
        rib.upUnread(peer(1), Set.of(Family.IPV4_UNICAST));
        rib.settle();
        hearsOnly(TWO);
    }

    @Test
    void whoAsksToBeToldAgainHearsOfTheOthersOnly() {
        rib.retellUnread("p1");
        hearsOnly(TWO);
    }

    @Test
    void whoTellsBeforeHeHasReadAnythingHearsOfTheOthersOnly() {
        rib.downUnread("p1", Set.of());
        rib.settle();
        rib.upUnread(peer(1), Set.of());
        rib.send("p1", announce(1, ONE));
        rib.settle();
        hearsOnly(TWO);
    }

    @Test
    void whoTellsWhatHeIsAboutToHearOfAnotherHearsNothingOfIt() {
        rib.downUnread("p1", Set.of());
        rib.settle();
        rib.upUnread(peer(1), Set.of());
        rib.send("p1", announce(1, TWO));
        rib.settle();
        assertThat(rib.read("p1", Integer.MAX_VALUE).announced()).isEmpty();
    }

    @Test
    void aNewGroupTellsItsFirstMemberOfTheOthersOnly() {
        var none = Set.<Family>of();
        rib.downUnread("p1", Set.of(Family.IPV4_UNICAST));
        rib.settle();
        var other =
                new PeerTerms(
                        "p1",
                        IpAddress.parse("192.0.2.1"),
                        new Asn(65001),
                        IpAddress.parse("192.0.2.1"),
                        PeerKind.TRANSPARENT,
                        AsWidth.FOUR,
                        65535,
                        Set.of(Family.IPV4_UNICAST),
                        none,
                        none,
                        Map.of(),
                        RoutePolicies.NONE);
        rib.upUnread(other, Set.of(Family.IPV4_UNICAST));
        rib.settle();
        hearsOnly(TWO);
    }

    /** RFC 7313 §4.1: no refresh begins before the first table has ended, nor within another. */
    @Test
    void oneRefreshIsToldAfterTheOtherAndNoneBeforeTheTable() {
        var family = Family.IPV4_UNICAST;
        int number = rib.rib.up(peer(3), Map.of(family, marker('T')), Set.of());
        rib.settle();
        for (int i = 0; i < 3; i++) {
            rib.rib.retell(number, family, marker('('), marker(')'));
        }
        assertThat(said(number)).isEqualTo("uuT(uu)");
        rib.rib.retell(number, family, marker('('), marker(')'));
        assertThat(said(number)).isEqualTo("(uu)");
    }

    /** A message of a type that nobody speaks, which says this. */
    private static byte[] marker(char what) {
        var message = new byte[20];
        Arrays.fill(message, 0, 16, (byte) -1);
        message[17] = 20;
        message[18] = 99;
        message[19] = (byte) what;
        return message;
    }

    /** All that a peer is to be sent: UPDATEs as 'u', and the markers between. */
    private String said(int number) {
        var text = new StringBuilder();
        var octets = new byte[256];
        for (int i = 0; i < 20 && rib.rib.hasOutput(number); i++) {
            int end = rib.rib.fill(number, octets, 0, octets.length);
            for (int at = 0; at < end; at += UpdateScan.int16(octets, at + 16)) {
                text.append(octets[at + 18] == 2 ? 'u' : (char) octets[at + 19]);
            }
        }
        return text.toString();
    }

    /** What a peer does not read costs a bit for each prefix, and no log of what has been. */
    @Test
    void whoHasNotReadForLongHearsWhatIsTrueAndNotAllThatWas() {
        var lagging = new RibDriver(TERMS, 300);
        lagging.up(peer(1));
        lagging.up(peer(2));
        for (int i = 0; i < 50; i++) {
            lagging.send("p2", announce(2, TWO));
            lagging.settle();
            lagging.send("p2", new Update(List.of(TWO), PathAttributes.NONE, List.of()));
            lagging.settle();
        }
        lagging.send("p2", announce(2, ONE));
        lagging.settle();
        var tell = lagging.read("p1", Integer.MAX_VALUE);
        assertThat(tell.announced()).extracting(AdvertisedRoute::prefix).contains(ONE);
        assertThat(tell.announced().size() + tell.withdrawn().size()).isLessThan(20);
    }

    private void hearsOnly(Prefix prefix) {
        var tell = rib.read("p1", Integer.MAX_VALUE);
        assertThat(tell.announced()).extracting(AdvertisedRoute::prefix).containsExactly(prefix);
        assertThat(tell.withdrawn()).isEmpty();
    }

    private static PeerTerms peer(int number) {
        var address = IpAddress.parse("192.0.2." + number);
        return new PeerTerms(
                "p" + number,
                address,
                new Asn(65000 + number),
                address,
                PeerKind.TRANSPARENT,
                AsWidth.FOUR,
                4096,
                Set.of(Family.IPV4_UNICAST),
                Set.of(),
                Set.of(),
                Map.of(),
                RoutePolicies.NONE);
    }

    private static Update announce(int from, Prefix prefix) {
        return new Update(
                List.of(),
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.of(65000 + from)),
                        new PathAttribute.NextHopIs(IpAddress.parse("192.0.2." + from))),
                List.of(prefix));
    }
}

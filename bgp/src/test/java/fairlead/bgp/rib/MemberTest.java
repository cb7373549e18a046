package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.TWO;
import static fairlead.bgp.rib.Exchange.V4;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static fairlead.bgp.rib.Exchange.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.NetworkOrder;
import fairlead.net.Prefix;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two peers, of which each has told a prefix: nobody is told to forget what he told himself. */
class MemberTest {

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
        rib.downUnread("p1", V4);
        rib.settle();
        rib.upUnread(peer(1), V4);
        rib.settle();
        hearsOnly(TWO);
    }

    @Test
    void whoAsksToBeToldAgainHearsOfTheOthersOnly() {
        rib.retellUnread("p1");
        rib.settle();
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
        rib.downUnread("p1", V4);
        rib.settle();
        var none = Set.<Family>of();
        var other =
                peer(1, RoutePolicies.NONE, PeerKind.TRANSPARENT, AsWidth.FOUR, 65535, none, none);
        rib.upUnread(other, V4);
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
        for (int i = 0; i < 20; i++) {
            rib.rib.work();
            int end = rib.rib.fill(number, octets, 0, octets.length);
            for (int at = 0; at < end; at += NetworkOrder.int16(octets, at + 16)) {
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
            lagging.send("p2", withdraw(TWO));
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

    private static Update announce(int from, Prefix prefix) {
        return Exchange.announce(path(from, 65000 + from), prefix);
    }
}

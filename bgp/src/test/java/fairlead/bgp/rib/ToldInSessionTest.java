package fairlead.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a peer has told in the session that stands, which is what its limit is held against. */
class ToldInSessionTest {

    private static final Set<Family> IPV4 = Set.of(Family.IPV4_UNICAST);
    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.1");
    private static final Prefix PREFIX = Prefix.parse("203.0.113.0/24");
    private static final PeerTerms PEER =
            new PeerTerms(
                    "p1",
                    ADDRESS,
                    new Asn(65001),
                    ADDRESS,
                    PeerKind.TRANSPARENT,
                    AsWidth.FOUR,
                    4096,
                    IPV4,
                    IPV4,
                    Set.of(),
                    RoutePolicies.NONE);

    private final Rib rib =
            new Rib(
                    new RibTerms(
                            new Asn(65500),
                            IpAddress.parse("192.0.2.254"),
                            IpAddress.parse("192.0.2.254"),
                            Optional.empty(),
                            Ladder.STANDARD,
                            ImportRules.ALL,
                            new ExportRules(List.of(), new ExportRules.Reflection.On(List.of()))),
                    false,
                    7);

    private int peer = rib.up(PEER, Map.of(), Set.of());

    @Test
    void eachPathOfAPrefixCounts() {
        announce(0, 1, 2, 3);
        assertThat(told()).isEqualTo(3);
        announce(5, 1);
        assertThat(told()).as("another of the same").isEqualTo(3);
        withdraw(2, 3);
        assertThat(told()).isEqualTo(1);
    }

    /** Identifiers are those of one session only (RFC 7911 §3). */
    @Test
    void whatIsKeptOverARestartDoesNotCountBesideWhatIsToldAgainUnderOtherIdentifiers() {
        announce(0, 1, 2, 3);
        restart(IPV4);
        assertThat(told()).isZero();
        announce(0, 4, 5, 6);
        assertThat(told()).isEqualTo(3);
        assertThat(held()).isEqualTo(6);
        rib.forgetStale(peer, Family.IPV4_UNICAST);
        assertThat(told()).isEqualTo(3);
        assertThat(held()).isEqualTo(3);
    }

    @Test
    void whatIsToldAgainAsItWasCountsOnceAndWhatIsTakenBackNoMore() {
        announce(0, 1, 2, 3);
        restart(IPV4);
        announce(0, 1);
        announce(7, 2);
        assertThat(told()).isEqualTo(2);
        withdraw(2, 3);
        assertThat(told()).isEqualTo(1);
        assertThat(held()).isEqualTo(1);
    }

    @Test
    void whatIsSweptLaterBecauseItWasNotKeptDoesNotCountEither() {
        announce(0, 1, 2, 3);
        restart(Set.of());
        announce(0, 4, 5);
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void anotherPolicyOrAnotherRefreshChangesNothingAboutIt() {
        announce(0, 1, 2, 3);
        restart(IPV4);
        announce(0, 1);
        rib.become(peer, RoutePolicies.NONE);
        rib.become(
                new RibTerms(
                        new Asn(65500),
                        IpAddress.parse("192.0.2.254"),
                        IpAddress.parse("192.0.2.254"),
                        Optional.empty(),
                        Ladder.STANDARD,
                        new ImportRules(
                                List.of(PREFIX), List.of(Prefix.ALL_V4), ImportRules.UNLIMITED),
                        new ExportRules(List.of(), new ExportRules.Reflection.On(List.of()))));
        rib.work();
        assertThat(told()).as("judged again").isEqualTo(1);
        rib.ageAll(peer, Family.IPV4_UNICAST);
        assertThat(told()).as("to be told again in this session").isEqualTo(1);
        announce(0, 1);
        assertThat(told()).isEqualTo(1);
        restart(IPV4);
        assertThat(told()).isZero();
    }

    private void restart(Set<Family> preserved) {
        rib.down(peer, IPV4);
        peer = rib.up(PEER, Map.of(), preserved);
    }

    private void announce(int med, long... pathIds) {
        for (long pathId : pathIds) {
            var attributes =
                    PathAttributes.of(
                            new PathAttribute.OriginIs(Origin.IGP),
                            new PathAttribute.AsPathIs(AsPath.of(65001)),
                            new PathAttribute.NextHopIs(ADDRESS),
                            new PathAttribute.Med(med));
            take(new Update(List.of(), attributes, List.of(PREFIX), List.of(), List.of(pathId)));
        }
    }

    private void withdraw(long... pathIds) {
        for (long pathId : pathIds) {
            take(
                    new Update(
                            List.of(PREFIX),
                            PathAttributes.NONE,
                            List.of(),
                            List.of(pathId),
                            List.of()));
        }
    }

    private void take(Update update) {
        rib.take(peer, BgpCodec.canonical(update));
        rib.settle();
    }

    private int told() {
        return rib.told(peer, Family.IPV4_UNICAST);
    }

    private int held() {
        return rib.view().held("p1");
    }
}

package fairlead.bgp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Judgement.Accepted;
import fairlead.bgp.policy.Judgement.Rejected;
import fairlead.bgp.policy.PlainRoute.Segment;
import fairlead.bgp.rpki.Validity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our AS is 65500, the neighbour's 65001, unless a test says something else. */
class BuiltInTest {

    private static final PlainRoute ROUTE = PlainRoute.of("203.0.113.0/24", 65001, 65010);

    private static Judgement judged(Policy policy, PlainRoute route, Session session) {
        return Judgement.compiled(CompiledPolicy.of(List.of(policy)), route, session);
    }

    private static Judgement judged(BuiltIn policy, PlainRoute route) {
        return judged(policy.policy(), route, Session.USUAL);
    }

    private static Judgement accepted(PlainRoute route) {
        return new Accepted(route, List.of());
    }

    @Test
    void everyBuiltInIsFoundByItsName() {
        for (var policy : BuiltIn.values()) {
            assertThat(BuiltIn.named(policy.text())).contains(policy);
        }
        assertThat(BuiltIn.named("graceful-shutdown")).contains(BuiltIn.GRACEFUL_SHUTDOWN);
    }

    @Test
    void aRouteThatIsAboutToGoIsUsedLast() {
        assertThat(judged(BuiltIn.GRACEFUL_SHUTDOWN, ROUTE.withCommunities("graceful-shutdown")))
                .isEqualTo(
                        accepted(
                                ROUTE.withCommunities("graceful-shutdown")
                                        .withLocalPref(Optional.of(0L))));
        assertThat(judged(BuiltIn.GRACEFUL_SHUTDOWN, ROUTE)).isEqualTo(accepted(ROUTE));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7/32", "2001:db8::7/128"})
    void aBlackholeIsForOneAddressAndIsNotToldOn(String prefix) {
        var one = PlainRoute.of(prefix, 65001).withCommunities("blackhole");
        assertThat(judged(BuiltIn.BLACKHOLE, one)).isEqualTo(accepted(one));
        assertThat(judged(BuiltIn.BLACKHOLE_NO_EXPORT, one))
                .isEqualTo(accepted(one.withCommunities("blackhole", "no-export")));
    }

    @Test
    void aBlackholeForMoreIsRejected() {
        assertThat(judged(BuiltIn.BLACKHOLE, ROUTE.withCommunities("blackhole")))
                .isEqualTo(new Rejected("a blackhole for more than one address (RFC 7999)"));
        assertThat(judged(BuiltIn.BLACKHOLE, ROUTE)).isEqualTo(accepted(ROUTE));
        assertThat(judged(BuiltIn.BLACKHOLE_NO_EXPORT, ROUTE)).isEqualTo(accepted(ROUTE));
    }

    @Test
    void onlyAnInvalidOriginIsRejected() {
        for (var state : Validity.values()) {
            assertThat(
                            judged(
                                    BuiltIn.REJECT_RPKI_INVALID.policy(),
                                    ROUTE,
                                    Session.USUAL.with(state)))
                    .isEqualTo(
                            state == Validity.INVALID
                                    ? new Rejected("RPKI invalid (RFC 6811)")
                                    : accepted(ROUTE));
        }
    }

    @Test
    void aPathWithASetIsRejectedWhereverTheSetStands() {
        var sequence = new Segment(false, List.of(65001L));
        var set = new Segment(true, List.of(65010L, 65011L));
        for (var path : List.of(List.of(set), List.of(sequence, set), List.of(set, sequence))) {
            assertThat(judged(BuiltIn.REJECT_AS_SETS, ROUTE.withPath(path)))
                    .isEqualTo(new Rejected("a set in the AS path (RFC 9774)"));
        }
        assertThat(judged(BuiltIn.REJECT_AS_SETS, ROUTE)).isEqualTo(accepted(ROUTE));
        var local = ROUTE.withPath(List.of());
        assertThat(judged(BuiltIn.REJECT_AS_SETS, local)).isEqualTo(accepted(local));
    }

    @ParameterizedTest(name = "{0}: told to 65001 {1}, to 65002 {2}")
    @CsvSource({
        "65000:7,                      true,  true",
        "0:65001,                      false, true",
        "0:65001 65500:65001,          false, true",
        "0:65500,                      false, false",
        "0:65500 65500:65001,          true,  false",
        "65500:0:65001,                false, true",
        "65500:0:0,                    false, false",
        "65500:0:0 65500:1:65002,      false, true",
    })
    void aSenderChoosesWhomARouteServerTells(String communities, boolean one, boolean two) {
        var route = ROUTE.withCommunities(communities.split(" ", -1));
        var policy = BuiltIn.ROUTE_SERVER_COMMUNITIES.policy();
        assertThat(judged(policy, route, Session.USUAL) instanceof Accepted).isEqualTo(one);
        assertThat(
                        judged(policy, route, Session.USUAL.withPeer(65002, "192.0.2.2"))
                                instanceof Accepted)
                .isEqualTo(two);
    }

    @Test
    void whatASenderToldTheRouteServerIsTakenOff() {
        assertThat(
                        judged(
                                BuiltIn.ROUTE_SERVER_COMMUNITIES,
                                ROUTE.withCommunities(
                                        "65000:7",
                                        "0:65002",
                                        "65500:65001",
                                        "65500:0:65002",
                                        "65500:102:65001",
                                        "65500:103:65002",
                                        "65500:9:9")))
                .isEqualTo(
                        accepted(
                                PlainRoute.of("203.0.113.0/24", 65001, 65001, 65001, 65010)
                                        .withCommunities("65000:7", "65500:9:9")));
    }

    @ParameterizedTest(name = "{0}, {1}, ONLY_TO_CUSTOMER {2}: {3}")
    @CsvSource({
        "TO_CUSTOMER, imports, '',    accepted",
        "TO_CUSTOMER, imports, 65001, leak",
        "TO_CUSTOMER, exports, '',    65500",
        "TO_CUSTOMER, exports, 65009, 65009",
        "TO_PROVIDER, imports, '',    65001",
        "TO_PROVIDER, imports, 65009, 65009",
        "TO_PROVIDER, exports, '',    accepted",
        "TO_PROVIDER, exports, 65009, stays",
        "TO_PEER,     imports, '',    65001",
        "TO_PEER,     imports, 65001, 65001",
        "TO_PEER,     imports, 65009, leak",
        "TO_PEER,     exports, '',    65500",
        "TO_PEER,     exports, 65500, stays",
    })
    void rolesMarkRoutesAndStopLeaks(
            OnlyToCustomer roles, String direction, String mark, String verdict) {
        var route = mark.isEmpty() ? ROUTE : ROUTE.withOnlyToCustomer(Long.parseLong(mark));
        var policy = direction.equals("imports") ? roles.imports() : roles.exports();
        assertThat(judged(policy, route, Session.USUAL))
                .isEqualTo(
                        switch (verdict) {
                            case "accepted" -> accepted(ROUTE);
                            case "leak" ->
                                    new Rejected("ONLY_TO_CUSTOMER: a route leak (RFC 9234)");
                            case "stays" ->
                                    new Rejected(
                                            "ONLY_TO_CUSTOMER: it is for customers only (RFC"
                                                    + " 9234)");
                            default -> accepted(ROUTE.withOnlyToCustomer(Long.parseLong(verdict)));
                        });
    }

    @Test
    void withoutAPolicyWhereOneIsDemandedNothingPasses() {
        assertThat(judged(BuiltIn.NO_POLICY, ROUTE))
                .isEqualTo(new Rejected("no policy for this neighbour (RFC 8212)"));
        assertThat(judged(BuiltIn.ACCEPT_ALL, ROUTE)).isEqualTo(accepted(ROUTE));
        assertThat(judged(BuiltIn.REJECT_ALL, ROUTE))
                .isEqualTo(new Rejected("the policy reject-all"));
    }
}

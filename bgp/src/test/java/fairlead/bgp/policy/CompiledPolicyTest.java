package fairlead.bgp.policy;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import fairlead.bgp.policy.Judgement.Accepted;
import fairlead.bgp.policy.PlainRoute.Segment;
import fairlead.bgp.rpki.Validity;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompiledPolicyTest {

    private static final PlainRoute ROUTE = PlainRoute.of("203.0.113.0/24", 65001, 65010);

    @Test
    void theCompiledPolicySaysWhatTheModelMeans() {
        forAll(
                4_000,
                Drawn::from,
                drawn ->
                        assertThat(
                                        Judgement.compiled(
                                                CompiledPolicy.of(drawn.policies()),
                                                drawn.route(),
                                                drawn.session()))
                                .isEqualTo(
                                        NaiveInterpreter.judge(
                                                drawn.policies(), drawn.route(), drawn.session())));
    }

    @Test
    void twoRoutesWithTheSameAttributesGetTheSameAnswerUnlessItDependsOnTheirPrefix() {
        forAll(
                2_000,
                dice -> List.of(Drawn.from(dice), Drawn.from(dice)),
                pair -> {
                    var one = pair.getFirst();
                    var policy = CompiledPolicy.of(one.policies());
                    if (!policy.dependsOnPrefix()) {
                        var elsewhere =
                                PlainRoute.read(
                                        pair.getLast().route().prefix(),
                                        one.route().octets(),
                                        0,
                                        one.route().octets().length);
                        assertThat(attributes(policy, elsewhere, one.session()))
                                .isEqualTo(attributes(policy, one.route(), one.session()));
                    }
                });
    }

    @Test
    void twoNeighboursGetTheSameAnswerUnlessItDependsOnTheNeighbour() {
        forAll(
                2_000,
                dice -> List.of(Drawn.from(dice), Drawn.from(dice)),
                pair -> {
                    var one = pair.getFirst();
                    var policy = CompiledPolicy.of(one.policies());
                    if (!policy.dependsOnNeighbour()) {
                        var other = pair.getLast().session();
                        var session =
                                new Session(
                                        one.session().localAs(),
                                        one.session().self(),
                                        other.peerAs(),
                                        other.peer(),
                                        one.session().rpki());
                        assertThat(Judgement.compiled(policy, one.route(), session))
                                .isEqualTo(Judgement.compiled(policy, one.route(), one.session()));
                    }
                });
    }

    private static String attributes(CompiledPolicy policy, PlainRoute route, Session session) {
        return switch (Judgement.compiled(policy, route, session)) {
            case Accepted(var after, _, _) -> HexFormat.of().formatHex(after.octets());
            case Judgement.Rejected(var reason) -> reason;
        };
    }

    @Test
    void judgingAllocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var dice = new SplittableRandom(1);
        var drawn = Stream.generate(() -> Drawn.from(dice)).limit(500).toList();
        var policies =
                drawn.stream()
                        .map(one -> CompiledPolicy.of(one.policies()))
                        .toArray(CompiledPolicy[]::new);
        var views =
                drawn.stream()
                        .map(one -> one.session().show(one.route(), new RouteView()))
                        .toArray(RouteView[]::new);
        var edit = new AttributeEdit();
        int answers = 0;
        long allocated = -1;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < policies.length; i++) {
                answers += policies[i].apply(views[i], edit) == CompiledPolicy.EDITED ? 1 : 0;
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(answers).as("edits in 20 rounds").isGreaterThan(20 * 100);
        assertThat(allocated).as("octets allocated in the last round").isZero();
    }

    @Test
    void anEditThatChangesNothingLeavesTheRouteAsItIs() {
        var route = ROUTE.withCommunities("65000:1").withMed(Optional.of(7L));
        var policy =
                CompiledPolicy.of(
                        List.of(
                                Policy.of(
                                        "same",
                                        Rule.change(
                                                Condition.ALWAYS,
                                                new Action.SetMed(7),
                                                new Action.AddCommunities(
                                                        List.of(CommunityText.parse("65000:1"))),
                                                new Action.RemoveLocalPref()))));
        assertThat(policy.apply(Session.USUAL.show(route, new RouteView()), new AttributeEdit()))
                .isEqualTo(CompiledPolicy.ACCEPTED);
    }

    @Test
    void attributesThatWouldNotFitIntoAMessageRejectTheRoute() {
        var rules =
                Collections.nCopies(
                        70,
                        Rule.change(
                                Condition.ALWAYS, new Action.Prepend(new AsChoice.Self(), 255)));
        var policy = CompiledPolicy.of(List.of(new Policy("long", rules)));
        assertThat(Judgement.compiled(policy, ROUTE, Session.USUAL))
                .isEqualTo(
                        new Judgement.Rejected(
                                "its attributes would become longer than a message can be"));
        var fits = CompiledPolicy.of(List.of(new Policy("less", rules.subList(0, 60))));
        assertThat(Judgement.compiled(fits, ROUTE, Session.USUAL)).isInstanceOf(Accepted.class);
    }

    /** A span inside a longer array, as routes are kept; and the attributes in odd order. */
    @Test
    void attributesAreReadWhereverTheyStandAndInAnyOrder() {
        var octets =
                HexFormat.of().parseHex("ffff400304c000020140020602010000fde9400101" + "02ffff");
        var view =
                Session.USUAL.show(ROUTE, new RouteView()).attributes(octets, 2, octets.length - 2);
        var edit = new AttributeEdit();
        var policy =
                CompiledPolicy.of(
                        List.of(
                                Policy.of(
                                        "med",
                                        Rule.change(
                                                new Condition.OriginAsIn(AsSet.of(65001)),
                                                new Action.SetMed(1)))));
        assertThat(policy.apply(view, edit)).isEqualTo(CompiledPolicy.EDITED);
        assertThat(HexFormat.of().formatHex(edit.octets(), edit.from(), edit.to()))
                .isEqualTo("400304c000020140020602010000fde940010102800404" + "00000001");
    }

    @ParameterizedTest
    @EnumSource(Validity.class)
    void onlyAPolicyThatAsksForRpkiDependsOnIt(Validity state) {
        var asks = Policy.of("asks", Rule.of(new Condition.RpkiIs(state), new Outcome.Accept()));
        assertThat(CompiledPolicy.of(List.of(asks)).dependsOnRpki()).isTrue();
        assertThat(CompiledPolicy.ACCEPT_ALL.dependsOnRpki()).isFalse();
    }

    @Test
    void aSetInFrontOfThePathIsPutBehindANewSegment() {
        var route = ROUTE.withPath(List.of(new Segment(true, List.of(1L, 2L))));
        var policy =
                CompiledPolicy.of(
                        List.of(
                                Policy.of(
                                        "p",
                                        Rule.change(
                                                Condition.ALWAYS,
                                                new Action.Prepend(new AsChoice.Self(), 2)))));
        assertThat(Judgement.compiled(policy, route, Session.USUAL))
                .isEqualTo(
                        new Accepted(
                                route.withPath(
                                        List.of(
                                                new Segment(false, List.of(65500L, 65500L)),
                                                new Segment(true, List.of(1L, 2L)))),
                                List.of()));
    }
}

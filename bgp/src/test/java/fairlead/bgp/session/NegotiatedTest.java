package fairlead.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Capability.AddPath;
import fairlead.bgp.wire.Capability.EnhancedRouteRefresh;
import fairlead.bgp.wire.Capability.ExtendedMessage;
import fairlead.bgp.wire.Capability.FourOctetAsn;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import fairlead.bgp.wire.Capability.MultiProtocol;
import fairlead.bgp.wire.Capability.Role;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import fairlead.bgp.wire.SessionRole;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two offers come to: a plain agreement, and each time something more on one side or both. */
class NegotiatedTest {

    private static final AddressFamily V4 = AddressFamily.IPV4_UNICAST;
    private static final AddressFamily V6 = AddressFamily.IPV6_UNICAST;
    private static final Asn OUR_ASN = new Asn(65515);
    private static final Asn PEER_ASN = new Asn(65001);
    private static final IpAddress OUR_ID = IpAddress.parse("10.1.1.4");
    private static final IpAddress PEER_ID = IpAddress.parse("10.1.2.5");

    @Test
    void theUsualOfferAgreesOnNothingMoreThanBefore() {
        var session = agreed(Offer.usual(OUR_ASN), Offer.usual(PEER_ASN));
        assertThat(session.families()).containsExactly(V4, V6);
        assertThat(session.asWidth()).isEqualTo(AsWidth.FOUR);
        assertThat(session.refreshes()).isTrue();
        assertThat(session.longest()).isEqualTo(4096);
        assertThat(session.marksRefreshes()).isFalse();
        assertThat(session.internal()).isFalse();
        assertThat(session.gracefulRestart()).isEmpty();
        assertThat(session.longLivedGracefulRestart()).isEmpty();
        assertThat(session.keepsOverNotification()).isFalse();
        assertThat(session.role()).isEmpty();
        assertThat(session.receivesPaths(V4) || session.sendsPaths(V4)).isFalse();
    }

    static Stream<Arguments> needBoth() {
        return Stream.of(
                arguments(new ExtendedMessage(), "longest=65535"),
                arguments(new EnhancedRouteRefresh(), "marks"),
                arguments(new GracefulRestart(false, false, 120, List.of()), "restart"),
                arguments(new GracefulRestart(false, true, 120, List.of()), "restart notification"),
                arguments(new FourOctetAsn(PEER_ASN), "wide"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needBoth")
    void whatBothMustOfferIsOffWhenOneDoesNot(Capability capability, String agreed) {
        var bare = new Offer(List.of());
        assertThat(summary(agreed(bare, bare))).isEmpty();
        assertThat(summary(agreed(bare.with(capability), bare))).isEmpty();
        assertThat(summary(agreed(bare, bare.with(capability)))).isEmpty();
        assertThat(summary(agreed(bare.with(capability), bare.with(capability)))).isEqualTo(agreed);
    }

    private static String summary(Negotiated session) {
        return String.join(
                " ",
                Stream.of(
                                session.longest() == 4096 ? "" : "longest=" + session.longest(),
                                session.marksRefreshes() ? "marks" : "",
                                session.gracefulRestart().isPresent() ? "restart" : "",
                                session.keepsOverNotification() ? "notification" : "",
                                session.asWidth() == AsWidth.FOUR ? "wide" : "")
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    @Test
    void onlyFamiliesThatBothNameAreSpokenAndIpv4WhereNoneIsNamed() {
        var both = new Offer(List.of(new MultiProtocol(V6), new MultiProtocol(V4)));
        var six = new Offer(List.of(new MultiProtocol(V6)));
        var silent = new Offer(List.of());
        assertThat(agreed(both, six).families()).containsExactly(V6);
        assertThat(agreed(both, silent).families()).containsExactly(V4);
        assertThat(agreed(both, both).families()).as("in our order").containsExactly(V6, V4);
        assertThat(agreed(both, six).speaks(V4)).isFalse();
    }

    @Test
    void withoutACommonFamilyThePeerIsToldWhichWeWanted() {
        var problem = refused(new Offer(List.of(new MultiProtocol(V6))), new Offer(List.of()));
        assertThat(problem.notification())
                .isEqualTo(new Notification(2, 7, Octets.ofHex("010400020001")));
    }

    @Test
    void pathsTravelOnlyTheWayThatOneSendsAndTheOtherReceives() {
        var sends = paths(V4, false, true);
        var receives = paths(V4, true, false);
        var both = paths(V4, true, true);
        assertThat(ways(sends, receives)).isEqualTo("out");
        assertThat(ways(receives, sends)).isEqualTo("in");
        assertThat(ways(both, both)).isEqualTo("in out");
        assertThat(ways(sends, sends)).isEqualTo("");
        assertThat(ways(receives, receives)).isEqualTo("");
        assertThat(ways(both, paths(V6, true, true))).as("of another family").isEqualTo("");
    }

    @Test
    void ofTwoStatementsOnPathsForAFamilyTheLastCounts() {
        var twice =
                new AddPath(
                        List.of(
                                new AddPath.Family(V4, true, true),
                                new AddPath.Family(V4, false, true)));
        assertThat(ways(twice, paths(V4, true, true))).isEqualTo("out");
    }

    /** RFC 4724 §3, as a whole: families of an earlier statement count no more. */
    @Test
    void ofSeveralStatementsOnRestartsTheLastCounts() {
        var first =
                new GracefulRestart(true, true, 120, List.of(new GracefulRestart.Family(V4, true)));
        var last = new GracefulRestart(false, false, 60, List.of());
        var offer = new Offer(List.of(first, new MultiProtocol(V4), last));
        assertThat(offer.find(GracefulRestart.class)).contains(last);
        var ours = Offer.usual(OUR_ASN).with(first);
        assertThat(agreed(ours, offer).keepsOverNotification()).isFalse();
    }

    private static AddPath paths(AddressFamily family, boolean receives, boolean sends) {
        return new AddPath(List.of(new AddPath.Family(family, receives, sends)));
    }

    private static String ways(AddPath ours, AddPath theirs) {
        var session = agreed(Offer.usual(OUR_ASN).with(ours), Offer.usual(PEER_ASN).with(theirs));
        return ((session.receivesPaths(V4) ? "in " : "") + (session.sendsPaths(V4) ? "out" : ""))
                .trim();
    }

    @Test
    void longLivedRestartCountsOnlyBesideTheOrdinaryOne() {
        var longLived =
                new LongLivedGracefulRestart(
                        List.of(new LongLivedGracefulRestart.Family(V4, true, 3600)));
        var restart = new GracefulRestart(false, true, 120, List.of());
        var alone = new Offer(List.of(longLived));
        assertThat(agreed(alone, alone).longLivedGracefulRestart()).isEmpty();
        assertThat(agreed(alone.with(restart), alone.with(restart)).longLivedGracefulRestart())
                .contains(longLived);
    }

    @Test
    void aSpeakerOfNarrowNumbersOnlyStaysNarrow() {
        var narrow = Offer.usual(OUR_ASN).without(FourOctetAsn.class);
        assertThat(agreed(narrow, Offer.usual(PEER_ASN)).asWidth()).isEqualTo(AsWidth.TWO);
        assertThat(agreed(Offer.usual(OUR_ASN), Offer.usual(PEER_ASN).without(FourOctetAsn.class)))
                .extracting(Negotiated::asWidth)
                .isEqualTo(AsWidth.TWO);
    }

    static Stream<Arguments> roles() {
        return Stream.of(
                arguments(SessionRole.PROVIDER, "CUSTOMER", false, true),
                arguments(SessionRole.CUSTOMER, "PROVIDER", false, true),
                arguments(SessionRole.ROUTE_SERVER, "ROUTE_SERVER_CLIENT", false, true),
                arguments(SessionRole.ROUTE_SERVER_CLIENT, "ROUTE_SERVER", false, true),
                arguments(SessionRole.PEER, "PEER", false, true),
                arguments(SessionRole.PEER, "CUSTOMER", false, false),
                arguments(SessionRole.PROVIDER, "PROVIDER", false, false),
                arguments(SessionRole.ROUTE_SERVER, "", false, true),
                arguments(SessionRole.ROUTE_SERVER, "", true, false),
                arguments(SessionRole.PEER, "PEER PEER", true, true),
                arguments(SessionRole.PEER, "PEER CUSTOMER", false, false),
                arguments(SessionRole.PEER, "PEER 9", false, false),
                arguments(SessionRole.PEER, "9", false, false));
    }

    @ParameterizedTest(name = "we are {0}, it says {1}, strict {2}: {3}")
    @MethodSource("roles")
    void rolesMustFitOneAnother(SessionRole ours, String said, boolean strict, boolean fits) {
        var theirs = Offer.usual(PEER_ASN);
        for (var word : said.split(" ", -1)) {
            if (!word.isEmpty()) {
                theirs = theirs.with(role(word));
            }
        }
        var terms =
                new Terms(
                        OUR_ASN,
                        OUR_ID,
                        180,
                        PEER_ASN,
                        Offer.usual(OUR_ASN).with(new Role(ours)),
                        strict,
                        false);
        switch (OpenCheck.of(open(PEER_ASN, PEER_ID, theirs), terms)) {
            case OpenCheck.Agreed(var session) -> {
                assertThat(fits).isTrue();
                assertThat(session.role()).contains(ours);
            }
            case OpenCheck.Refused(var problem) -> {
                assertThat(fits).as(problem.detail()).isFalse();
                assertThat(problem.fault()).isEqualTo(Fault.ROLE_MISMATCH);
            }
        }
    }

    private static Role role(String word) {
        return Character.isDigit(word.charAt(0))
                ? new Role(Integer.parseInt(word))
                : new Role(SessionRole.valueOf(word));
    }

    @Test
    void withinAnAsThereAreNoRolesAndIdentifiersMustDiffer() {
        var offer = Offer.usual(OUR_ASN).with(new Role(SessionRole.PROVIDER));
        var terms = new Terms(OUR_ASN, OUR_ID, 180, OUR_ASN, offer, true, false);
        assertThat(terms.open().capabilities()).noneMatch(Role.class::isInstance);
        var same = OpenCheck.of(open(OUR_ASN, OUR_ID, Offer.usual(OUR_ASN)), terms);
        assertThat(same)
                .isInstanceOfSatisfying(
                        OpenCheck.Refused.class,
                        refused ->
                                assertThat(refused.problem().fault())
                                        .isEqualTo(Fault.BAD_BGP_IDENTIFIER));
        var other = OpenCheck.of(open(OUR_ASN, PEER_ID, Offer.usual(OUR_ASN)), terms);
        assertThat(other)
                .isInstanceOfSatisfying(
                        OpenCheck.Agreed.class,
                        agreed -> assertThat(agreed.session().internal()).isTrue());
    }

    @Test
    void anExternalPeerMayHaveOurIdentifier() {
        var terms = new Terms(OUR_ASN, OUR_ID, 180, PEER_ASN);
        assertThat(OpenCheck.of(open(PEER_ASN, OUR_ID, Offer.usual(PEER_ASN)), terms))
                .isInstanceOf(OpenCheck.Agreed.class);
    }

    @Test
    void markersOfARefreshCountOnlyIfBothOfferedThem() {
        var plain = Offer.usual(OUR_ASN);
        var marking = plain.with(new EnhancedRouteRefresh());
        assertThat(actions(plain, marking, 1)).isEmpty();
        assertThat(actions(marking, marking, 1))
                .containsExactly(new SessionAction.Retold(V4, true));
        assertThat(actions(marking, marking, 2))
                .containsExactly(new SessionAction.Retold(V4, false));
        assertThat(actions(marking, marking, 3)).as("RFC 7313 §5: ignored").isEmpty();
    }

    private static List<SessionAction> actions(Offer ours, Offer theirs, int subtype) {
        var event = new SessionEvent.RefreshMarked(V4, subtype);
        return step(agreed(ours, theirs), event).actions();
    }

    static Stream<Arguments> endings() {
        var lost = new SessionEvent.ConnectionLost("broken");
        var hold = new SessionEvent.HoldExpired();
        var notified = notified(6, 4, "");
        var hard = notified(6, 9, "0602");
        var stop = stop(Fault.ADMINISTRATIVE_SHUTDOWN);
        var reset = stop(Fault.ADMINISTRATIVE_RESET);
        return Stream.of(
                arguments("no restart", lost, false, ""),
                arguments("restart", lost, true, ""),
                arguments("restart", notified, false, ""),
                arguments("restart", hold, false, "4/0"),
                arguments("restart", stop, false, "6/2"),
                arguments("notification", lost, true, ""),
                arguments("notification", notified, true, ""),
                arguments("notification", hard, false, ""),
                arguments("notification", hold, true, "4/0"),
                arguments("notification", stop, false, "6/9"),
                arguments("notification", reset, true, "6/4"),
                arguments("restart", stop(Fault.BFD_DOWN), false, "6/10"),
                arguments("notification", stop(Fault.BFD_DOWN), false, "6/9"),
                arguments("notification", stop(Fault.TOO_MANY_PREFIXES), false, "6/9"));
    }

    /** RFC 4724 §4.2 and RFC 8538 §4: whether routes stay, and what the peer is told. */
    @ParameterizedTest(name = "{0}: {1} keeps routes {2}, says {3}")
    @MethodSource("endings")
    void routesStayAfterAnEndAsRestartAllows(
            String agreed, SessionEvent end, boolean graceful, String said) {
        var offer = Offer.usual(OUR_ASN);
        if (!agreed.equals("no restart")) {
            boolean notification = agreed.equals("notification");
            offer = offer.with(new GracefulRestart(false, notification, 120, List.of()));
        }
        var step = step(agreed(offer, offer), end);
        assertThat(step.actions()).contains(new SessionAction.Down(graceful));
        assertThat(step.actions())
                .filteredOn(SessionAction.Send.class::isInstance)
                .extracting(action -> (Notification) ((SessionAction.Send) action).message())
                .extracting(told -> told.code() + "/" + told.subcode())
                .isEqualTo(said.isEmpty() ? List.of() : List.of(said));
    }

    static Stream<Arguments> departures() {
        return Stream.of(
                arguments("", "", "6/4"),
                arguments("names families", "", "6/4"),
                arguments("", "names families", "6/4"),
                arguments("helper", "names families", "6/4"),
                arguments("names families", "helper", ""),
                arguments("names families", "names families", ""),
                arguments("names families notified", "helper", ""),
                arguments("names families notified", "helper notified", "6/4"),
                arguments("helper notified", "helper notified", "6/4"));
    }

    /**
     * RFC 4724 §4.2: a NOTIFICATION takes away what was kept, unless both said otherwise (RFC 8538
     * §2); and there is nothing to keep of a family that was not named.
     */
    @ParameterizedTest(name = "we {0}, it {1}: we say {2}")
    @MethodSource("departures")
    void whoComesBackSoonSaysNothingThatTakesItsRoutesAway(String ours, String its, String said) {
        var leave = new SessionEvent.Leave(Problem.of(Fault.ADMINISTRATIVE_RESET, "back soon"));
        var step = step(agreed(restarts(ours), restarts(its)), leave);
        assertThat(step.state()).isEqualTo(new SessionState.Idle());
        assertThat(step.actions())
                .contains(new SessionAction.Down(false))
                .hasAtLeastOneElementOfType(SessionAction.Close.class);
        assertThat(step.actions())
                .filteredOn(SessionAction.Send.class::isInstance)
                .extracting(action -> (Notification) ((SessionAction.Send) action).message())
                .extracting(told -> told.code() + "/" + told.subcode())
                .isEqualTo(said.isEmpty() ? List.of() : List.of(said));
    }

    private static Offer restarts(String words) {
        var usual = Offer.usual(OUR_ASN);
        var families = List.of(new GracefulRestart.Family(V4, true));
        return words.isEmpty()
                ? usual
                : usual.with(
                        new GracefulRestart(
                                false,
                                words.contains("notified"),
                                120,
                                words.contains("families") ? families : List.of()));
    }

    private static SessionEvent notified(int code, int subcode, String data) {
        return new SessionEvent.NotificationReceived(
                new Notification(code, subcode, Octets.ofHex(data)));
    }

    private static SessionEvent stop(Fault fault) {
        return new SessionEvent.Stop(Problem.of(fault, "stop"));
    }

    private static Step step(Negotiated session, SessionEvent event) {
        var terms = new Terms(OUR_ASN, OUR_ID, 180, PEER_ASN);
        return SessionFsm.next(new SessionState.Established(session), event, terms);
    }

    private static Negotiated agreed(Offer ours, Offer theirs) {
        return ((OpenCheck.Agreed) check(ours, theirs)).session();
    }

    private static Problem refused(Offer ours, Offer theirs) {
        return ((OpenCheck.Refused) check(ours, theirs)).problem();
    }

    private static OpenCheck check(Offer ours, Offer theirs) {
        var terms = new Terms(OUR_ASN, OUR_ID, 180, PEER_ASN, ours, false, false);
        return OpenCheck.of(open(PEER_ASN, PEER_ID, theirs), terms);
    }

    private static Open open(Asn asn, IpAddress id, Offer offer) {
        return new Open(asn, 180, id, offer.capabilities());
    }
}

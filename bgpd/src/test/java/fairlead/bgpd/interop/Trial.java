package fairlead.bgpd.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.testkit.bgp.Capability;
import fairlead.testkit.bgp.NeighbourConfig;
import fairlead.testkit.bgp.PeerView;
import fairlead.testkit.bgp.Quirk;
import fairlead.testkit.bgp.RouterConfig;
import fairlead.testkit.bgp.RunningDaemon;
import fairlead.testkit.bgp.SeenRoute;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ThrowingRunnable;

/** One row of the matrix, tried. */
final class Trial {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Matrix matrix;
    private final Cell cell;
    private final RunningDaemon server;
    private final RunningDaemon daemon;
    private final NeighbourConfig ours;
    private final NeighbourConfig theirs;

    Trial(Matrix matrix, Cell cell) {
        this.matrix = matrix;
        this.cell = cell;
        this.server = matrix.server();
        this.daemon = matrix.daemon(cell);
        this.ours = cell.ours();
        this.theirs = cell.theirs();
    }

    void run() {
        switch (cell.feature()) {
            case PLAIN -> {
                routesBothWays();
                offered(Capability.ROUTE_REFRESH, Capability.FOUR_OCTET_AS);
                whatFitsInNoMessageStaysAway();
            }
            case FOUR_OCTET_AS, MD5, TTL_SECURITY, MULTIHOP -> {
                routesBothWays();
                offered(Capability.ROUTE_REFRESH, Capability.FOUR_OCTET_AS);
            }
            case TWO_OCTET_AS -> aPeerOfTwoOctetsSeesAsTrans();
            case ROUTE_REFRESH -> refreshBringsTheRoutesAgain();
            case PATHS_TAKEN -> weHoldSeveralPaths();
            case PATHS_SENT -> itHoldsSeveralPaths();
            case GRACEFUL_RESTART -> routesStayOverARestart();
            case LONG_LIVED -> staleRoutesStayForLongAsALastResort();
            case OUR_RESTART -> { // The restart itself is of all rows at once: OurRestartTest.
                routesBothWays();
                offered(Capability.GRACEFUL_RESTART);
            }
            case WRONG_PASSWORD -> noSessionStandsAndBothSaySo();
            case OUR_LIMIT -> ourLimitEndsTheSession();
            case THEIR_LIMIT -> theirLimitEndsTheSession();
            case IPV6_ROUTES -> {
                routesBothWays();
                offered(Capability.IPV4_UNICAST, Capability.IPV6_UNICAST);
            }
            case IPV6_SESSION -> routesBothWays();
            case BFD -> bfdEndsTheSessionWhenTheCableIsCut();
            case EXTENDED_MESSAGES -> {
                routesBothWays();
                offered(Capability.EXTENDED_MESSAGE);
                daemonHolds(Matrix.LARGE, Matrix.ofSourceA(Matrix.LARGE));
            }
            case ROLE -> {
                routesBothWays();
                offered(Capability.ROLE);
                whatWeTellIsForCustomersOnly();
            }
        }
    }

    private void routesBothWays() {
        established();
        updatesBothWays();
        for (var network : cell.networks()) {
            serverHolds(network);
        }
        if (theirs.families().v4()) {
            daemonHolds(Matrix.ONE_PATH, Matrix.ofSourceA(Matrix.ONE_PATH));
        }
        if (theirs.families().v6()) {
            daemonHolds(Matrix.V6, Matrix.ofSourceA(Matrix.V6));
        }
    }

    /** A routing table of any size is at least one UPDATE, and each side counts the other's. */
    private void updatesBothWays() {
        eventually(() -> {
            assertThat(server.peer(ours).updates()).as("UPDATEs from it").isPositive();
            assertThat(daemon.peer(theirs).updates()).as("UPDATEs from us").isPositive();
        });
    }

    private void whatFitsInNoMessageStaysAway() {
        if (!has(Quirk.TAKES_LONG_MESSAGES)) {
            eventually(() ->
                    assertThat(server.routes(Matrix.SEEN_A, Matrix.LARGE.prefix()))
                            .as("what we could tell")
                            .hasSize(1));
            await().during(Duration.ofSeconds(1))
                    .atMost(BOUND)
                    .pollInterval(LOOK)
                    .untilAsserted(() -> {
                        assertThat(daemon.routes(theirs, Matrix.LARGE.prefix())).isEmpty();
                        assertThat(server.peer(ours)).matches(PeerView::established);
                    });
        }
    }

    private void established() {
        eventually(() -> {
            assertThat(server.peer(ours)).as("our side").matches(PeerView::established);
            assertThat(daemon.peer(theirs)).as("its side").matches(PeerView::established);
        });
    }

    private void serverHolds(RouterConfig.Network network) {
        var expected =
                cell.networks().stream()
                        .filter(one -> one.prefix().equals(network.prefix()))
                        .map(cell::expected)
                        .toList();
        eventually(() ->
                assertThat(server.routes(ours, network.prefix()))
                        .as("what we hold of its %s", network.prefix())
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    private void daemonHolds(RouterConfig.Network network, SeenRoute expected) {
        eventually(() ->
                assertThat(daemon.routes(theirs, network.prefix()))
                        .as("what it holds of our %s", network.prefix())
                        .singleElement()
                        .matches(seen -> same(seen, expected), "like " + expected));
    }

    private boolean has(Quirk quirk) {
        return cell.daemon().quirks().contains(quirk);
    }

    private boolean same(SeenRoute seen, SeenRoute expected) {
        var nextHop =
                has(Quirk.SHOWS_LINK_LOCAL_NEXT_HOP) && seen.nextHop().startsWith("fe80:")
                        ? expected.nextHop()
                        : seen.nextHop();
        var communities =
                has(Quirk.CUTS_COMMUNITIES)
                                && seen.communities().size() > 30
                                && expected.communities().containsAll(seen.communities())
                        ? expected.communities()
                        : seen.communities();
        return new SeenRoute(seen.prefix(), nextHop, seen.asPath(), communities).equals(expected);
    }

    /** What both sides say that the other's OPEN offered. */
    private void offered(Capability... capabilities) {
        var shown =
                java.util.Arrays.stream(capabilities)
                        .filter(capability -> shows(capability))
                        .toList();
        assertThat(daemon.peer(theirs).heard()).as("what it heard us offer").containsAll(shown);
        assertThat(server.peer(ours).heard()).as("what we heard it offer").contains(capabilities);
    }

    private boolean shows(Capability capability) {
        return !has(Quirk.SHOWS_NO_FAMILIES)
                || (capability != Capability.IPV4_UNICAST && capability != Capability.IPV6_UNICAST);
    }

    /** AS_PATH of two octets says AS_TRANS, and AS4_PATH what it was: RFC 6793 section 4.2.2. */
    private void aPeerOfTwoOctetsSeesAsTrans() {
        established();
        serverHolds(cell.networks().getFirst());
        eventually(() ->
                assertThat(daemon.routes(theirs, Matrix.ONE_PATH.prefix()))
                        .singleElement()
                        .satisfies(route ->
                                assertThat(route.asPath())
                                        .isIn("23456", Long.toString(Matrix.SOURCE_A))));
    }

    private void refreshBringsTheRoutesAgain() {
        routesBothWays();
        var last = new AtomicLong();
        await().during(Duration.ofSeconds(1))
                .atMost(BOUND)
                .pollInterval(LOOK)
                .until(() -> {
                    long now = daemon.peer(theirs).updates();
                    return last.getAndSet(now) == now;
                });
        daemon.refresh(theirs);
        eventually(() ->
                assertThat(daemon.peer(theirs).updates())
                        .as("UPDATEs after %d", last.get())
                        .isGreaterThan(last.get()));
        daemonHolds(Matrix.ONE_PATH, Matrix.ofSourceA(Matrix.ONE_PATH));
    }

    /** It has three paths to that prefix, one of each source's and ours, or two of its own. */
    private void weHoldSeveralPaths() {
        routesBothWays();
        offered(Capability.ADD_PATH);
        if (cell.handsOn()) {
            eventually(() ->
                    assertThat(server.routes(ours, Matrix.TWO_PATHS.prefix()))
                            .as("paths that it sent")
                            .extracting(SeenRoute::asPath)
                            .contains(
                                    cell.asn() + " " + Matrix.SOURCE_A,
                                    cell.asn() + " " + Matrix.SOURCE_B));
        }
    }

    private void itHoldsSeveralPaths() {
        established();
        offered(Capability.ADD_PATH);
        eventually(() ->
                assertThat(daemon.routes(theirs, Matrix.TWO_PATHS.prefix()))
                        .as("paths that we sent")
                        .extracting(SeenRoute::asPath)
                        .contains(Long.toString(Matrix.SOURCE_A), Long.toString(Matrix.SOURCE_B)));
    }

    private void routesStayOverARestart() {
        routesBothWays();
        offered(Capability.GRACEFUL_RESTART);
        var stays = cell.networks().getFirst();
        var goes = cell.networks().getLast();
        daemon.kill();
        eventually(() -> assertThat(server.peer(ours)).matches(p -> !p.established()));
        assertThat(server.routes(ours, stays.prefix()))
                .as("what we hold of it while it is away")
                .containsExactly(cell.expected(stays));
        witnessHolds(stays, true);
        daemon.startAgain(
                daemon.config()
                        .withNetworks(cell.networks().subList(0, cell.networks().size() - 1)));
        established();
        serverHolds(stays);
        serverHoldsNothingOf(goes);
        witnessHolds(goes, false);
    }

    private void staleRoutesStayForLongAsALastResort() {
        routesBothWays();
        var stays = cell.networks().getFirst();
        daemon.kill();
        witnessHearsOf(stays, true);
        daemon.startAgain(daemon.config());
        established();
        witnessHearsOf(stays, false);
    }

    private void witnessHearsOf(RouterConfig.Network network, boolean stale) {
        var witness = matrix.witness();
        eventually(() ->
                assertThat(
                                witness.routes(
                                        witness.config().neighbours().getFirst(), network.prefix()))
                        .as("what others hear of it")
                        .singleElement()
                        .matches(
                                seen -> seen.communities().contains("65535:6") == stale,
                                stale ? "stale for long" : "not stale"));
    }

    /** RFC 9234 section 5: what a route server tells its clients goes no further up. */
    private void whatWeTellIsForCustomersOnly() {
        assertThat(daemon.routes(theirs, Matrix.ONE_PATH.prefix()))
                .extracting(SeenRoute::onlyToCustomer)
                .containsExactly(Cell.SERVER_AS);
    }

    private void noSessionStandsAndBothSaySo() {
        eventually(() ->
                assertThat(server.peer(ours).text())
                        .as("what our side says")
                        .contains("has it the same password"));
        assertThat(server.peer(ours)).as("our side").matches(peer -> !peer.established());
        assertThat(daemon.peer(theirs)).as("its side").matches(peer -> !peer.established());
    }

    private void serverHoldsNothingOf(RouterConfig.Network network) {
        eventually(() ->
                assertThat(server.routes(ours, network.prefix()))
                        .as("what it does not tell any more")
                        .isEmpty());
    }

    private void witnessHolds(RouterConfig.Network network, boolean holds) {
        var witness = matrix.witness();
        eventually(() ->
                assertThat(
                                witness.routes(
                                        witness.config().neighbours().getFirst(), network.prefix()))
                        .as("what others hear of it")
                        .hasSize(holds ? 1 : 0));
    }

    private void ourLimitEndsTheSession() {
        endsFor("limit");
        eventually(() ->
                assertThat(server.routes(ours, cell.networks().getFirst().prefix())).isEmpty());
        if (matrix.isOurs()) { // Others are kept out by BIRD until somebody enables them again.
            eventually(() -> assertThat(server.peer(ours).text()).contains("prefix-limit"));
            daemon.kill();
            daemon.startAgain(daemon.config().withNetworks(cell.networks().subList(0, 2)));
            established();
            serverHolds(cell.networks().getFirst());
        }
    }

    private void theirLimitEndsTheSession() {
        endsFor("maximum number of prefixes");
    }

    /** It is dialled again soon, and then the reason is another one: the log has the first. */
    private void endsFor(String reason) {
        eventually(() -> {
            assertThat(server.peer(ours)).matches(peer -> !peer.established());
            assertThat(server.log().lines().filter(line -> line.contains(ours.name() + " ")))
                    .as("what our log says of it")
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(reason));
        });
    }

    private void bfdEndsTheSessionWhenTheCableIsCut() {
        routesBothWays();
        matrix.lan().cable(cell.name(), false);
        endsFor("the path to it is dead");
        matrix.lan().cable(cell.name(), true);
        established();
    }

    private void eventually(ThrowingRunnable claim) {
        try {
            await().atMost(BOUND).pollInterval(LOOK).untilAsserted(claim);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    e.getMessage()
                            + "\n== our side: "
                            + server.peer(ours).text()
                            + "\n== its side: "
                            + daemon.peer(theirs).text()
                            + "\n"
                            + daemon.log(),
                    e);
        }
    }
}

package fairlead.bgp.speaker;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Ladder;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A route server with clients of all kinds and drawn policies, who come and go, fall silent, stop
 * reading, flood, tell too much, are configured anew and restart, while the RPKI changes its mind.
 * After every event the server holds, rejects and has told what a naive one would that has heard
 * the same; {@code -Dprop.seed=N} runs one history again.
 */
class RouteServerHistoriesTest {

    private static final Asn ASN = new Asn(65500);
    private static final IpAddress SELF = IpAddress.parse("192.0.2.254");
    private static final IpAddress SELF6 = IpAddress.parse("2001:db8::fe");
    private static final int CLIENTS = 5;
    private static final int EVENTS = 40;

    @Test
    void afterEveryEventTheServerIsWhatANaiveOneWouldBe() {
        var seen = new TreeMap<String, Integer>();
        forAll(
                1_000,
                SplittableRandom::nextLong,
                seed ->
                        new History(seed)
                                .run()
                                .forEach((what, count) -> seen.merge(what, count, Integer::sum)));
        if (Long.getLong("prop.seed") == null) {
            assertThat(seen.keySet())
                    .as("what has happened in all histories")
                    .contains(
                            "back",
                            "kept",
                            "kept for long",
                            "kept out and back",
                            "over a limit",
                            "refreshed",
                            "rejected by a policy",
                            "silent",
                            "told all paths");
        }
    }

    private static final class History {

        private final SplittableRandom dice;
        private final DrawnRoutes routes;
        private final SimulatedServer server;
        private final Map<String, DrawnClient> absent = new HashMap<>();
        private List<Origination> originated = List.of();
        private List<Prefix> ignored = List.of();

        History(long seed) {
            dice = new SplittableRandom(seed);
            routes = new DrawnRoutes(dice.split());
            var clients =
                    IntStream.range(0, CLIENTS).mapToObj(i -> DrawnClient.drawn(i, dice)).toList();
            var expected = new ExpectedServer(terms());
            server =
                    new SimulatedServer(
                            config(clients.stream().map(DrawnClient::neighbour).toList()),
                            expected,
                            dice.split());
            clients.forEach(server::add);
        }

        Map<String, Integer> run() {
            server.start();
            server.run(Duration.ofSeconds(5));
            for (int i = 0; i < EVENTS; i++) {
                event(server.clients().get(dice.nextInt(CLIENTS)));
                server.run(pause());
                allIsAsItShouldBe();
            }
            server.clients().forEach(client -> client.silent = false);
            server.clients().forEach(SimulatedClient::unstall);
            absent.clear();
            reconfigure();
            // A connection that died before its OPEN came is given up after four minutes.
            server.run(Duration.ofMinutes(5));
            allIsAsItShouldBe();
            assertThat(server.clients())
                    .filteredOn(client -> !client.drawn().isLimited())
                    .as("clients that may tell as much as they like")
                    .allMatch(SimulatedClient::isUp);
            return server.expected.seen;
        }

        private Duration pause() {
            return switch (dice.nextInt(12)) {
                case 0 -> Duration.ofSeconds(dice.nextInt(90));
                case 1, 2, 3 -> Duration.ZERO;
                default -> Duration.ofMillis(dice.nextInt(4000));
            };
        }

        private void event(SimulatedClient client) {
            switch (dice.nextInt(20)) {
                case 0 -> server.cut(client);
                case 1 -> client.silent = !client.silent;
                case 2 -> client.stall();
                case 3 -> client.unstall();
                case 4 -> client.askAgain();
                case 5 -> client.mark(RouteRefresh.BEGIN);
                case 6 -> client.mark(RouteRefresh.END);
                case 7 -> client.sayGoodbye(words());
                case 8 -> client.endOfRib();
                case 9 -> client.tell(60);
                case 10 -> {
                    var payloads = routes.payloads();
                    server.expected.rib.validate(payloads);
                    server.validate(payloads);
                }
                case 11 -> rules();
                case 12, 13 -> configuredAgain(client);
                case 14 -> comeOrGo(client);
                default -> client.tell(1 + dice.nextInt(3));
            }
        }

        private Notification words() {
            return switch (dice.nextInt(3)) {
                case 0 -> new Notification(6, 4, Octets.NONE);
                case 1 -> new Notification(6, 9, Octets.of((byte) 6, (byte) 2));
                default -> new Notification(6, 2, Octets.NONE);
            };
        }

        private void rules() {
            ignored = dice.nextBoolean() ? List.of() : List.of(routes.prefix(Family.IPV4_UNICAST));
            originated =
                    dice.nextBoolean()
                            ? List.of()
                            : List.of(
                                    new Origination(
                                            routes.prefix(Family.IPV4_UNICAST),
                                            List.of(Community.of(65500, dice.nextInt(3)))));
            reconfigure();
        }

        private void configuredAgain(SimulatedClient client) {
            if (absent.containsKey(client.drawn().name())) {
                return;
            }
            var before = client.drawn();
            var after = before.configuredAgain(dice);
            if (after.neighbour().hasSessionOf(before.neighbour())) {
                server.expected.rib.become(before.name(), after.options().policies());
                if (!after.options().hasLimitsOf(before.options())) {
                    server.expected.mayComeBack(before.name());
                }
            } else {
                server.expected.dropped(before);
            }
            client.become(after);
            reconfigure();
        }

        private void comeOrGo(SimulatedClient client) {
            var name = client.drawn().name();
            if (absent.remove(name) == null) {
                absent.put(name, client.drawn());
                server.expected.dropped(client.drawn());
            }
            reconfigure();
        }

        private void reconfigure() {
            server.expected.rib.become(terms());
            server.reconfigure(
                    config(
                            server.clients().stream()
                                    .map(SimulatedClient::drawn)
                                    .filter(one -> !absent.containsKey(one.name()))
                                    .map(DrawnClient::neighbour)
                                    .toList()));
        }

        private RibTerms terms() {
            return new RibTerms(
                    ASN, SELF, SELF, Optional.of(SELF6), Ladder.STANDARD, imports(), exports());
        }

        private SpeakerConfig config(List<Neighbour> neighbours) {
            return new SpeakerConfig(
                    "server",
                    new LocalEnd(
                            ASN,
                            SELF,
                            List.of(
                                    new ListenAddress(SELF, LocalEnd.BGP),
                                    new ListenAddress(SELF6, LocalEnd.BGP))),
                    new Timing(
                            Duration.ofSeconds(90),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Timing.SELECTION_DEFERRAL,
                            Timing.IDLE_HOLD),
                    neighbours,
                    imports(),
                    exports(),
                    Profile.ROUTE_SERVER);
        }

        private ImportRules imports() {
            return new ImportRules(ignored, List.of(Prefix.ALL_V4), ImportRules.UNLIMITED);
        }

        private ExportRules exports() {
            return new ExportRules(originated, new Reflection.On(List.of()));
        }

        private void allIsAsItShouldBe() {
            server.clients().forEach(this::holdsWhatItTold);
            server.clients().forEach(this::isToldWhatItShallHear);
        }

        private void holdsWhatItTold(SimulatedClient client) {
            var name = client.drawn().name();
            var view = server.instance.routes();
            var expected = server.expected.rib;
            assertThat(view.learned(name))
                    .as("accepted from %s", name)
                    .containsExactlyInAnyOrderElementsOf(expected.learned(name));
            var rejected = expected.rejected(name);
            assertThat(view.rejected(name))
                    .as("rejected from %s", name)
                    .extracting(RejectedRoute::route)
                    .extracting(HeardRoute::prefix)
                    .containsExactlyInAnyOrderElementsOf(
                            rejected.stream().map(Map.Entry::getKey).toList());
            assertThat(view.rejected(name))
                    .filteredOn(one -> one.reason() == RejectedRoute.Reason.POLICY)
                    .extracting(one -> Map.entry(one.route().prefix(), one.text()))
                    .containsExactlyInAnyOrderElementsOf(
                            rejected.stream().filter(one -> !one.getValue().isEmpty()).toList());
            if (rejected.stream().anyMatch(one -> !one.getValue().isEmpty())) {
                server.expected.count("rejected by a policy");
            }
            assertThat(view.accepted(name)).isEqualTo(expected.learned(name).size());
            assertThat(view.held(name)).isEqualTo(expected.learned(name).size() + rejected.size());
        }

        private void isToldWhatItShallHear(SimulatedClient client) {
            var name = client.drawn().name();
            var view = server.instance.routes();
            if (!server.expected.isUp(name)) {
                assertThat(view.advertised(name)).as("told to %s, who is away", name).isEmpty();
                return;
            }
            var told = server.expected.rib.told(name);
            var all = server.expected.rib.allTold(name);
            var single = new TreeMap<Prefix, PathAttributes>();
            var paths = client.drawn().terms().addPathsTo();
            for (var one : view.advertised(name)) {
                if (paths.stream()
                        .noneMatch(f -> f.addresses() == one.prefix().network().family())) {
                    single.put(one.prefix(), one.attributes());
                }
            }
            if (client.drawn().options().fourOctetAs()) {
                areEqual(single, told, "to be told to " + name);
            } else {
                assertThat(single.keySet()).as("to be told to %s", name).isEqualTo(told.keySet());
            }
            if (client.isUp()
                    && !client.isStalled()
                    && !client.silent
                    && client.line().filter(server::isQuiet).isPresent()) {
                heardIs(client, told, all);
                assertThat(view.advertisedCount(name))
                        .as("number of paths told to %s", name)
                        .isEqualTo(told.size() + all.values().stream().mapToInt(List::size).sum());
            }
        }

        /** One by one, so that a failure can be read. */
        private static void areEqual(
                Map<Prefix, PathAttributes> found,
                Map<Prefix, PathAttributes> wanted,
                String what) {
            assertThat(found.keySet()).as(what).isEqualTo(wanted.keySet());
            wanted.forEach((prefix, attributes) ->
                    assertThat(found.get(prefix))
                            .as("%s of %s", what, prefix)
                            .isEqualTo(attributes));
        }

        private void heardIs(
                SimulatedClient client,
                Map<Prefix, PathAttributes> told,
                Map<Prefix, List<PathAttributes>> all) {
            var name = client.drawn().name();
            var single = new TreeMap<Prefix, PathAttributes>();
            var several = new TreeMap<Prefix, List<PathAttributes>>();
            client.view()
                    .forEach((prefix, paths) -> {
                        if (paths.containsKey(0L)) {
                            single.put(prefix, paths.get(0L));
                        } else {
                            several.put(prefix, new ArrayList<>(paths.values()));
                        }
                    });
            areEqual(single, told, "told to " + name);
            assertThat(several.keySet()).as("paths told to %s", name).isEqualTo(all.keySet());
            all.forEach((prefix, paths) -> {
                server.expected.count("told all paths");
                assertThat(several.get(prefix))
                        .as("paths to %s told to %s", prefix, name)
                        .containsExactlyInAnyOrderElementsOf(paths);
            });
        }
    }
}

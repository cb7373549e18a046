package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Ladder;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happens to one simulated route server, drawn event by event, and looked at after each. */
final class RouteServerHistory {

    private static final Asn ASN = new Asn(65500);
    private static final IpAddress SELF = IpAddress.parse("192.0.2.254");
    private static final int CLIENTS = 5;
    private static final int EVENTS = 40;

    private final SplittableRandom dice;
    private final DrawnRoutes routes;
    private final Profile profile;
    private final Duration deferral;
    private final SimulatedServer server;
    private final ServerComparison comparison;
    private final Map<String, DrawnClient> absent = new HashMap<>();
    private Optional<IpAddress> self6 = Optional.of(IpAddress.parse("2001:db8::fe"));
    private ImportRules imports = ImportRules.ALL;
    private ExportRules exports = new ExportRules(List.of(), new Reflection.On(List.of()));

    RouteServerHistory(long seed) {
        dice = new SplittableRandom(seed);
        routes = new DrawnRoutes(dice.split());
        profile = dice.nextInt(5) == 0 ? Profile.AZURE : Profile.ROUTE_SERVER;
        deferral = Duration.ofSeconds(dice.nextInt(6) == 0 ? 0 : 5 + dice.nextInt(60));
        var clients =
                IntStream.range(0, CLIENTS)
                        .mapToObj(i -> DrawnClient.drawn(i, profile, dice))
                        .toList();
        drawRules();
        server = new SimulatedServer(config(clients), new ExpectedServer(terms()), dice.split());
        comparison = new ServerComparison(server);
        clients.forEach(server::add);
    }

    /** How often what was drawn has mattered. */
    Map<String, Integer> run() {
        server.start();
        server.run(Duration.ofSeconds(5));
        for (int i = 0; i < EVENTS; i++) {
            event(server.clients().get(dice.nextInt(CLIENTS)));
            server.run(pause());
            comparison.allIsAsItShouldBe();
        }
        server.clients().forEach(client -> client.silent = false);
        server.clients().forEach(SimulatedClient::unstall);
        absent.clear();
        reconfigure();
        // A connection that died before its OPEN came is given up after four minutes.
        server.run(Duration.ofMinutes(5));
        comparison.allIsAsItShouldBe();
        assertThat(server.clients())
                .filteredOn(client -> client.drawn().isWelcome())
                .filteredOn(client -> !server.expected.limits.isKeptOut(client.drawn().name()))
                .as("clients that are welcome and have not told too much")
                .allMatch(SimulatedClient::isUp);
        if (profile == Profile.AZURE) {
            server.expected.count("an Azure history");
        }
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
        switch (dice.nextInt(22)) {
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
            case 10 -> server.validate(routes.payloads());
            case 11 -> rules();
            case 12, 13 -> configuredAgain(client);
            case 14 -> comeOrGo(client);
            case 15 -> server.losePath(client);
            case 16 -> startAnew();
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
        drawRules();
        reconfigure();
    }

    private void drawRules() {
        self6 =
                switch (dice.nextInt(4)) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(IpAddress.parse("2001:db8::ff"));
                    default -> Optional.of(IpAddress.parse("2001:db8::fe"));
                };
        var originated =
                dice.nextBoolean()
                        ? List.<Origination>of()
                        : List.of(
                                new Origination(
                                        routes.prefix(Family.IPV4_UNICAST),
                                        List.of(Community.of(65500, dice.nextInt(3)))));
        imports =
                new ImportRules(
                        dice.nextBoolean()
                                ? List.of()
                                : List.of(routes.prefix(Family.IPV4_UNICAST)),
                        dice.nextInt(4) == 0
                                ? List.of(Prefix.parse("192.0.2.2/31"))
                                : List.of(Prefix.ALL_V4),
                        profile == Profile.AZURE && dice.nextInt(3) == 0
                                ? 4 + dice.nextInt(5)
                                : ImportRules.UNLIMITED);
        exports = new ExportRules(originated, reflection());
    }

    private Reflection reflection() {
        if (profile == Profile.ROUTE_SERVER) {
            return new Reflection.On(List.of());
        }
        return switch (dice.nextInt(4)) {
            case 0 -> new Reflection.Off();
            case 1 -> new Reflection.On(List.of());
            default -> new Reflection.On(List.of(Community.of(65500, 1)));
        };
    }

    private void configuredAgain(SimulatedClient client) {
        if (absent.containsKey(client.drawn().name())) {
            return;
        }
        var before = client.drawn();
        var after = before.configuredAgain(dice);
        if (after.neighbour().hasSessionOf(before.neighbour())) {
            server.expected.rib.become(before.name(), after.options().policies());
            if (!after.hasLimitsOf(before)) {
                server.expected.limits.mayComeBack(before.name());
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
            server.expected.gone(client.drawn());
        }
        reconfigure();
    }

    private void startAnew() {
        server.goAway(dice.nextBoolean());
        server.run(pause());
        server.comeBack(config(present()), present());
    }

    private void reconfigure() {
        server.expected.rib.become(terms());
        server.reconfigure(config(present()));
    }

    private List<DrawnClient> present() {
        return server.clients().stream()
                .map(SimulatedClient::drawn)
                .filter(one -> !absent.containsKey(one.name()))
                .toList();
    }

    private RibTerms terms() {
        var ladder =
                switch (profile) {
                    case AZURE -> Ladder.AZURE;
                    case ROUTE_SERVER -> Ladder.STANDARD;
                };
        return new RibTerms(ASN, SELF, SELF, self6, ladder, imports, exports);
    }

    private SpeakerConfig config(List<DrawnClient> clients) {
        var listen =
                Stream.concat(Stream.of(SELF), self6.stream())
                        .map(address -> new ListenAddress(address, LocalEnd.BGP))
                        .toList();
        return new SpeakerConfig(
                "server",
                new LocalEnd(ASN, SELF, listen),
                new Timing(
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        deferral,
                        Timing.IDLE_HOLD),
                clients.stream().map(DrawnClient::neighbour).toList(),
                imports,
                exports,
                profile);
    }
}

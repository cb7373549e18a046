package fairlead.bgp.speaker;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.Messages;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A neighbour that says whatever it likes, sound and damaged, cut into reads anywhere, against a
 * whole speaker with two honest neighbours: nothing escapes, the honest ones hear only sound
 * UPDATEs, and when it goes, so does all that it told, at once or when the time of a restart is
 * over; then it may come again. Policies, which change meanwhile, prefix limits and restarts are
 * drawn.
 */
class HostilePeerTest {

    private static final Duration RESTART = Duration.ofSeconds(100);
    private static final Asn ASN = new Asn(65515);
    private static final IpAddress HOSTILE = IpAddress.parse("10.1.2.5");
    private static final IpAddress WIDE = IpAddress.parse("10.1.2.6");
    private static final IpAddress NARROW = IpAddress.parse("10.1.2.7");

    @ParameterizedTest(name = "{0}")
    @MethodSource("fairlead.bgp.wire.Messages#shapes")
    void whateverItSaysNobodyElseSuffers(String name, SessionShape shape) {
        var passedOn = new ArrayList<Integer>();
        forAll(40, SplittableRandom::split, dice -> passedOn.add(new Siege(shape, dice).run()));
        assertThat(passedOn).as("what is sound is passed on").anyMatch(count -> count > 0);
    }

    /** One speaker, its neighbours, and what the honest ones were told. */
    private static final class Siege {

        private final SessionShape shape;
        private final SplittableRandom dice;
        private final Instance instance;
        private final Map<IpAddress, ConnectionId> honest =
                Map.of(
                        WIDE,
                        new ConnectionId(Side.ACCEPTED, 1),
                        NARROW,
                        new ConnectionId(Side.ACCEPTED, 2));
        private final Map<IpAddress, Set<Prefix>> told =
                Map.of(WIDE, new HashSet<>(), NARROW, new HashSet<>());
        private final boolean restarts;
        private final int limit;
        private Instant now = Instant.EPOCH;
        private long connections = 10;

        Siege(SessionShape shape, SplittableRandom dice) {
            this.shape = shape;
            this.dice = dice;
            this.restarts = dice.nextInt(3) == 0;
            this.limit = dice.nextBoolean() ? FamilyOptions.UNLIMITED : 1 + dice.nextInt(40);
            this.instance = new Instance(config(), true, dice.split());
        }

        /** Returns how many prefixes the honest ones were told meanwhile. */
        int run() {
            int passedOn = 0;
            instance.start(Speaker.Start.FRESH, now);
            honest.forEach((address, id) -> {
                boolean wide = address.equals(WIDE);
                establish(id, address, honestOpen(address, wide), SessionShape.of(width(wide)));
            });
            for (int visit = 0; visit < 3; visit++) {
                var id = new ConnectionId(Side.ACCEPTED, ++connections);
                establish(id, HOSTILE, hostileOpen(), shape);
                assertThat(state(HOSTILE)).isEqualTo(PeerState.ESTABLISHED);
                besiege(id);
                passedOn += told.values().stream().mapToInt(Set::size).sum();
                after(instance.input(id, new Input.Lost(id, "gone"), now), id);
                assertThat(state(HOSTILE)).isNotEqualTo(PeerState.ESTABLISHED);
                if (restarts && (visit == 2 || dice.nextBoolean())) {
                    now = now.plus(RESTART);
                    after(instance.tick(now), id);
                }
                if (!restarts || visit == 2) {
                    assertThat(instance.routes().held("hostile")).isZero();
                    assertThat(told.values()).allMatch(Set::isEmpty);
                }
                assertThat(state(WIDE)).isEqualTo(PeerState.ESTABLISHED);
                assertThat(state(NARROW)).isEqualTo(PeerState.ESTABLISHED);
            }
            return passedOn;
        }

        /** Says things until the speaker hangs up, or for a while. */
        private void besiege(ConnectionId id) {
            var stream = new ByteArrayOutputStream();
            for (int i = 0; i < 12; i++) {
                var octets = BgpCodec.encode(Messages.update(dice, shape), shape);
                stream.writeBytes(dice.nextInt(4) == 0 ? Messages.damaged(octets, dice) : octets);
            }
            var last = BgpCodec.encode(Messages.any(dice, shape), shape);
            stream.writeBytes(last);
            var octets = stream.toByteArray();
            int from = 0;
            int to = 0;
            boolean over = false;
            while (to < octets.length && !over) {
                to = Math.min(octets.length, to + 1 + dice.nextInt(400));
                from = instance.receive(id, octets, from, to, now);
                assertThat(from).isLessThanOrEqualTo(to);
                over = after(instance.done(), id);
                if (!over && dice.nextInt(8) == 0) {
                    over = after(instance.reconfigure(config(), now), id);
                }
            }
        }

        /** Lets the speaker finish, and looks at what it said; whether it hung up on {@code id}. */
        private boolean after(List<Effect> effects, ConnectionId id) {
            var all = new ArrayList<>(effects);
            while (instance.work()) {
                all.addAll(instance.done());
            }
            all.addAll(instance.done());
            boolean hungUp = false;
            for (var effect : all) {
                switch (effect) {
                    case Effect.Send(var to, var octets) when to.equals(id) -> {
                        assertThat(hungUp).as("it said goodbye already").isFalse();
                        heard(octets);
                    }
                    case Effect.Close(var closed) when closed.equals(id) -> hungUp = true;
                    default -> assertThat(effect).isNotInstanceOf(Effect.Refuse.class);
                }
            }
            listen();
            return hungUp;
        }

        private void heard(byte[] octets) {
            var decoded = BgpCodec.decode(octets, shape);
            assertThat(decoded).isInstanceOf(Decoded.Ok.class);
            if (((Decoded.Ok) decoded).message()
                    instanceof Notification(var code, var subcode, _)) {
                assertThat(code).isBetween(1, 7);
                assertThat(subcode).isBetween(0, 11);
            }
        }

        /** What the honest ones are told is sound, and short enough. */
        private void listen() {
            for (var id : instance.eager()) {
                var room = new byte[1 << 16];
                for (int end = instance.fill(id, room, 0, room.length);
                        end > 0;
                        end = instance.fill(id, room, 0, room.length)) {
                    read(id, Arrays.copyOf(room, end));
                }
            }
        }

        private void read(ConnectionId id, byte[] octets) {
            for (var address : honest.keySet()) {
                if (!id.equals(honest.get(address))) {
                    continue;
                }
                var session = SessionShape.of(width(address.equals(WIDE)));
                int at = 0;
                while (at < octets.length) {
                    assertThat(Framing.next(octets, at, octets.length))
                            .isInstanceOf(Framing.Whole.class);
                    int length = ((Framing.Whole) Framing.next(octets, at, octets.length)).length();
                    var message = Arrays.copyOfRange(octets, at, at + length);
                    assertThat(BgpCodec.decode(message, session))
                            .isInstanceOfSatisfying(
                                    Decoded.Ok.class,
                                    ok -> {
                                        assertThat(ok.healed()).isEmpty();
                                        note(told.getOrDefault(address, Set.of()), ok.message());
                                    });
                    at += length;
                }
            }
        }

        private static void note(Set<Prefix> told, BgpMessage message) {
            if (message instanceof Update update) {
                told.removeAll(update.withdrawn());
                update.attributes()
                        .find(PathAttribute.MpUnreach.class)
                        .ifPresent(gone -> gone.prefixes().forEach(told::remove));
                told.addAll(update.announced());
                update.attributes()
                        .find(PathAttribute.MpReach.class)
                        .ifPresent(reach -> told.addAll(reach.prefixes()));
            }
        }

        private void establish(ConnectionId id, IpAddress address, Open open, SessionShape theirs) {
            after(instance.input(id, new Input.Accepted(id, address), now), id);
            for (var message : List.of(open, new Keepalive())) {
                var octets = BgpCodec.encode(message, theirs);
                instance.receive(id, octets, 0, octets.length, now);
                assertThat(after(instance.done(), id)).isFalse();
            }
        }

        private PeerState state(IpAddress address) {
            return instance.sessions().stream()
                    .filter(session -> session.neighbour().address().equals(address))
                    .findFirst()
                    .orElseThrow()
                    .state();
        }

        private Open hostileOpen() {
            var asn = shape.internal() ? ASN : new Asn(65001);
            var capabilities = new ArrayList<Capability>();
            shape.families().forEach(f -> capabilities.add(new Capability.MultiProtocol(f)));
            capabilities.add(new Capability.RouteRefresh());
            capabilities.add(new Capability.EnhancedRouteRefresh());
            if (shape.width() == AsWidth.FOUR) {
                capabilities.add(new Capability.FourOctetAsn(asn));
            }
            if (shape.longest() != Framing.LONGEST) {
                capabilities.add(new Capability.ExtendedMessage());
            }
            if (!shape.pathsOut().isEmpty()) {
                capabilities.add(
                        new Capability.AddPath(
                                shape.pathsOut().stream()
                                        .map(f -> new Capability.AddPath.Family(f, true, true))
                                        .toList()));
            }
            if (restarts) {
                capabilities.add(
                        new Capability.GracefulRestart(
                                false,
                                dice.nextBoolean(),
                                (int) RESTART.toSeconds(),
                                shape.families().stream()
                                        .map(f ->
                                                new Capability.GracefulRestart.Family(
                                                        f, dice.nextBoolean()))
                                        .toList()));
            }
            return new Open(asn, 0, HOSTILE, capabilities);
        }

        /** With all policies drawn again. */
        private SpeakerConfig config() {
            var families =
                    List.of(family(AddressFamily.IPV4_UNICAST), family(AddressFamily.IPV6_UNICAST));
            var hostile =
                    passive(
                            shape.internal()
                                    ? Relation.REFLECTOR_CLIENT
                                    : Relation.ROUTE_SERVER_CLIENT);
            hostile.families(families);
            if (restarts) {
                hostile.restarts(new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO));
            }
            return new SpeakerConfig(
                    "besieged",
                    new LocalEnd(
                            ASN,
                            IpAddress.parse("10.1.1.4"),
                            IpAddress.parse("10.1.1.4"),
                            LocalEnd.BGP),
                    Timing.AZURE,
                    List.of(
                            new Neighbour(
                                    "hostile",
                                    HOSTILE,
                                    shape.internal() ? ASN : new Asn(65001),
                                    hostile.made()),
                            new Neighbour("wide", WIDE, new Asn(65002), client().made()),
                            new Neighbour("narrow", NARROW, new Asn(65003), client().made())),
                    ImportRules.ALL,
                    new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                    Profile.ROUTE_SERVER);
        }

        private NeighbourOptionsDraft client() {
            return passive(Relation.ROUTE_SERVER_CLIENT);
        }

        private NeighbourOptionsDraft passive(Relation relation) {
            return NeighbourOptions.USUAL
                    .draft()
                    .passive(true)
                    .relation(relation)
                    .policies(dice.nextInt(3) == 0 ? DrawnPolicies.pair(dice) : RoutePolicies.NONE);
        }

        private FamilyOptions family(AddressFamily family) {
            boolean paths = shape.pathsIn().contains(family);
            return new FamilyOptions(
                    family,
                    limit,
                    FamilyOptions.Exceeding.CEASE,
                    paths ? AddPath.BOTH : AddPath.NONE);
        }
    }

    private static Open honestOpen(IpAddress address, boolean wide) {
        var asn = new Asn(wide ? 65002 : 65003);
        var capabilities = new ArrayList<Capability>();
        capabilities.add(new Capability.MultiProtocol(AddressFamily.IPV4_UNICAST));
        capabilities.add(new Capability.MultiProtocol(AddressFamily.IPV6_UNICAST));
        if (wide) {
            capabilities.add(new Capability.FourOctetAsn(asn));
        }
        return new Open(asn, 0, address, capabilities);
    }

    private static AsWidth width(boolean wide) {
        return wide ? AsWidth.FOUR : AsWidth.TWO;
    }
}

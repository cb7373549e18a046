package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.Family;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A client of a simulated server: it does what it is told to, keeps its side of a session alive,
 * and remembers what it has been told, as a naive receiver would.
 */
final class SimulatedClient {

    static final int HOLD = 9;

    private final SimulatedServer server;
    private final SplittableRandom dice;
    private final DrawnRoutes routes;
    private DrawnClient client;
    private Optional<SimulatedLine> line = Optional.empty();
    private PeerState state = PeerState.IDLE;
    private Instant lastHeard = Instant.MIN;

    private final HeardView view = new HeardView();
    private final Deque<byte[]> unread = new ArrayDeque<>();
    private boolean stalled;

    /** Nothing reaches or leaves it. */
    boolean silent;

    SimulatedClient(DrawnClient client, SimulatedServer server, SplittableRandom dice) {
        this.client = client;
        this.server = server;
        this.dice = dice;
        this.routes = new DrawnRoutes(dice.split());
    }

    DrawnClient drawn() {
        return client;
    }

    /** As it is in the session that there is. */
    private DrawnClient now() {
        return line.map(one -> one.drawn).orElse(client);
    }

    /** The server's configuration says something else of it from now on. */
    void become(DrawnClient other) {
        client = other;
    }

    boolean isUp() {
        return state == PeerState.ESTABLISHED;
    }

    boolean isStalled() {
        return stalled;
    }

    Optional<SimulatedLine> line() {
        return line;
    }

    /** What it has been told, by prefix and path identifier, 0 where there is none. */
    Map<Prefix, Map<Long, PathAttributes>> view() {
        return view.told();
    }

    /** How often it has been told in its session that this is all, by family. */
    Map<Family, Integer> ends() {
        return view.ends();
    }

    /** Begins to dial, if it is the one that does. */
    void start() {
        if (client.dials()) {
            server.in(Duration.ofMillis(500 + dice.nextInt(2000)), this::dial);
        }
    }

    private void dial() {
        if (line.isEmpty()) {
            server.dialled(this);
        }
        start();
    }

    /** A connection stands. */
    void connected(SimulatedLine next) {
        line = Optional.of(next);
        state = PeerState.OPEN_SENT;
        lastHeard = server.now();
        unread.clear();
        say(ClientOpen.of(next, dice));
        watch(next);
    }

    private void watch(SimulatedLine watched) {
        server.in(
                Duration.ofSeconds(HOLD).dividedBy(3),
                () -> {
                    if (!line.equals(Optional.of(watched))) {
                        return;
                    }
                    if (Duration.between(lastHeard, server.now()).toSeconds() > HOLD && !stalled) {
                        hangUp();
                        return;
                    }
                    if (isUp()) {
                        say(new Keepalive());
                    }
                    watch(watched);
                });
    }

    private void hangUp() {
        line.ifPresent(one -> {
            one.clientHasIt = false;
            lost(one);
            server.hungUp(one);
        });
    }

    /** Its connection is no more. */
    void lost(SimulatedLine gone) {
        if (line.equals(Optional.of(gone))) {
            line = Optional.empty();
            state = PeerState.IDLE;
            view.clear();
            unread.clear();
        }
    }

    void stall() {
        stalled = true;
    }

    void unstall() {
        stalled = false;
        while (!unread.isEmpty() && line.isPresent()) {
            read(unread.remove());
        }
        server.roomAgain();
    }

    /** A message has come; it waits while nobody reads. */
    void received(SimulatedLine from, byte[] octets) {
        if (!line.equals(Optional.of(from))) {
            return;
        }
        if (stalled) {
            unread.add(octets);
        } else {
            read(octets);
        }
    }

    private void read(byte[] octets) {
        line.orElseThrow().underWay--;
        lastHeard = server.now();
        var decoded = BgpCodec.decode(octets, now().shape());
        assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        var ok = (Decoded.Ok) decoded;
        assertThat(ok.healed()).isEmpty();
        switch (ok.message()) {
            case Open _ -> say(new Keepalive());
            case Keepalive() -> {
                if (!isUp()) {
                    state = PeerState.ESTABLISHED;
                    begin();
                }
            }
            case Update update -> view.heard(update);
            case Notification _ -> {} // The server hangs up next.
            case RouteRefresh(var family, var subtype) ->
                    Family.of(family).ifPresent(one -> view.refreshed(one, subtype));
        }
    }

    /** What it tells first, and mostly that this is all. */
    private void begin() {
        for (int i = dice.nextInt(4); i > 0; i--) {
            say(routes.update(now()));
        }
        if (dice.nextInt(4) != 0) {
            endOfRib();
        }
    }

    /** Says that it has told all. */
    void endOfRib() {
        if (isUp()) {
            now().families().forEach(this::endOfRib);
        }
    }

    private void endOfRib(Family family) {
        say(
                switch (family) {
                    case IPV4_UNICAST -> Update.END_OF_RIB;
                    case IPV6_UNICAST ->
                            new Update(
                                    List.of(),
                                    PathAttributes.of(
                                            new PathAttribute.MpUnreach(
                                                    family.onTheWire(), List.of())),
                                    List.of());
                });
    }

    /** Tells or takes back something, so many times. */
    void tell(int times) {
        for (int i = 0; i < times && isUp(); i++) {
            say(routes.update(now()));
        }
    }

    /** Forgets what it was told, and asks to be told it again. */
    void askAgain() {
        view.forget();
        mark(RouteRefresh.REQUEST);
    }

    /** Says that it begins, or ends, to tell all again (RFC 7313). */
    void mark(int subtype) {
        if (isUp()) {
            now().families().forEach(family -> say(new RouteRefresh(family.onTheWire(), subtype)));
        }
    }

    /** Ends the session with these words. */
    void sayGoodbye(Notification words) {
        if (isUp()) {
            say(words);
            hangUp();
        }
    }

    private void say(BgpMessage message) {
        line.ifPresent(one -> {
            var octets = BgpCodec.encode(message, now().shape());
            one.says(message, octets.length);
            server.sent(one, octets);
        });
    }
}

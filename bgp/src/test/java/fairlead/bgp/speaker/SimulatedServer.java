package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.ConnectionId.Side;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.net.IpAddress;
import fairlead.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * An instance and its clients, joined by fake TCP on virtual time in one thread. Octets arrive in
 * order, cut anywhere, after a drawn delay; whatever happens to the instance is told to {@link
 * ExpectedServer} too.
 */
final class SimulatedServer {

    Instance instance;
    final ExpectedServer expected;
    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom dice;
    private final Map<IpAddress, SimulatedClient> clients = new LinkedHashMap<>();
    private final Map<ConnectionId, SimulatedLine> lines = new LinkedHashMap<>();

    /** Connections that are being made. */
    private final Set<ConnectionId> dialled = new HashSet<>();

    private Instant nextTick = Instant.MAX;
    private List<Vrp> payloads = List.of();
    private long accepted;

    /** There is no server for the moment. */
    private boolean away;

    SimulatedServer(SpeakerConfig config, ExpectedServer expected, SplittableRandom dice) {
        this.instance = new Instance(config, true, dice.split());
        this.expected = expected;
        this.dice = dice;
    }

    void add(DrawnClient client) {
        clients.put(client.address(), new SimulatedClient(client, this, dice.split()));
    }

    List<SimulatedClient> clients() {
        return List.copyOf(clients.values());
    }

    Instant now() {
        return time.now();
    }

    void in(Duration delay, Runnable task) {
        time.in(delay, task);
    }

    void run(Duration span) {
        time.run(span);
    }

    void start() {
        after(instance.start(Speaker.Start.FRESH, now()));
        clients().forEach(SimulatedClient::start);
    }

    void reconfigure(SpeakerConfig config) {
        after(instance.reconfigure(config, now()));
    }

    /** It goes away, as one that leaves to come back, or without a word. */
    void goAway(boolean leaves) {
        if (leaves) {
            var effects = instance.leave(now());
            note(effects);
            expected.leaves();
            act(effects);
        }
        away = true;
        nextTick = Instant.MAX;
        for (var line : List.copyOf(lines.values())) {
            close(line.id);
        }
        lines.clear();
        dialled.clear();
        expected.startAnew(List.of(), Duration.ZERO, now());
    }

    /** It is back, and knows nothing but its configuration and that it was here before. */
    void comeBack(SpeakerConfig config, List<DrawnClient> neighbours) {
        away = false;
        expected.startAnew(neighbours, config.timing().selectionDeferral(), now());
        instance = new Instance(config, true, dice.split());
        after(instance.start(Speaker.Start.RESTARTED, now()));
        var known = payloads;
        payloads = List.of();
        validate(known);
    }

    /** The path to a client is dead, says BFD. */
    void losePath(SimulatedClient client) {
        var effects = instance.pathLost(client.drawn().address(), "drawn", now());
        note(effects);
        expected.pathLost(client, now());
        after(effects);
    }

    /** The RPKI says this from now on. */
    void validate(List<Vrp> vrps) {
        expected.rib.validate(vrps);
        var next = VrpSet.of(vrps);
        var before = VrpSet.of(payloads);
        var change = new RoaChange(RoaTable.of(next), RoaTable.of(before.difference(next)));
        payloads = vrps;
        after(instance.validate(change));
    }

    /** Both ends lose a connection, each in its time. */
    void cut(SimulatedClient client) {
        client.line()
                .ifPresent(line -> {
                    lostAtServer(line, "broken on purpose");
                    lostAtClient(line);
                });
    }

    /** A client connects, if anything reaches it. */
    void dialled(SimulatedClient client) {
        if (client.silent || away) {
            return;
        }
        var id = new ConnectionId(Side.ACCEPTED, ++accepted);
        var line = new SimulatedLine(id, client);
        line.accepted = now();
        lines.put(id, line);
        client.connected(line);
        after(instance.input(id, new Input.Accepted(id, client.drawn().address()), now()));
    }

    /** A client has given a connection up. */
    void hungUp(SimulatedLine line) {
        lostAtServer(line, "closed by its client");
    }

    /** A client has said something. */
    void sent(SimulatedLine line, byte[] octets) {
        int from = 0;
        while (from < octets.length) {
            int to = Math.min(octets.length, from + 1 + dice.nextInt(200));
            var piece = Arrays.copyOfRange(octets, from, to);
            line.atServer = later(line.atServer);
            in(Duration.between(now(), line.atServer), () -> arrive(line, piece));
            from = to;
        }
    }

    /** Somebody reads again. */
    void roomAgain() {
        after(List.of());
    }

    /** Nothing is under way either way, and nothing waits to be. */
    boolean isQuiet(SimulatedLine line) {
        return line.serverHasIt
                && line.isAllHeard()
                && line.underWay == 0
                && !instance.eager().contains(line.id);
    }

    private void arrive(SimulatedLine line, byte[] piece) {
        line.stuck |= line.client.silent;
        if (!line.serverHasIt || line.stuck) {
            return;
        }
        var inbox = line.arrived(piece);
        line.taken(instance.receive(line.id, inbox, 0, inbox.length, now()));
        var effects = instance.done();
        note(effects);
        boolean stands = established().contains(line.client.drawn().address());
        expected.heard(line, line.whole(), stands, now());
        after(effects);
    }

    private void lostAtServer(SimulatedLine line, String why) {
        line.atServer = later(line.atServer);
        in(
                Duration.between(now(), line.atServer),
                () -> {
                    if (line.serverHasIt && !line.client.silent) {
                        line.serverHasIt = false;
                        expected.lost(line, now());
                        after(instance.input(line.id, new Input.Lost(line.id, why), now()));
                    }
                });
    }

    private void lostAtClient(SimulatedLine line) {
        line.atClient = later(line.atClient);
        in(
                Duration.between(now(), line.atClient),
                () -> {
                    if (line.clientHasIt && !line.client.silent) {
                        line.clientHasIt = false;
                        line.client.lost(line);
                    }
                });
    }

    /** Does what was asked for and all work, lets everybody read who does, and looks around. */
    private void after(List<Effect> effects) {
        act(effects);
        while (instance.work()) {
            act(instance.done());
        }
        act(instance.done());
        // Whose session has fallen is waited for no more, so that others may be told now.
        expected.compareSessions(clients(), established(), now());
        for (var id : SimulatedNetwork.inOrder(instance.eager())) {
            Optional.ofNullable(lines.get(id))
                    .filter(line -> line.serverHasIt)
                    .ifPresent(this::tell);
        }
        expected.compareSessions(clients(), established(), now());
        tickInTime();
    }

    private void tickInTime() {
        var next = instance.nextDeadline().orElse(Instant.MAX);
        if (next.isBefore(nextTick)) {
            nextTick = next;
            in(
                    Duration.between(now(), next.isBefore(now()) ? now() : next),
                    () -> {
                        if (nextTick.equals(next)) {
                            nextTick = Instant.MAX;
                            var effects = instance.tick(now());
                            note(effects);
                            expected.ticking(clients(), established(), now());
                            after(effects);
                        }
                    });
        }
    }

    private void act(List<Effect> effects) {
        note(effects);
        for (var effect : effects) {
            switch (effect) {
                case Effect.Dial(var id, var to) -> dial(id, to);
                case Effect.Send(var id, var octets) -> send(id, octets);
                case Effect.Close(var id) -> close(id);
                case Effect.Refuse(var id) -> close(id);
                case Effect.Watch(var id, var neighbour) ->
                        Optional.ofNullable(lines.get(id))
                                .ifPresent(line -> line.watched = Optional.of(neighbour));
                case Effect.Tell _, Effect.Remark _ -> {} // Read in simulations of whole networks.
                case Effect.Note(_, var text) -> assertThat(text).contains("tells more than");
            }
        }
    }

    private void dial(ConnectionId id, IpAddress to) {
        var client = clients.get(to);
        if (client == null || client.silent) {
            return;
        }
        dialled.add(id);
        var dials = instance; // one that has started anew since counts its connections anew
        in(
                delay(),
                () -> {
                    if (client.silent || instance != dials || !dialled.remove(id)) {
                        return;
                    }
                    if (client.line().isPresent() || client.drawn().dials()) {
                        after(instance.input(id, new Input.Lost(id, "refused"), now()));
                        return;
                    }
                    var line = new SimulatedLine(id, client);
                    lines.put(id, line);
                    client.connected(line);
                    after(instance.input(id, new Input.Connected(id), now()));
                });
    }

    /** Gives a client all that there is for it, or learns that it has no room. */
    private void tell(SimulatedLine line) {
        assertThat(expected.defers()).as("somebody is told something before its time").isFalse();
        boolean full = line.client.isStalled();
        if (full != line.full) {
            line.full = full;
            var input = full ? new Input.Unread(line.id) : new Input.CaughtUp(line.id);
            act(instance.input(line.id, input, now()));
        }
        if (!full) {
            drain(line);
        }
    }

    private void drain(SimulatedLine line) {
        var octets = new byte[Framing.LONGEST + dice.nextInt(3 * Framing.LONGEST)];
        for (int end = instance.fill(line.id, octets, 0, octets.length);
                end > 0;
                end = instance.fill(line.id, octets, 0, octets.length)) {
            for (int at = 0; at < end; ) {
                assertThat(Framing.next(octets, at, end)).isInstanceOf(Framing.Whole.class);
                int length = ((Framing.Whole) Framing.next(octets, at, end)).length();
                send(line, Arrays.copyOfRange(octets, at, at + length));
                at += length;
            }
        }
    }

    /** Remembers the words that sessions end with, and looks at those that they begin with. */
    private void note(List<Effect> effects) {
        for (var effect : effects) {
            if (effect instanceof Effect.Send(var id, var octets)
                    && BgpCodec.decode(octets, AsWidth.FOUR) instanceof Decoded.Ok(var said, _)
                    && lines.get(id) instanceof SimulatedLine line) {
                if (said instanceof Notification words) {
                    line.lastNotification = Optional.of(words);
                } else if (said instanceof Open open) {
                    expected.opens(line, open);
                }
            }
        }
    }

    private void send(ConnectionId id, byte[] octets) {
        var line = lines.get(id);
        if (line != null && line.serverHasIt) {
            send(line, octets);
        }
    }

    private void send(SimulatedLine line, byte[] octets) {
        line.underWay++;
        line.atClient = later(line.atClient);
        in(
                Duration.between(now(), line.atClient),
                () -> {
                    line.stuck |= line.client.silent;
                    if (line.stuck) {
                        return;
                    }
                    if (line.clientHasIt) {
                        line.client.received(line, octets);
                    } else {
                        lostAtServer(line, "reset");
                    }
                });
    }

    private void close(ConnectionId id) {
        dialled.remove(id);
        var line = lines.get(id);
        if (line != null && line.serverHasIt) {
            line.serverHasIt = false;
            lostAtClient(line);
        }
    }

    /** Those with whom a session stands. */
    private Set<IpAddress> established() {
        return instance.sessions().stream()
                .filter(session -> session.state() == PeerState.ESTABLISHED)
                .map(session -> session.neighbour().address())
                .collect(Collectors.toSet());
    }

    /** Not before what was sent earlier on the same way. */
    private Instant later(Instant earliest) {
        var drawn = now().plus(delay());
        return drawn.isBefore(earliest) ? earliest : drawn;
    }

    private Duration delay() {
        return Duration.ofMillis(dice.nextInt(20) == 0 ? dice.nextInt(1500) : dice.nextInt(1, 40));
    }
}

package fairlead.bgp.speaker;

import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.wire.Framing;
import fairlead.net.IpAddress;
import fairlead.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Instances joined by fake TCP in one thread on virtual time. Octets arrive in order after a random
 * delay; connections break when told to; an address can fall silent, which nobody notices but by
 * timers.
 */
final class SimulatedNetwork {

    /** How long octets travel. */
    enum Latency {
        /** Always the same between the same two. */
        STEADY,
        /** Every message and every connection as it comes, which makes every race happen. */
        WILD
    }

    /** One end of a connection: whose, and under what name. */
    private record End(IpAddress owner, ConnectionId id) {}

    private static final class Wire {
        final End dialler;
        final End listener;
        final Map<End, Instant> arrives = new HashMap<>();
        boolean open = true;

        /** Something was lost on it, so TCP never delivers what comes after. */
        boolean stuck;

        Wire(End dialler, End listener) {
            this.dialler = dialler;
            this.listener = listener;
        }

        End other(End end) {
            return end.equals(dialler) ? listener : dialler;
        }
    }

    final VirtualTime time = new VirtualTime();
    final Map<IpAddress, Instance> instances = new LinkedHashMap<>();
    private final Map<IpAddress, List<SpeakerEvent>> events = new HashMap<>();
    private final SplittableRandom dice;
    private final Latency latency;
    private final Map<Set<IpAddress>, Duration> steady = new HashMap<>();
    private final Map<End, Wire> wires = new LinkedHashMap<>();
    private final Set<IpAddress> silent = new HashSet<>();
    private final Set<IpAddress> stalled = new HashSet<>();
    private final Map<IpAddress, Instant> wakes = new HashMap<>();
    private final Set<End> unread = new HashSet<>();
    private long accepted;

    /** What instances said for their logs. */
    final List<String> remarks = new ArrayList<>();

    SimulatedNetwork(SplittableRandom dice, Latency latency) {
        this.dice = dice;
        this.latency = latency;
    }

    void add(SpeakerConfig config) {
        instances.put(config.local().address(), new Instance(config, true, dice.split()));
        events.put(config.local().address(), new ArrayList<>());
    }

    void startAll() {
        instances.forEach((address, instance) ->
                perform(address, instance.start(Speaker.Start.FRESH, time.now())));
    }

    /**
     * Its process ends at once; whoever is connected notices, and nobody reaches it until {@link
     * #startAgain}.
     */
    void crash(IpAddress address) {
        silent.add(address);
        for (var wire : List.copyOf(wires.values())) {
            boolean dialled = wire.dialler.owner().equals(address);
            if (wire.open && (dialled || wire.listener.owner().equals(address))) {
                wire.open = false;
                var other = dialled ? wire.listener : wire.dialler;
                time.in(
                        delay(address, other.owner()),
                        () -> {
                            if (!silent.contains(other.owner())) {
                                input(other, new Input.Lost(other.id(), "reset by peer"));
                            }
                        });
            }
        }
    }

    /** It says that it comes back soon, then its process ends. */
    void leave(IpAddress address) {
        perform(address, at(address).leave(time.now()));
        time.in(Duration.ofMillis(200), () -> crash(address));
    }

    /** It says goodbye, then its process ends. */
    void stop(IpAddress address) {
        perform(address, at(address).stop(time.now()));
        time.in(Duration.ofMillis(200), () -> crash(address));
    }

    /** A new process where one crashed a while ago, or fell silent: it knows no connection. */
    void startAgain(SpeakerConfig config, Speaker.Start how) {
        var address = config.local().address();
        instances.put(address, new Instance(config, true, dice.split()));
        wires.keySet().removeIf(end -> end.owner().equals(address));
        silent.remove(address);
        perform(address, at(address).start(how, time.now()));
    }

    List<SpeakerEvent> told(IpAddress address) {
        return Objects.requireNonNull(events.get(address));
    }

    Instance at(IpAddress address) {
        return Objects.requireNonNull(instances.get(address));
    }

    /** Breaks one open connection, if there is any. */
    void breakOne() {
        var open = wires.values().stream().filter(wire -> wire.open).distinct().toList();
        if (!open.isEmpty()) {
            close(open.get(dice.nextInt(open.size())), "broken on purpose");
        }
    }

    /** Nothing reaches or leaves this address until it speaks again. */
    void silence(IpAddress address) {
        silent.add(address);
    }

    /** It does not read any more: nobody has room to tell it routes. */
    void stall(IpAddress address) {
        stalled.add(address);
    }

    /** It reads again. */
    void unstall(IpAddress address) {
        if (stalled.remove(address)) {
            for (var end : List.copyOf(unread)) {
                if (Objects.requireNonNull(wires.get(end)).other(end).owner().equals(address)) {
                    unread.remove(end);
                    input(end, new Input.CaughtUp(end.id()));
                }
            }
            instances.keySet().forEach(other -> perform(other, List.of()));
        }
    }

    void unsilence(IpAddress address) {
        silent.remove(address);
    }

    void reconfigure(SpeakerConfig config) {
        var address = config.local().address();
        perform(address, at(address).reconfigure(config, time.now()));
    }

    /** The RPKI says this from now on. */
    void validate(IpAddress address, RoaChange change) {
        perform(address, at(address).validate(change));
    }

    /** The RPKI has said all that there is. */
    void originsKnown(IpAddress address) {
        perform(address, at(address).originsKnown());
    }

    /** Wakes an instance when its next deadline is due, as its loop does. */
    private void wakeInTime(IpAddress address) {
        var next = at(address).nextDeadline().orElse(Instant.MAX);
        if (!next.isBefore(wakes.getOrDefault(address, Instant.MAX))) {
            return;
        }
        wakes.put(address, next);
        time.in(
                next.isAfter(time.now()) ? Duration.between(time.now(), next) : Duration.ZERO,
                () -> {
                    if (wakes.remove(address, next)) {
                        perform(address, at(address).tick(time.now()));
                    }
                });
    }

    /**
     * Does what was asked for, then passes on what every connection of this instance has to say.
     */
    private void perform(IpAddress self, List<Effect> effects) {
        act(self, effects);
        var instance = at(self);
        while (instance.work()) {
            act(self, instance.done());
        }
        act(self, instance.done());
        for (var id : inOrder(instance.eager())) {
            var end = new End(self, id);
            wire(end)
                    .ifPresent(wire -> {
                        if (!stalled.contains(wire.other(end).owner())) {
                            drain(wire, self, id);
                        } else if (unread.add(end)) {
                            input(end, new Input.Unread(id));
                        }
                    });
        }
        wakeInTime(self);
    }

    /** So that a seed draws the same for all of them whenever it is tried again. */
    static List<ConnectionId> inOrder(List<ConnectionId> connections) {
        return connections.stream()
                .sorted(
                        Comparator.comparing(ConnectionId::side)
                                .thenComparing(ConnectionId::number))
                .toList();
    }

    private void drain(Wire wire, IpAddress self, ConnectionId id) {
        var octets = new byte[4 * Framing.LONGEST];
        for (int end = at(self).fill(id, octets, 0, octets.length);
                end > 0;
                end = at(self).fill(id, octets, 0, octets.length)) {
            int at = 0;
            while (Framing.next(octets, at, end) instanceof Framing.Whole(var length)) {
                send(wire, self, id, Arrays.copyOfRange(octets, at, at + length));
                at += length;
            }
        }
    }

    private void act(IpAddress self, List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Dial(var id, var to) -> dial(new End(self, id), to);
                case Effect.Send(var id, var octets) ->
                        wire(new End(self, id)).ifPresent(wire -> send(wire, self, id, octets));
                case Effect.Close(var id) -> wire(new End(self, id)).ifPresent(this::closeLater);
                case Effect.Refuse(var id) ->
                        wire(new End(self, id)).ifPresent(wire -> close(wire, "refused"));
                case Effect.Watch _ -> {} // No path here is watched.
                case Effect.Tell(var event) -> told(self).add(event);
                case Effect.Remark(var text) -> remarks.add(text);
                case Effect.Note(_, var text) -> throw new AssertionError(text);
            }
        }
    }

    private void dial(End end, IpAddress to) {
        time.in(
                delay(end.owner(), to),
                () -> {
                    boolean nobodyThere = !instances.containsKey(to) || silent.contains(to);
                    if (nobodyThere || silent.contains(end.owner())) {
                        return;
                    }
                    var there =
                            new End(to, new ConnectionId(ConnectionId.Side.ACCEPTED, ++accepted));
                    var wire = new Wire(end, there);
                    wires.put(end, wire);
                    wires.put(there, wire);
                    wire.arrives.put(end, time.now().plus(delay(end.owner(), to)));
                    time.in(
                            Duration.between(time.now(), wire.arrives.get(end)),
                            () -> input(end, new Input.Connected(end.id())));
                    input(there, new Input.Accepted(there.id(), end.owner()));
                });
    }

    private void send(Wire wire, IpAddress self, ConnectionId id, byte[] octets) {
        var from = new End(self, id);
        var to = wire.other(from);
        var arrival = time.now().plus(delay(self, to.owner()));
        var earliest = wire.arrives.getOrDefault(to, arrival);
        arrival = arrival.isBefore(earliest) ? earliest : arrival;
        wire.arrives.put(to, arrival);
        time.in(
                Duration.between(time.now(), arrival),
                () -> {
                    wire.stuck |= silent.contains(self) || silent.contains(to.owner());
                    if (wire.open && !wire.stuck && wire.equals(wires.get(to))) {
                        input(to, new Input.Received(to.id(), message(octets)));
                    }
                });
    }

    private static byte[] message(byte[] octets) {
        if (!(Framing.next(octets, 0, octets.length) instanceof Framing.Whole(var length))
                || length != octets.length) {
            throw new AssertionError("an instance sent what is no message");
        }
        return octets;
    }

    /** After all that is under way has arrived. */
    private void closeLater(Wire wire) {
        time.in(Duration.ofMillis(60), () -> close(wire, "closed"));
    }

    private void close(Wire wire, String reason) {
        if (wire.open) {
            wire.open = false;
            for (var end : List.of(wire.dialler, wire.listener)) {
                time.in(
                        delay(wire.dialler.owner(), wire.listener.owner()),
                        () -> {
                            if (!silent.contains(end.owner()) && wire.equals(wires.get(end))) {
                                input(end, new Input.Lost(end.id(), reason));
                            }
                        });
            }
        }
    }

    private void input(End end, Input input) {
        perform(end.owner(), at(end.owner()).input(end.id(), input, time.now()));
    }

    private Optional<Wire> wire(End end) {
        return Optional.ofNullable(wires.get(end)).filter(wire -> wire.open);
    }

    private Duration delay(IpAddress one, IpAddress other) {
        var drawn = Duration.ofMillis(dice.nextInt(1, 50));
        return switch (latency) {
            case WILD -> drawn;
            case STEADY -> steady.computeIfAbsent(Set.of(one, other), _ -> drawn);
        };
    }
}

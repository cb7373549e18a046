package fairlead.bgp.bfd;

import fairlead.bgp.bfd.BfdDecoded.Reason;
import fairlead.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * All sessions of a speaker, and whose a packet is (RFC 5880 §6.3, RFC 5881 §3). Times and chances
 * as in {@link BfdSession}.
 */
public final class BfdSessions {

    private static final class Entry {
        final BfdPeer peer;
        final BfdSession session;
        long downs;

        Entry(BfdPeer peer, BfdSession session) {
            this.peer = peer;
            this.session = session;
        }
    }

    private final Map<BfdPeer, Entry> entries = new LinkedHashMap<>();
    private final Map<Integer, Entry> byDiscriminator = new HashMap<>();
    private final Map<Reason, Long> discarded = new EnumMap<>(Reason.class);
    private int lastDiscriminator;

    /**
     * None yet.
     *
     * @param discriminator where ours begin: drawn, so that a neighbour does not take us for whom
     *     we were before a restart
     */
    public BfdSessions(int discriminator) {
        this.lastDiscriminator = discriminator;
    }

    /** Watches these and nobody else; whoever stays keeps its session. */
    public List<BfdEffect> watch(Map<BfdPeer, BfdTerms> wanted, long now, DoubleSupplier dice) {
        var effects = new ArrayList<BfdEffect>();
        for (var entry : List.copyOf(entries.values())) {
            var terms = wanted.get(entry.peer);
            if (terms == null) {
                // The neighbour hears that it is on purpose, and leaves what runs over it alone.
                add(entry, entry.session.administer(true, now, dice.getAsDouble()), effects);
                entries.remove(entry.peer);
                byDiscriminator.remove(entry.session.discriminator());
            } else {
                entry.session.retune(terms, dice.getAsDouble());
            }
        }
        wanted.forEach((peer, terms) -> {
            if (!entries.containsKey(peer)) {
                var entry = new Entry(peer, new BfdSession(discriminator(), terms, now));
                entries.put(peer, entry);
                byDiscriminator.put(entry.session.discriminator(), entry);
            }
        });
        return effects;
    }

    /** A datagram that came from {@code remote} to the port of its kind at {@code local}. */
    public List<BfdEffect> receive(
            ByteBuffer datagram,
            IpAddress local,
            IpAddress remote,
            boolean multihop,
            long now,
            DoubleSupplier dice) {
        return switch (BfdCodec.decode(datagram)) {
            case BfdDecoded.Discard(var reason) -> discard(reason);
            case BfdDecoded.Ok(var packet) -> {
                boolean named = packet.yourDiscriminator() != 0;
                var peer = new BfdPeer(local, remote, multihop);
                var entry =
                        Optional.ofNullable(
                                named
                                        ? byDiscriminator.get(packet.yourDiscriminator())
                                        : entries.get(peer));
                if (entry.isEmpty()) {
                    yield discard(Reason.NO_SESSION);
                }
                if (!entry.get().peer.equals(peer)) {
                    yield discard(Reason.OTHER_ADDRESS);
                }
                var effects = new ArrayList<BfdEffect>();
                add(
                        entry.get(),
                        entry.get().session.receive(packet, now, dice.getAsDouble()),
                        effects);
                yield effects;
            }
        };
    }

    /** What falls due by {@code now}. */
    public List<BfdEffect> tick(long now, DoubleSupplier dice) {
        var effects = new ArrayList<BfdEffect>();
        for (var entry : entries.values()) {
            if (entry.session.deadline() <= now) {
                add(entry, entry.session.tick(now, dice.getAsDouble()), effects);
            }
        }
        return effects;
    }

    /** When to call {@link #tick} next; {@link BfdSession#NEVER} if nothing is to come. */
    public long deadline() {
        long first = BfdSession.NEVER;
        for (var entry : entries.values()) {
            first = Math.min(first, entry.session.deadline());
        }
        return first;
    }

    /** How each session stands. */
    public List<BfdReport> reports() {
        return entries.values().stream()
                .map(entry ->
                        new BfdReport(
                                entry.peer,
                                entry.session.state(),
                                entry.session.diagnostic(),
                                entry.session.transmitMicros(),
                                entry.session.detectionMicros(),
                                entry.downs))
                .toList();
    }

    /** How many datagrams were discarded for each reason. */
    public Map<Reason, Long> discarded() {
        return Map.copyOf(discarded);
    }

    private int discriminator() {
        do {
            lastDiscriminator++;
        } while (lastDiscriminator == 0 || byDiscriminator.containsKey(lastDiscriminator));
        return lastDiscriminator;
    }

    private List<BfdEffect> discard(Reason reason) {
        discarded.merge(reason, 1L, Long::sum);
        return List.of();
    }

    private static void add(Entry entry, List<BfdAction> actions, List<BfdEffect> effects) {
        for (var action : actions) {
            if (action instanceof BfdAction.Changed(var from, _, _, _) && from == BfdState.UP) {
                entry.downs++;
            }
            effects.add(new BfdEffect(entry.peer, action));
        }
    }
}

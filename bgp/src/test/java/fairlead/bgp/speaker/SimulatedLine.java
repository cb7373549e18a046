package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Notification;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A TCP connection between a simulated server and one of its clients. */
final class SimulatedLine {

    /** A message of the client's, and how many octets had been sent when it ended. */
    private record Sent(long end, BgpMessage message) {}

    final ConnectionId id;
    final SimulatedClient client;

    /** What its client was, and was to the server, when it began. */
    final DrawnClient drawn;

    /** Families that the client's OPEN says it has kept over a restart. */
    Set<Family> preserved = Set.of();

    /** Whether that OPEN says that it has started anew (the R bit). */
    boolean restarted;

    /** Whether each side still has it; what arrives where it is given up is dropped. */
    boolean serverHasIt = true;

    boolean clientHasIt = true;

    /** When the server took it. */
    Instant accepted = Instant.MIN;

    /** When its session stood. */
    Instant stood = Instant.MIN;

    /** Something was lost on it, so TCP never delivers what comes after. */
    boolean stuck;

    /** The earliest that the next octets may arrive: they keep their order. */
    Instant atServer = Instant.MIN;

    Instant atClient = Instant.MIN;

    /** When the server last heard something that starts its hold timer anew. */
    Instant heard = Instant.MIN;

    /** Whether the server knows that there is no room on it. */
    boolean full;

    /** Messages under way to the client, those that it does not read included. */
    int underWay;

    Optional<Notification> lastNotification = Optional.empty();

    /** As whom the server has the path to its client watched, if it has said so. */
    Optional<Neighbour> watched = Optional.empty();

    private final Deque<Sent> sent = new ArrayDeque<>();
    private byte[] inbox = new byte[0];
    private long said;
    private long delivered;

    SimulatedLine(ConnectionId id, SimulatedClient client) {
        this.id = id;
        this.client = client;
        this.drawn = client.drawn();
    }

    /** The client has written a message. */
    void says(BgpMessage message, int length) {
        said += length;
        sent.add(new Sent(said, message));
    }

    /** Whether all that the client has said has arrived. */
    boolean isAllHeard() {
        return sent.isEmpty();
    }

    /** Octets of the client's arrive behind those that are no whole message yet. */
    byte[] arrived(byte[] piece) {
        int old = inbox.length;
        inbox = Arrays.copyOf(inbox, old + piece.length);
        System.arraycopy(piece, 0, inbox, old, piece.length);
        delivered += piece.length;
        return inbox;
    }

    /** The server has taken the first {@code length} octets of what arrived. */
    void taken(int length) {
        inbox = Arrays.copyOfRange(inbox, length, inbox.length);
    }

    /** The messages that have arrived whole since this was last asked. */
    List<BgpMessage> whole() {
        var whole = new ArrayList<BgpMessage>();
        while (!sent.isEmpty() && sent.element().end() <= delivered) {
            whole.add(sent.remove().message());
        }
        return whole;
    }
}

package fairlead.bgp.speaker;

/** Counts what passes between us and a neighbour: whole messages, by type (RFC 4271 §4.1). */
final class Tally {

    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 18;
    private static final int OPEN = 1;
    private static final int UPDATE = 2;
    private static final int NOTIFICATION = 3;
    private static final int KEEPALIVE = 4;
    private static final int ROUTE_REFRESH = 5;

    private final long[] received = new long[ROUTE_REFRESH + 1];
    private final long[] sent = new long[ROUTE_REFRESH + 1];
    private long established;

    /** A message arrived that could be read. */
    void received(byte[] octets) {
        received[octets[TYPE_AT]]++;
    }

    void updatesReceived(int count) {
        received[UPDATE] += count;
    }

    /** These messages, one after the other from {@code from} to before {@code to}, are sent. */
    void sent(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            sent[octets[at + TYPE_AT]]++;
            at += (octets[at + LENGTH_AT] & 255) << 8 | octets[at + LENGTH_AT + 1] & 255;
        }
    }

    void up() {
        established++;
    }

    MessageCounts received() {
        return counts(received);
    }

    MessageCounts sent() {
        return counts(sent);
    }

    SessionReport.Counters report(int held, int accepted, int advertised) {
        return new SessionReport.Counters(
                received().all(),
                sent().all(),
                received[UPDATE],
                sent[UPDATE],
                established,
                held,
                accepted,
                advertised);
    }

    private static MessageCounts counts(long[] ofType) {
        return new MessageCounts(
                ofType[OPEN],
                ofType[UPDATE],
                ofType[NOTIFICATION],
                ofType[KEEPALIVE],
                ofType[ROUTE_REFRESH]);
    }
}

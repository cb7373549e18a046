package fairlead.bgp.rib;

import org.jspecify.annotations.Nullable;

/**
 * What a group of peers is told, once for all of them: whole UPDATEs in order, each with the peer
 * that is not to hear it or the only one that is. Every peer reads on from where it is; what the
 * last of them has read is garbage, for nothing points back.
 *
 * <pre>
 *  length (2) | not for peer, plus one (2) | only for peer, plus one (2) | UPDATE
 * </pre>
 */
final class OutLog {

    static final int ENTRY = 6;
    private static final int CHUNK = 1 << 17;

    /** A piece of the log. */
    static final class Chunk {
        final byte[] octets = new byte[CHUNK];
        int size;
        @Nullable Chunk next;
    }

    Chunk last = new Chunk();
    private long before;

    /** Octets that were ever written. */
    long position() {
        return before + last.size;
    }

    /** A place for a message of up to {@code longest} octets: {@link #last} from its size on. */
    void room(int longest) {
        if (last.size + ENTRY + longest > CHUNK) {
            before += last.size;
            var next = new Chunk();
            last.next = next;
            last = next;
        }
    }

    /** The message that was written at {@code last.size + ENTRY} ends at {@code end}. */
    void entered(int end, int notFor, int onlyFor) {
        var octets = last.octets;
        int at = last.size;
        int length = end - at - ENTRY;
        put16(octets, at, length);
        put16(octets, at + 2, notFor + 1);
        put16(octets, at + 4, onlyFor + 1);
        last.size = end;
    }

    static void put16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }
}

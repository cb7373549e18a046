package fairlead.bgp.mrt;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Instant;

/** One thing that a file says, as a line of its own. */
public sealed interface MrtRow {

    /** A path identifier where there are none. */
    long NO_PATH_ID = -1;

    /** When, as the file has it. */
    Instant at();

    /** In what kind of record it stood. */
    enum Source {
        /** A table dump. */
        TABLE,
        /** What the peer sent, or what became of the session with it. */
        RECEIVED,
        /** What the collector sent to the peer. */
        SENT
    }

    /**
     * Where a row is from.
     *
     * @param extended whether {@code at} has microseconds
     */
    record From(Instant at, boolean extended, Source source, IpAddress peer, Asn asn) {}

    /** A row that is about a peer. */
    sealed interface OfPeer extends MrtRow {
        From from();

        @Override
        default Instant at() {
            return from().at();
        }
    }

    /**
     * A route of a table, or announced.
     *
     * @param pathId 0..2^32-1 or {@link #NO_PATH_ID}
     * @param originated when the peer told it
     */
    record Route(
            From from, Prefix prefix, long pathId, Instant originated, RouteAttributes attributes)
            implements OfPeer {}

    /**
     * A route withdrawn.
     *
     * @param pathId 0..2^32-1 or {@link #NO_PATH_ID}
     */
    record Withdrawn(From from, Prefix prefix, long pathId) implements OfPeer {}

    /** A change of state; numbers as in {@link MrtRecord.StateChange}. */
    record State(From from, int before, int after) implements OfPeer {}

    /**
     * Another message, such as an OPEN, or one that cannot be read.
     *
     * @param what the type of the message
     * @param text what it says
     */
    record Said(From from, String what, String text) implements OfPeer {}

    /**
     * The head of a table dump.
     *
     * @param collector its BGP identifier
     */
    record Head(Instant at, IpAddress collector, String view, int peers) implements MrtRow {}

    /** A record that is not read. */
    record Unread(Instant at, int type, int subtype, int length) implements MrtRow {}
}

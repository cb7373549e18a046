package fairlead.bgp.speaker;

import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import java.time.Instant;
import java.util.List;

/**
 * Who watches a speaker closely: sessions, messages, routes. Everything here is called on the
 * speaker's own thread, so it has to be quick; what takes long goes in slices, by {@link #work}.
 */
public interface Watch {

    /** Watching begins; {@code up} are the sessions that stand. */
    default void begin(LocalEnd local, List<WatchedSession> up, Instant now) {}

    /** A session came up. */
    default void up(WatchedSession session, Instant now) {}

    /** A session ended; what its peer told goes with it, without further word. */
    default void down(WatchedSession session, SessionEnd end, Instant now) {}

    /**
     * Routes changed. Numbers are good until this returns.
     *
     * @param changes of peers whose sessions stand, or did when it happened
     */
    default void changed(RibTables tables, RouteChanges changes, Instant now) {}

    /** Whether {@link #told} and {@link #retold} are wanted. */
    default boolean wantsWhatIsTold() {
        return false;
    }

    /** Peers are told something else. Numbers are good until this returns. */
    default void told(RibTables tables, ToldChanges changes, Instant now) {}

    /** A peer is told by other policies: what it is told may be another, of any prefix. */
    default void retold(int peer) {}

    /** Rules changed: which routes peers may be told may be other now, of any prefix. */
    default void retell() {}

    /** Whether {@link #message} is wanted. */
    default boolean wantsMessages() {
        return false;
    }

    /** A message arrived on a session that stands; {@code octets} is not to be kept. */
    default void message(WatchedSession session, byte[] octets, int from, int to, Instant now) {}

    /** Called in every turn: does a slice of what can wait; true if there is more. */
    default boolean work(RibTables tables, Instant now) {
        return false;
    }

    /** The speaker stops, or nobody watches any more. */
    default void end(Instant now) {}
}

package fairlead.bgpd.server;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SpeakerEvent.NeighbourChanged;
import fairlead.bgpd.control.JsonLine;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of sessions: a line for each change, and how often each cause was it. One thread
 * tells it, any may ask.
 */
final class SessionChanges {

    /** Causes in peers' own words must not become numbers without end. */
    private static final int MOST_CAUSES = 200;

    private record Counted(String peer, String to, String cause) implements Comparable<Counted> {
        private static final java.util.Comparator<Counted> ORDER =
                java.util.Comparator.comparing(Counted::peer)
                        .thenComparing(Counted::to)
                        .thenComparing(Counted::cause);

        @Override
        public int compareTo(Counted other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<String, NeighbourChanged> before = new HashMap<>();
    private final Map<String, Repetition> said = new HashMap<>();
    private final TreeMap<Counted, Long> counts = new TreeMap<>();

    /**
     * Takes note of a change and says it on a line, with its end. Every end of a session is said,
     * and every beginning; what happens on the way, when it is new.
     */
    synchronized Optional<String> note(NeighbourChanged change) {
        var last = before.put(change.neighbour(), change);
        boolean wasUp = last != null && last.state() == PeerState.ESTABLISHED;
        boolean isUp = change.state() == PeerState.ESTABLISHED;
        var cause = last == null || failed(last, change) ? change.lastError() : "";
        var repetition = said.computeIfAbsent(change.neighbour(), _ -> new Repetition());
        int leftOut = 0;
        if (isUp || wasUp) {
            repetition.forget();
            count(change.neighbour(), isUp ? "up" : "down", isUp ? "" : kind(cause));
        } else {
            var say = repetition.say(change.state() + cause, change.at());
            if (say.isEmpty()) {
                return Optional.empty();
            }
            leftOut = say.getAsInt();
        }
        var line = new JsonLine().begin().put("at", change.at().toString());
        line.put("event", isUp ? "up" : wasUp ? "down" : "state");
        line.put("peer", change.neighbour()).put("state", change.state().text());
        if (last != null) {
            line.put("was", last.state().text());
            line.put("for", Duration.between(last.at(), change.at()).toSeconds());
        }
        if (!cause.isEmpty()) {
            put(line, SessionCause.of(cause));
        }
        if (leftOut > 0) {
            line.put("leftOut", leftOut);
        }
        return Optional.of(line.end());
    }

    private static void put(JsonLine line, SessionCause cause) {
        line.put("cause", cause.text()).put("by", cause.by().word());
        cause.notification().ifPresent(codes -> line.put("notification", codes));
        line.put("advice", cause.advice());
    }

    /** Whether something went wrong, and not merely on. */
    private static boolean failed(NeighbourChanged last, NeighbourChanged change) {
        return switch (change.state()) {
            case OPEN_SENT, OPEN_CONFIRM -> last.state() == PeerState.ESTABLISHED;
            case ESTABLISHED -> false;
            case IDLE, CONNECT, ACTIVE ->
                    !change.lastError().equals(last.lastError())
                            || switch (last.state()) {
                                case OPEN_SENT, OPEN_CONFIRM, ESTABLISHED -> true;
                                case IDLE, CONNECT, ACTIVE -> false;
                            };
        };
    }

    synchronized void write(Exposition text) {
        text.family(
                "fairlead_bgp_session_changes_total",
                Kind.COUNTER,
                "How often a session came up or went down, and by what kind of cause.");
        counts.forEach((what, count) ->
                text.sample(
                        "fairlead_bgp_session_changes_total",
                        count,
                        "peer",
                        what.peer(),
                        "to",
                        what.to(),
                        "cause",
                        what.cause()));
    }

    private void count(String peer, String to, String cause) {
        var what = new Counted(peer, to, cause);
        boolean room = counts.size() < MOST_CAUSES || counts.containsKey(what);
        counts.merge(room ? what : new Counted("", to, "other"), 1L, Long::sum);
    }

    /**
     * A cause without what is particular to this once: up to its first bracket, semicolon, digit.
     */
    static String kind(String cause) {
        var kind = cause.split("[;(0-9]", 2)[0].strip();
        return kind.isEmpty() ? "other" : kind.replaceAll("[:,]$", "");
    }
}

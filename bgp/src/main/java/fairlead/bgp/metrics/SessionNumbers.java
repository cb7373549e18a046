package fairlead.bgp.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SessionReport;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** How sessions stand and what passed, family by family. */
public final class SessionNumbers {

    /**
     * A session.
     *
     * @param labels what tells it from others: name, value, name, value ...
     */
    public record Session(List<String> labels, SessionReport report) {
        public Session {
            labels = List.copyOf(labels);
        }
    }

    private SessionNumbers() {}

    /** Writes all families that begin with {@code fairlead_bgp_session} and what goes with them. */
    public static void write(Exposition text, List<Session> sessions) {
        text.family("fairlead_bgp_sessions", Kind.GAUGE, "Sessions by state (RFC 4271).");
        sessions.stream()
                .collect(groupingBy(one -> one.report().state().text(), TreeMap::new, counting()))
                .forEach((state, count) ->
                        text.sample("fairlead_bgp_sessions", count, "state", state));
        perPeer(
                text,
                sessions,
                "fairlead_bgp_routes_accepted",
                Kind.GAUGE,
                "Prefixes that a peer told and the import rules accept.",
                one -> one.counters().acceptedPrefixes());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_routes_rejected",
                Kind.GAUGE,
                "Prefixes that a peer told and the import rules keep out.",
                one -> one.counters().heldPrefixes() - one.counters().acceptedPrefixes());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_routes_advertised",
                Kind.GAUGE,
                "Prefixes that a peer has been told.",
                one -> one.counters().advertisedPrefixes());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_session_up",
                Kind.GAUGE,
                "1 while the session is Established.",
                one -> one.state() == PeerState.ESTABLISHED ? 1 : 0);
        text.family(
                "fairlead_bgp_session_changed_timestamp_seconds",
                Kind.GAUGE,
                "When the session came up or went down last, in seconds since 1970.");
        sessions.forEach(one ->
                text.sample(
                        "fairlead_bgp_session_changed_timestamp_seconds",
                        one.report().since().toEpochMilli() / 1000.0,
                        one.labels()));
        perPeer(
                text,
                sessions,
                "fairlead_bgp_session_flaps_total",
                Kind.COUNTER,
                "How often an established session has ended.",
                SessionReport::flaps);
        perPeer(
                text,
                sessions,
                "fairlead_bgp_messages_received_total",
                Kind.COUNTER,
                "BGP messages from a peer.",
                one -> one.counters().messagesReceived());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_messages_sent_total",
                Kind.COUNTER,
                "BGP messages to a peer.",
                one -> one.counters().messagesSent());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_updates_received_total",
                Kind.COUNTER,
                "UPDATEs among the messages from a peer.",
                one -> one.counters().updatesReceived());
        perPeer(
                text,
                sessions,
                "fairlead_bgp_updates_sent_total",
                Kind.COUNTER,
                "UPDATEs among the messages to a peer.",
                one -> one.counters().updatesSent());
    }

    private static void perPeer(
            Exposition text,
            List<Session> sessions,
            String name,
            Kind kind,
            String help,
            ToLongFunction<SessionReport> value) {
        text.family(name, kind, help);
        sessions.forEach(one -> text.sample(name, value.applyAsLong(one.report()), one.labels()));
    }
}

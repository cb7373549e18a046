package fairlead.bgp.speaker;

import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RibWatch;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.session.Negotiated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All who watch one instance, and the sessions that they know of. Costs nothing without any. */
final class Watches implements RibWatch {

    /** Where a connection's ends are known. */
    interface Connections {
        WatchedSession.Ends ends(ConnectionId connection);
    }

    private final Rib rib;
    private final List<Watch> watches = new ArrayList<>();
    private final Map<Peering, WatchedSession> up = new LinkedHashMap<>();
    private Connections connections = _ -> WatchedSession.Ends.UNKNOWN;
    private boolean messages;
    private Instant now = Instant.EPOCH;

    Watches(Rib rib) {
        this.rib = rib;
    }

    Connections connections() {
        return connections;
    }

    /** Where the ends of connections are known; without it they are unknown. */
    void connections(Connections known) {
        connections = known;
    }

    void add(Watch watch, LocalEnd local, Instant at) {
        watches.add(watch);
        wanted();
        watch.begin(local, List.copyOf(up.values()), at);
    }

    void remove(Watch watch, Instant at) {
        if (watches.remove(watch)) {
            watch.end(at);
            wanted();
        }
    }

    void removeAll(Instant at) {
        List.copyOf(watches).forEach(watch -> remove(watch, at));
    }

    private void wanted() {
        messages = watches.stream().anyMatch(Watch::wantsMessages);
        if (watches.isEmpty()) {
            rib.watched().byNobody();
        } else {
            rib.watched().by(this, watches.stream().anyMatch(Watch::wantsWhatIsTold));
        }
    }

    /** A session stands; {@code kept} if routes were kept over a restart of the peer. */
    void up(
            Peering peering,
            Negotiated session,
            PeerTerms terms,
            int number,
            boolean kept,
            LocalEnd local,
            Instant at) {
        var opens = peering.opens();
        var watched =
                new WatchedSession(
                        number,
                        terms,
                        session.shape(),
                        local.asn(),
                        at,
                        peering.established()
                                .map(connections::ends)
                                .orElse(WatchedSession.Ends.UNKNOWN),
                        opens.getFirst(),
                        opens.getLast(),
                        kept);
        up.put(peering, watched);
        watches.forEach(watch -> watch.up(watched, at));
    }

    void down(Peering peering, SessionEnd end, Instant at) {
        var session = up.remove(peering);
        if (session != null) {
            watches.forEach(watch -> watch.down(session, end, at));
        }
    }

    void message(Peering peering, byte[] octets, int from, int to, Instant at) {
        if (messages) {
            var session = up.get(peering);
            if (session != null) {
                watches.stream()
                        .filter(Watch::wantsMessages)
                        .forEach(watch -> watch.message(session, octets, from, to, at));
            }
        }
    }

    /** Rules changed: what all were told may be other now. */
    void retell() {
        watches.forEach(Watch::retell);
    }

    /** What time it is when {@link #changed} is called next. */
    void time(Instant at) {
        now = at;
    }

    @Override
    public void changed(RibTables tables, RouteChanges changes) {
        watches.forEach(watch -> watch.changed(tables, changes, now));
    }

    @Override
    public void told(RibTables tables, ToldChanges changes) {
        watches.stream()
                .filter(Watch::wantsWhatIsTold)
                .forEach(watch -> watch.told(tables, changes, now));
    }

    @Override
    public void retold(int peer) {
        watches.stream().filter(Watch::wantsWhatIsTold).forEach(watch -> watch.retold(peer));
    }

    /** A slice for each; true if any has more. */
    boolean work(Instant at) {
        boolean more = false;
        for (int i = 0; i < watches.size(); i++) {
            more |= watches.get(i).work(rib.watched().tables(), at);
        }
        return more;
    }
}

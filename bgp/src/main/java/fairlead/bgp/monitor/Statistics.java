package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpMessage.Count;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.Statistic;
import fairlead.bgp.rib.Family;
import fairlead.bgp.speaker.WatchedSession;
import java.util.ArrayList;
import java.util.List;

/** What is counted, as stats reports (RFC 7854 §4.8, RFC 8671 §6.2, RFC 9069 §5.6). */
final class Statistics {

    private Statistics() {}

    static StatsReport of(BmpPeer peer, WatchedSession session, TablesAt at) {
        var tables = at.tables();
        int number = session.number();
        var counts = new ArrayList<Count>();
        var arrived = tables.arrived(number);
        counts.add(Count.of(Statistic.REJECTED_PREFIXES, arrived.rejected()));
        counts.add(Count.of(Statistic.DUPLICATE_ANNOUNCEMENTS, arrived.announcedAgain()));
        counts.add(Count.of(Statistic.DUPLICATE_WITHDRAWALS, arrived.withdrawnUnknown()));
        counts.add(Count.of(Statistic.AS_PATH_LOOPS, arrived.ownAsInPath()));
        long held = 0;
        long told = 0;
        var ofFamilies = new ArrayList<Count>();
        for (var family : ordered(session)) {
            held += tables.held(number, family);
            told += tables.toldCount(number, family);
            ofFamilies.add(
                    new Count(
                            Statistic.ADJ_RIB_IN_ROUTES_OF_FAMILY,
                            family.onTheWire(),
                            tables.held(number, family)));
            ofFamilies.add(
                    new Count(
                            Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES_OF_FAMILY,
                            family.onTheWire(),
                            tables.toldCount(number, family)));
        }
        counts.add(Count.of(Statistic.ADJ_RIB_IN_ROUTES, held));
        counts.add(Count.of(Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES, told));
        counts.addAll(ofFamilies);
        return new StatsReport(peer, at.now(), counts);
    }

    static StatsReport ofLocRib(BmpPeer ours, BmpFeed feed, TablesAt at) {
        var counts = new ArrayList<Count>();
        long all = 0;
        for (var family : Family.values()) {
            all += feed.bestCount(family);
            counts.add(
                    new Count(
                            Statistic.LOC_RIB_ROUTES_OF_FAMILY,
                            family.onTheWire(),
                            feed.bestCount(family)));
        }
        counts.addFirst(Count.of(Statistic.LOC_RIB_ROUTES, all));
        return new StatsReport(ours, at.now(), counts);
    }

    private static List<Family> ordered(WatchedSession session) {
        return session.peer().families().stream().sorted().toList();
    }
}

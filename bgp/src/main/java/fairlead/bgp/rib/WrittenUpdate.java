package fairlead.bgp.rib;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.NetworkOrder;

/** Where the prefixes of an UPDATE stand that {@link UpdateWriter} wrote. */
final class WrittenUpdate {

    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private WrittenUpdate() {}

    /** Prefixes one behind the other, from {@code from} to {@code to}. */
    interface Run {
        void prefixes(Family family, int from, int to);
    }

    /** Tells of each run in the message between {@code from} and {@code to}; some are empty. */
    static void each(byte[] octets, int from, int to, Run run) {
        var scan = new UpdateScan();
        if (!scan.split(octets, from, to)) {
            throw new IllegalStateException("we wrote an UPDATE that we cannot read");
        }
        run.prefixes(Family.IPV4_UNICAST, scan.withdrawnFrom, scan.withdrawnTo);
        run.prefixes(Family.IPV4_UNICAST, scan.announcedFrom, scan.announcedTo);
        if (scan.attributesTo == scan.attributesFrom) {
            return;
        }
        // MP attributes come first in what we write, with an extended length.
        int type = octets[scan.attributesFrom + 1];
        int value = scan.attributesFrom + 4;
        if (type == MP_REACH || type == MP_UNREACH) {
            int end = value + NetworkOrder.int16(octets, scan.attributesFrom + 2);
            int nextHop = type == MP_REACH ? 2 + (octets[value + 3] & 0xff) : 0;
            Family.of(new AddressFamily(NetworkOrder.int16(octets, value), octets[value + 2]))
                    .ifPresent(family -> run.prefixes(family, value + 3 + nextHop, end));
        }
    }
}

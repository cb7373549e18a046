package fairlead.bgp.rpki;

import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import java.util.Arrays;
import java.util.Optional;

/**
 * Announcements and withdrawals in the order in which a cache sent them. It grows in place while it
 * is received; applying it makes a new set.
 */
public final class VrpDelta {

    /**
     * What a delta led to.
     *
     * @param contradiction the first announcement of what was there already, or withdrawal of what
     *     was not; the set is as if it had not been said
     */
    public record Applied(VrpSet set, Optional<Contradiction> contradiction) {}

    /** A payload announced though it was there, or withdrawn though it was not. */
    public record Contradiction(boolean announced, Vrp vrp) {}

    private final Told v4 = new Told(Family.V4);
    private final Told v6 = new Told(Family.V6);

    /** Appends one payload. */
    public void add(boolean announced, Vrp vrp) {
        var network = vrp.prefix().network();
        boolean narrow = network.family() == IpAddress.Family.V4;
        (narrow ? v4 : v6)
                .add(
                        announced,
                        narrow ? network.low() << 32 : network.high(),
                        narrow ? 0 : network.low(),
                        vrp.prefix().length(),
                        vrp.maxLength(),
                        (int) vrp.origin().value());
    }

    private int size() {
        return v4.rows.size + v6.rows.size;
    }

    /** The set that {@code held} becomes. */
    public Applied applyTo(VrpSet held) {
        if (size() == 0) {
            return new Applied(held, Optional.empty());
        }
        var newV4 = v4.applyTo(held.v4);
        var newV6 = v6.applyTo(held.v6);
        return new Applied(new VrpSet(newV4, newV6), v4.contradiction().or(v6::contradiction));
    }

    /** The part of one family. */
    private static final class Told {
        final Rows rows;
        private boolean[] announced = new boolean[16];
        private int contradicts = -1;

        Told(Family family) {
            this.rows = new Rows(family, 16);
        }

        void add(boolean isAnnounced, long high, long low, int length, int maxLength, int origin) {
            if (rows.size == announced.length) {
                announced = Arrays.copyOf(announced, 2 * announced.length);
            }
            announced[rows.size] = isAnnounced;
            rows.add(high, low, length, maxLength, origin);
        }

        Optional<Contradiction> contradiction() {
            return contradicts < 0
                    ? Optional.empty()
                    : Optional.of(new Contradiction(announced[contradicts], rows.vrp(contradicts)));
        }

        /** Walks along what is held and what is told, both sorted. */
        Rows applyTo(Rows held) {
            contradicts = -1;
            var order = rows.sorted();
            var result = new Rows(held.family, held.size + order.length);
            int at = 0;
            int told = 0;
            while (told < order.length) {
                int row = order[told];
                while (at < held.size && held.compare(at, rows, row) < 0) {
                    result.add(held, at++);
                }
                boolean there = at < held.size && held.compare(at, rows, row) == 0;
                at += there ? 1 : 0;
                for (; told < order.length && rows.compare(order[told], rows, row) == 0; told++) {
                    int next = order[told];
                    if (announced[next] == there && (contradicts < 0 || next < contradicts)) {
                        contradicts = next;
                    }
                    there = announced[next];
                }
                if (there) {
                    result.add(rows, row);
                }
            }
            for (; at < held.size; at++) {
                result.add(held, at);
            }
            return result;
        }
    }
}

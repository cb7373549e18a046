package fairlead.bgp.rpki;

import fairlead.net.IpAddress.Family;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A set of validated ROA payloads, sorted by prefix, on primitive columns. Immutable; every
 * operation makes a new set in time linear to both.
 */
public final class VrpSet {

    /** No payloads: every route is not-found. */
    public static final VrpSet NONE = new VrpSet(new Rows(Family.V4, 0), new Rows(Family.V6, 0));

    final Rows v4;
    final Rows v6;

    VrpSet(Rows v4, Rows v6) {
        this.v4 = v4.trimmed();
        this.v6 = v6.trimmed();
    }

    /** The set of {@code vrps}; one that is said twice counts once. */
    public static VrpSet of(Collection<Vrp> vrps) {
        var delta = new VrpDelta();
        vrps.forEach(vrp -> delta.add(true, vrp));
        return delta.applyTo(NONE).set();
    }

    public int size() {
        return v4.size + v6.size;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** What is in either. */
    public VrpSet union(VrpSet other) {
        return merge(other, true, true, true);
    }

    /** What is in exactly one of the two: what changed on the way from one to the other. */
    public VrpSet difference(VrpSet other) {
        return merge(other, true, false, true);
    }

    /**
     * Hands over every payload, IPv4 first, by prefix. Makes objects: for people, not for loops.
     */
    public void forEach(Consumer<Vrp> reader) {
        for (var rows : new Rows[] {v4, v6}) {
            for (int row = 0; row < rows.size; row++) {
                reader.accept(rows.vrp(row));
            }
        }
    }

    private VrpSet merge(VrpSet other, boolean mine, boolean both, boolean theirs) {
        return new VrpSet(
                merge(v4, other.v4, mine, both, theirs), merge(v6, other.v6, mine, both, theirs));
    }

    private static Rows merge(Rows a, Rows b, boolean mine, boolean both, boolean theirs) {
        var result = new Rows(a.family, Math.max(a.size, b.size));
        int i = 0;
        int j = 0;
        while (i < a.size || j < b.size) {
            int order = i == a.size ? 1 : j == b.size ? -1 : a.compare(i, b, j);
            if (order < 0 ? mine : order == 0 ? both : theirs) {
                if (order <= 0) {
                    result.add(a, i);
                } else {
                    result.add(b, j);
                }
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return result;
    }
}

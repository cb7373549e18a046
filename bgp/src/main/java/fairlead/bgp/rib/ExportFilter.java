package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.IntList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** What a group's export policies have said, and which sets they have made of which. */
final class ExportFilter {

    private static final int UNKNOWN = 0;

    /** Stands for {@link Exporter#NOTHING}, which is how a column begins. */
    private static final int KEPT_BACK = Integer.MIN_VALUE;

    private final CompiledPolicy policy;

    /** By set: the code that all its paths have, where that does not depend on their prefixes. */
    private final IntColumn codes = new IntColumn();

    /** Sets that were made of a set: each is held until that one goes. */
    private final Map<Integer, IntList> made = new HashMap<>();

    ExportFilter(CompiledPolicy policy) {
        this.policy = policy;
    }

    CompiledPolicy policy() {
        return policy;
    }

    boolean isKnown(int set) {
        return codes.get(set) != UNKNOWN;
    }

    int known(int set) {
        int code = codes.get(set);
        return code == KEPT_BACK ? Exporter.NOTHING : code;
    }

    /** Every path of {@code set} has this code, if that does not depend on its prefix. */
    void know(int set, int code) {
        codes.set(set, code == Exporter.NOTHING ? KEPT_BACK : code);
    }

    /** Whether {@code shaped} is to be retained, as something newly made of {@code set}. */
    boolean makes(int set, int shaped) {
        var list = made.computeIfAbsent(set, _ -> new IntList());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == shaped) {
                return false;
            }
        }
        list.add(shaped);
        return true;
    }

    /** Nobody uses {@code set} any more, and so nobody what was made of it. */
    void gone(int set, IntConsumer release) {
        if (codes.get(set) != UNKNOWN) {
            codes.set(set, UNKNOWN);
        }
        var list = made.remove(set);
        if (list != null) {
            each(list, release);
        }
    }

    /** Lets go of more that was made; see {@link Partings}. */
    int letGo(IntConsumer release, int slice) {
        int left = slice;
        for (var each = made.values().iterator(); each.hasNext() && left > 0; ) {
            var list = each.next();
            each.remove();
            each(list, release);
            left -= list.size();
        }
        return Math.max(left, 0);
    }

    private static void each(IntList list, IntConsumer release) {
        for (int i = 0; i < list.size(); i++) {
            release.accept(list.get(i));
        }
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.policy.Summary;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The summaries that import policies ask for, and how many paths contribute to each. A path keeps
 * the number of its summary in the highest bits of its flags.
 */
final class Summaries {

    private static final int SHIFT = PathFlags.SUMMARY_SHIFT;
    private static final int MOST = 127;

    /** By number, from 1 on. */
    private final Map<Integer, Summary> named = new TreeMap<>();

    private final int[] contributors = new int[MOST + 1];

    /** What is announced, by prefix: no summary is announced twice or withdrawn unannounced. */
    private final Map<Prefix, Integer> announced = new TreeMap<>();

    private boolean changed;

    /** The flags of a path that contributes to {@code summary}. */
    int flags(Summary summary) {
        int free = 0;
        for (int number = MOST; number > 0; number--) {
            var there = named.get(number);
            if (summary.equals(there)) {
                return number << SHIFT;
            }
            if (there == null || contributors[number] == 0 && !announced.containsValue(number)) {
                free = number;
            }
        }
        if (free == 0) {
            throw new IllegalStateException("more than " + MOST + " summaries at a time");
        }
        named.put(free, summary);
        return free << SHIFT;
    }

    /** A path with these flags is there. */
    void more(int flags) {
        int number = flags >>> SHIFT;
        if (number != 0) {
            changed |= contributors[number]++ == 0;
        }
    }

    /** A path with these flags is gone. */
    void less(int flags) {
        int number = flags >>> SHIFT;
        if (number != 0) {
            changed |= --contributors[number] == 0;
        }
    }

    /** Told of each summary that begins or ends. */
    interface Listener {
        void became(Prefix prefix, boolean there);
    }

    /** Says what changed since the last time. */
    void settle(Listener listener) {
        if (!changed) {
            return;
        }
        changed = false;
        named.forEach((number, summary) -> {
            boolean there = contributors[number] > 0;
            if (there && announced.putIfAbsent(summary.prefix(), number) == null) {
                listener.became(summary.prefix(), true);
            } else if (!there && announced.remove(summary.prefix(), number)) {
                listener.became(summary.prefix(), false);
            }
        });
    }

    /** All that are announced, with their attributes. */
    Map<Prefix, PathAttributes> announced(RibTerms terms) {
        var routes = new TreeMap<Prefix, PathAttributes>();
        for (var prefix : announced.keySet()) {
            attributes(prefix, terms).ifPresent(attributes -> routes.put(prefix, attributes));
        }
        return routes;
    }

    /**
     * Of a summary whoever contributes to it (RFC 4271 §9.2.2.2): none of its contributors' words
     * are in it. Empty for IPv6 where we have no address for a next hop.
     */
    static Optional<PathAttributes> attributes(Prefix prefix, RibTerms terms) {
        Optional<IpAddress> nextHop =
                switch (prefix.network().family()) {
                    case V4 -> Optional.of(terms.nextHop());
                    case V6 -> terms.nextHop6();
                };
        return nextHop.map(hop ->
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.INCOMPLETE),
                        new PathAttribute.AsPathIs(AsPath.EMPTY),
                        new PathAttribute.NextHopIs(hop),
                        new PathAttribute.AtomicAggregate(),
                        new PathAttribute.Aggregator(terms.asn(), terms.routerId())));
    }
}

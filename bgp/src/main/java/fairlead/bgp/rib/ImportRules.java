package fairlead.bgp.rib;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/**
 * What a neighbour may tell us. A path with our own AS number in it is always rejected, whatever
 * stands here (RFC 4271 §9.1.2).
 *
 * @param ignored prefixes that are rejected whoever tells them, compared exactly
 * @param nextHopsWithin a path whose NEXT_HOP is in none of these is rejected with a reason;
 *     0.0.0.0/0 allows every next hop
 * @param maxPrefixes a neighbour that holds this many and sends more loses its session; those held
 *     and all those in the arriving UPDATE are counted, repeats too, as Azure counts
 */
public record ImportRules(List<Prefix> ignored, List<Prefix> nextHopsWithin, int maxPrefixes) {

    /** For {@code maxPrefixes}: as many as there are. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Everything but loops. */
    public static final ImportRules ALL =
            new ImportRules(List.of(), List.of(Prefix.ALL_V4), UNLIMITED);

    public ImportRules {
        ignored = List.copyOf(ignored);
        nextHopsWithin = List.copyOf(nextHopsWithin);
        if (maxPrefixes < 1) {
            throw new IllegalArgumentException(
                    "maxPrefixes is " + maxPrefixes + "; it is 1 or more, or UNLIMITED");
        }
    }

    boolean allowsNextHop(IpAddress nextHop) {
        return nextHopsWithin.stream().anyMatch(prefix -> prefix.contains(nextHop));
    }
}

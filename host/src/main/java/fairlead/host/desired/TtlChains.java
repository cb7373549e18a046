package fairlead.host.desired;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;

/**
 * Rules that give back the hop that routing takes, so that guests see Azure's one-hop network. nft
 * cannot add, so each TTL has a chain; 255 cannot be raised, so it is remembered in the highest bit
 * of the mark and restored on the way out.
 */
final class TtlChains {

    private TtlChains() {}

    /** Chains {@code ttl}, to go to last, and {@code restore}. */
    static String text() {
        var raise =
                IntStream.range(1, 255)
                        .mapToObj(ttl -> "chain t" + ttl + " { ip ttl set " + (ttl + 1) + "; }")
                        .collect(joining("\n"));
        var byTtl =
                IntStream.rangeClosed(1, 255)
                        .mapToObj(ttl -> ttl + " : goto t" + ttl)
                        .collect(joining(", "));
        return raise
                + """

                chain t255 { meta mark set meta mark | 0x80000000; }
                chain ttl { ip ttl vmap { %s }; }
                chain restore {
                  type filter hook postrouting priority 300; policy accept;
                  meta mark & 0x80000000 != 0 ip ttl set 255
                }
                """
                        .formatted(byTtl);
    }
}

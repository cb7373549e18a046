package fairlead.bgp.rpki;

import java.util.List;

/**
 * Where validated payloads come from.
 *
 * @param caches most preferred first; the first that answers is believed (RFC 8210 §10)
 * @param roas payloads of the operator's own, which count besides whatever the caches say
 */
public record RpkiConfig(List<RtrCache> caches, List<Vrp> roas) {

    /** No caches and no payloads: every route is not-found. */
    public static final RpkiConfig NONE = new RpkiConfig(List.of(), List.of());

    public RpkiConfig {
        caches = List.copyOf(caches);
        roas = List.copyOf(roas);
        if (caches.stream().distinct().count() != caches.size()) {
            throw new IllegalArgumentException("a cache is named twice: " + caches);
        }
    }
}

package fairlead.bgp.speaker;

/** How many messages went one way, by type (RFC 4271 §4.1, RFC 2918 §3). */
public record MessageCounts(
        long opens, long updates, long notifications, long keepalives, long routeRefreshes) {

    /** All of them. */
    public long all() {
        return opens + updates + notifications + keepalives + routeRefreshes;
    }
}

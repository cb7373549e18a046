package fairlead.bgp.rpki;

/**
 * Where a cache listens.
 *
 * @param host a name or an address
 * @param port 323 for caches that run as they are meant to (RFC 8210 §13)
 */
public record RtrCache(String host, int port) {

    /** The port of RTR over plain TCP. */
    public static final int RTR = 323;

    public RtrCache {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a cache without a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

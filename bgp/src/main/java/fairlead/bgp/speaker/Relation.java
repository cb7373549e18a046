package fairlead.bgp.speaker;

/** What a neighbour is to us: it decides what is told to it, and how. */
public enum Relation {
    /** Ordinary eBGP: our AS number prepended, our own address as NEXT_HOP (RFC 4271 §5.1). */
    EXTERNAL,
    /** A client of this route server: AS path, next hop and MED pass unchanged (RFC 7947 §2). */
    ROUTE_SERVER_CLIENT,
    /** iBGP: it hears what external neighbours told us, and nothing of other internal ones. */
    INTERNAL,
    /** iBGP with us as its route reflector (RFC 4456). */
    REFLECTOR_CLIENT;

    /** Whether the neighbour has our own AS number. */
    public boolean internal() {
        return switch (this) {
            case INTERNAL, REFLECTOR_CLIENT -> true;
            case EXTERNAL, ROUTE_SERVER_CLIENT -> false;
        };
    }
}

package fairlead.bgp.speaker;

/** Our own role in a session, as BGP Role says it in the OPEN (RFC 9234 §4.1). */
public enum LocalRole {
    /** None is offered, and a neighbour's is not looked at. */
    NONE,
    PROVIDER,
    ROUTE_SERVER,
    ROUTE_SERVER_CLIENT,
    CUSTOMER,
    PEER
}

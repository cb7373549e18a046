package fairlead.bgp.speaker;

/** Whose ways a speaker follows where the RFCs leave a choice. */
public enum Profile {
    /**
     * Azure's Route Server: the shortest AS path is best, all of that length together; what is told
     * has ORIGIN IGP and no MED, whatever was heard.
     */
    AZURE,
    /** A route server as operators run one: all of RFC 4271 §9.1, and RFC 7947 to its clients. */
    ROUTE_SERVER
}

package fairlead.bgp.speaker;

/** Names a TCP connection within a speaker; never used again. */
record ConnectionId(Side side, long number) {

    /** Who made the connection. */
    enum Side {
        DIALLED,
        ACCEPTED
    }
}

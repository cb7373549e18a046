package fairlead.bgp.bmp;

/** Message types (RFC 7854 §4.1) and types of information (§4.4, §4.5, RFC 9069 §5.2.1). */
final class BmpType {

    static final int VERSION = 3;

    /** Octets of a common header. */
    static final int HEADER = 6;

    static final int ROUTE_MONITORING = 0;
    static final int STATS_REPORT = 1;
    static final int PEER_DOWN = 2;
    static final int PEER_UP = 3;
    static final int INITIATION = 4;
    static final int TERMINATION = 5;

    static final int STRING = 0;
    static final int SYS_DESCR = 1;
    static final int SYS_NAME = 2;
    static final int TABLE_NAME = 3;

    /** Of a termination. */
    static final int REASON = 1;

    private BmpType() {}
}

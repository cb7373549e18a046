package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;

/** The types and subtypes that are read and written (RFC 6396 §4, RFC 8050 §3, §4). */
final class MrtType {

    static final int TABLE_DUMP_V2 = 13;
    static final int BGP4MP = 16;
    static final int BGP4MP_ET = 17;

    static final int PEER_INDEX_TABLE = 1;
    static final int RIB_IPV4_UNICAST = 2;
    static final int RIB_IPV6_UNICAST = 4;
    static final int RIB_IPV4_UNICAST_ADDPATH = 8;
    static final int RIB_IPV6_UNICAST_ADDPATH = 10;

    static final int STATE_CHANGE = 0;
    static final int MESSAGE = 1;
    static final int MESSAGE_AS4 = 4;
    static final int STATE_CHANGE_AS4 = 5;
    static final int MESSAGE_LOCAL = 6;
    static final int MESSAGE_AS4_LOCAL = 7;
    static final int MESSAGE_ADDPATH = 8;
    static final int MESSAGE_AS4_ADDPATH = 9;
    static final int MESSAGE_LOCAL_ADDPATH = 10;
    static final int MESSAGE_AS4_LOCAL_ADDPATH = 11;

    /** Peer type bits of a PEER_INDEX_TABLE: the address is IPv6, the AS number has four octets. */
    static final int PEER_IPV6 = 1;

    static final int PEER_AS4 = 2;

    static final int AFI_IPV4 = 1;
    static final int AFI_IPV6 = 2;

    private MrtType() {}

    /** The subtype of BGP4MP for such a message. */
    static int message(AsWidth width, boolean local, boolean pathIds) {
        return switch (width) {
            case TWO ->
                    pathIds
                            ? local ? MESSAGE_LOCAL_ADDPATH : MESSAGE_ADDPATH
                            : local ? MESSAGE_LOCAL : MESSAGE;
            case FOUR ->
                    pathIds
                            ? local ? MESSAGE_AS4_LOCAL_ADDPATH : MESSAGE_AS4_ADDPATH
                            : local ? MESSAGE_AS4_LOCAL : MESSAGE_AS4;
        };
    }

    /** Whether a BGP4MP subtype has AS numbers of four octets. */
    static boolean isAs4(int subtype) {
        return switch (subtype) {
            case MESSAGE_AS4,
                    STATE_CHANGE_AS4,
                    MESSAGE_AS4_LOCAL,
                    MESSAGE_AS4_ADDPATH,
                    MESSAGE_AS4_LOCAL_ADDPATH ->
                    true;
            default -> false;
        };
    }

    /** Whether a BGP4MP subtype is of a message that the collector itself sent. */
    static boolean isLocal(int subtype) {
        return switch (subtype) {
            case MESSAGE_LOCAL,
                    MESSAGE_AS4_LOCAL,
                    MESSAGE_LOCAL_ADDPATH,
                    MESSAGE_AS4_LOCAL_ADDPATH ->
                    true;
            default -> false;
        };
    }

    /** Whether prefixes of a BGP4MP subtype come with path identifiers (RFC 8050 §3). */
    static boolean isAddPath(int subtype) {
        return subtype >= MESSAGE_ADDPATH && subtype <= MESSAGE_AS4_LOCAL_ADDPATH;
    }
}

package fairlead.bgp.wire;

import static fairlead.bgp.wire.Fault.Cost.DISCARD_ATTRIBUTE;
import static fairlead.bgp.wire.Fault.Cost.RESET_SESSION;
import static fairlead.bgp.wire.Fault.Cost.TREAT_AS_WITHDRAW;

/**
 * What can go wrong between two speakers: its code and subcode, who defines it, and what it costs.
 */
public enum Fault {
    NOT_SYNCHRONISED(1, 1, "RFC 4271 §6.1", RESET_SESSION),
    BAD_MESSAGE_LENGTH(1, 2, "RFC 4271 §6.1", RESET_SESSION),
    BAD_MESSAGE_TYPE(1, 3, "RFC 4271 §6.1", RESET_SESSION),

    MALFORMED_OPEN(2, 0, "RFC 4271 §6.2", RESET_SESSION),
    UNSUPPORTED_VERSION(2, 1, "RFC 4271 §6.2", RESET_SESSION),
    BAD_PEER_AS(2, 2, "RFC 4271 §6.2", RESET_SESSION),
    BAD_BGP_IDENTIFIER(2, 3, "RFC 4271 §6.2", RESET_SESSION),
    UNSUPPORTED_OPTIONAL_PARAMETER(2, 4, "RFC 4271 §6.2", RESET_SESSION),
    UNACCEPTABLE_HOLD_TIME(2, 6, "RFC 4271 §6.2", RESET_SESSION),
    UNSUPPORTED_CAPABILITY(2, 7, "RFC 5492 §5", RESET_SESSION),
    ROLE_MISMATCH(2, 11, "RFC 9234 §4.2", RESET_SESSION),

    MALFORMED_ATTRIBUTE_LIST(3, 1, "RFC 7606 §3 b", RESET_SESSION),
    ATTRIBUTES_DO_NOT_ADD_UP(3, 1, "RFC 7606 §4", TREAT_AS_WITHDRAW),
    REPEATED_MP_ATTRIBUTE(3, 1, "RFC 7606 §3 g", RESET_SESSION),
    REPEATED_ATTRIBUTE(3, 1, "RFC 7606 §3 g", DISCARD_ATTRIBUTE),
    UNRECOGNISED_WELL_KNOWN(3, 2, "RFC 4271 §6.3", RESET_SESSION),
    MISSING_WELL_KNOWN(3, 3, "RFC 7606 §3 d", TREAT_AS_WITHDRAW),
    ATTRIBUTE_FLAGS(3, 4, "RFC 7606 §3 c", TREAT_AS_WITHDRAW),
    INVALID_ORIGIN(3, 6, "RFC 7606 §7.1", TREAT_AS_WITHDRAW),
    MALFORMED_AS_PATH(3, 11, "RFC 7606 §7.2", TREAT_AS_WITHDRAW),
    INVALID_NEXT_HOP(3, 8, "RFC 7606 §7.3", TREAT_AS_WITHDRAW),
    MED_LENGTH(3, 5, "RFC 7606 §7.4", TREAT_AS_WITHDRAW),
    LOCAL_PREF_LENGTH(3, 5, "RFC 7606 §7.5", TREAT_AS_WITHDRAW),
    LOCAL_PREF_FROM_OUTSIDE(3, 5, "RFC 7606 §7.5", DISCARD_ATTRIBUTE),
    ATOMIC_AGGREGATE_LENGTH(3, 5, "RFC 7606 §7.6", DISCARD_ATTRIBUTE),
    MALFORMED_AGGREGATOR(3, 5, "RFC 7606 §7.7", DISCARD_ATTRIBUTE),
    COMMUNITIES_LENGTH(3, 5, "RFC 7606 §7.8", TREAT_AS_WITHDRAW),
    ORIGINATOR_ID_LENGTH(3, 5, "RFC 7606 §7.9", TREAT_AS_WITHDRAW),
    CLUSTER_LIST_LENGTH(3, 5, "RFC 7606 §7.10", TREAT_AS_WITHDRAW),
    REFLECTION_FROM_OUTSIDE(3, 9, "RFC 7606 §7.9, §7.10", DISCARD_ATTRIBUTE),
    MALFORMED_MP_REACH(3, 9, "RFC 7606 §7.11", RESET_SESSION),
    MALFORMED_MP_UNREACH(3, 9, "RFC 7606 §7.12", RESET_SESSION),
    EXTENDED_COMMUNITIES_LENGTH(3, 5, "RFC 7606 §7.14", TREAT_AS_WITHDRAW),
    LARGE_COMMUNITY_LENGTH(3, 5, "RFC 8092 §6", TREAT_AS_WITHDRAW),
    ONLY_TO_CUSTOMER_LENGTH(3, 5, "RFC 9234 §5", TREAT_AS_WITHDRAW),
    AIGP_NOT_SPOKEN(3, 9, "RFC 7311 §3.3", DISCARD_ATTRIBUTE),
    FAMILY_NOT_SPOKEN(3, 9, "RFC 4760 §6", DISCARD_ATTRIBUTE),
    MALFORMED_AS4_ATTRIBUTE(3, 9, "RFC 6793 §6", DISCARD_ATTRIBUTE),
    MISSING_NLRI(3, 1, "RFC 7606 §5.2", RESET_SESSION),
    INVALID_NETWORK_FIELD(3, 10, "RFC 7606 §5.3", RESET_SESSION),

    HOLD_TIMER_EXPIRED(4, 0, "RFC 4271 §6.5", RESET_SESSION),

    UNEXPECTED_IN_OPEN_SENT(5, 1, "RFC 6608 §3", RESET_SESSION),
    UNEXPECTED_IN_OPEN_CONFIRM(5, 2, "RFC 6608 §3", RESET_SESSION),
    UNEXPECTED_IN_ESTABLISHED(5, 3, "RFC 6608 §3", RESET_SESSION),

    TOO_MANY_PREFIXES(6, 1, "RFC 4486 §4", RESET_SESSION),
    ADMINISTRATIVE_SHUTDOWN(6, 2, "RFC 4486 §4", RESET_SESSION),
    PEER_DECONFIGURED(6, 3, "RFC 4486 §4", RESET_SESSION),
    ADMINISTRATIVE_RESET(6, 4, "RFC 4486 §4", RESET_SESSION),
    CONNECTION_REJECTED(6, 5, "RFC 4486 §4", RESET_SESSION),
    CONFIGURATION_CHANGED(6, 6, "RFC 4486 §4", RESET_SESSION),
    CONNECTION_COLLISION(6, 7, "RFC 4486 §4", RESET_SESSION),
    OUT_OF_RESOURCES(6, 8, "RFC 4486 §4", RESET_SESSION),
    HARD_RESET(6, 9, "RFC 8538 §3", RESET_SESSION),
    BFD_DOWN(6, 10, "RFC 9384 §3", RESET_SESSION),

    REFRESH_LENGTH(7, 1, "RFC 7313 §5", RESET_SESSION),

    SEND_HOLD_TIMER_EXPIRED(8, 0, "RFC 9687 §5", RESET_SESSION);

    /** What a fault costs the peer, dearest last (RFC 7606 §2). */
    public enum Cost {
        /** The attribute is dropped; the routes stand. */
        DISCARD_ATTRIBUTE,
        /** The routes of the UPDATE count as withdrawn; the session stands. */
        TREAT_AS_WITHDRAW,
        /** A NOTIFICATION is sent and the connection closed. */
        RESET_SESSION;

        /** In small letters: {@code treat as withdraw}. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    private final int code;
    private final int subcode;
    private final String section;
    private final Cost cost;

    Fault(int code, int subcode, String section, Cost cost) {
        this.code = code;
        this.subcode = subcode;
        this.section = section;
        this.cost = cost;
    }

    /** The error code of a NOTIFICATION that reports it. */
    public int code() {
        return code;
    }

    /** The error subcode of a NOTIFICATION that reports it. */
    public int subcode() {
        return subcode;
    }

    /** Where it is defined, such as {@code RFC 7606 §7.1}. */
    public String section() {
        return section;
    }

    /** What it costs: the route, an attribute of it, or the session. */
    public Cost cost() {
        return cost;
    }

    /** The name in small letters: {@code bad peer as}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}

package fairlead.bgpd.server;

import fairlead.bgp.wire.Fault;

/** What an operator can do about the end of a session. */
final class Advice {

    static final String BY_OUR_OPERATOR = "nothing: an operator of ours wanted it";
    private static final String BY_ITSELF = "nothing: it is dialled again by itself";
    private static final String SILENCE =
            "see whether it runs and whether packets of every size reach it (ping -M do -s 1472);"
                    + " 'bfd' would notice within a second";
    private static final String ITS_SOFTWARE =
            "report it to whoever runs the peer: what it sent is no BGP; an update log ('mrt') keeps"
                    + " the octets";
    private static final String OUR_SOFTWARE =
            "compare what it says with what we sent (an update log, 'mrt', of its side); if we are"
                    + " wrong, report it to us";
    private static final String REACH =
            "see whether it runs and a firewall drops port 179 between you; if there is a"
                    + " 'password', whether both have the same (nstat -az TcpExtTCPMD5Failure"
                    + " TcpExtTCPMD5NotFound rises where they differ)";

    private Advice() {}

    /** The peer was told this. */
    static String sent(Fault fault) {
        return switch (fault) {
            case HOLD_TIMER_EXPIRED -> SILENCE;
            case SEND_HOLD_TIMER_EXPIRED -> "see why it does not read: it is overloaded, or hangs";
            case BFD_DOWN -> "see what became of the link to it: no BFD packet came in time";
            case TOO_MANY_PREFIXES ->
                    "see with its operator what it tells: a leak, or more than it did; if it is"
                            + " right, raise its 'prefixLimit' and reload, which lets it in at once";
            case BAD_PEER_AS -> "correct its 'asn' here, or its own there";
            case BAD_BGP_IDENTIFIER ->
                    "give one of the two another router id: each needs one of its own, not 0.0.0.0";
            case UNACCEPTABLE_HOLD_TIME -> "have it offer a hold time of 0 or at least 3 s";
            case ROLE_MISMATCH -> "agree on the roles: our 'role' has to be the other side of its";
            case UNSUPPORTED_CAPABILITY, UNSUPPORTED_OPTIONAL_PARAMETER, UNSUPPORTED_VERSION ->
                    "compare the capabilities of both OPENs: it lacks one, or wants one that we"
                            + " lack";
            case ADMINISTRATIVE_SHUTDOWN, ADMINISTRATIVE_RESET -> BY_OUR_OPERATOR;
            case PEER_DECONFIGURED -> "nothing, unless it was taken out of the file by mistake";
            case CONFIGURATION_CHANGED, CONNECTION_COLLISION, CONNECTION_REJECTED -> BY_ITSELF;
            case OUT_OF_RESOURCES -> "give this machine more memory, or take fewer routes";
            case HARD_RESET -> "see the reason that stands in it";
            case NOT_SYNCHRONISED, BAD_MESSAGE_LENGTH, BAD_MESSAGE_TYPE, MALFORMED_OPEN ->
                    ITS_SOFTWARE;
            case MALFORMED_ATTRIBUTE_LIST,
                    ATTRIBUTES_DO_NOT_ADD_UP,
                    REPEATED_MP_ATTRIBUTE,
                    REPEATED_ATTRIBUTE,
                    UNRECOGNISED_WELL_KNOWN,
                    MISSING_WELL_KNOWN,
                    ATTRIBUTE_FLAGS,
                    INVALID_ORIGIN,
                    MALFORMED_AS_PATH,
                    INVALID_NEXT_HOP,
                    MED_LENGTH,
                    LOCAL_PREF_LENGTH,
                    LOCAL_PREF_FROM_OUTSIDE,
                    ATOMIC_AGGREGATE_LENGTH,
                    MALFORMED_AGGREGATOR,
                    COMMUNITIES_LENGTH,
                    ORIGINATOR_ID_LENGTH,
                    CLUSTER_LIST_LENGTH,
                    REFLECTION_FROM_OUTSIDE,
                    MALFORMED_MP_REACH,
                    MALFORMED_MP_UNREACH,
                    EXTENDED_COMMUNITIES_LENGTH,
                    LARGE_COMMUNITY_LENGTH,
                    ONLY_TO_CUSTOMER_LENGTH,
                    AIGP_NOT_SPOKEN,
                    FAMILY_NOT_SPOKEN,
                    MALFORMED_AS4_ATTRIBUTE,
                    MISSING_NLRI,
                    INVALID_NETWORK_FIELD ->
                    ITS_SOFTWARE;
            case UNEXPECTED_IN_OPEN_SENT,
                    UNEXPECTED_IN_OPEN_CONFIRM,
                    UNEXPECTED_IN_ESTABLISHED,
                    REFRESH_LENGTH ->
                    ITS_SOFTWARE;
        };
    }

    /** The peer said this. */
    static String received(int code, int subcode) {
        return switch (code) {
            case 2 ->
                    switch (subcode) {
                        case 2 ->
                                "it expects another AS number of us: correct our 'asn', or what it"
                                        + " has for us";
                        case 3 -> "give one of the two another router id";
                        case 6 -> "it refuses our 'holdTime': raise it";
                        case 7 -> "it lacks a capability that we offer: compare both OPENs";
                        case 11 -> "agree on the roles: our 'role' has to be the other side of its";
                        default -> OUR_SOFTWARE;
                    };
            case 4 ->
                    "it heard nothing of us for its hold time: see whether our packets reach it, and"
                            + " how busy this machine is";
            case 8 -> "it could not send to us for its hold time: see how busy this machine is";
            case 6 ->
                    switch (subcode) {
                        case 1 ->
                                "it takes fewer routes than we tell: ask for a higher limit there,"
                                        + " or tell fewer ('export')";
                        case 2, 4 -> "ask there: its operator wanted it";
                        case 3, 5 -> "ask there: it does not have us as its neighbour";
                        case 6, 7 -> BY_ITSELF;
                        case 8 -> "ask there: it is short of memory";
                        case 9 -> "see the reason that stands in it";
                        case 10 -> "see what became of the link to it: it missed our BFD packets";
                        default -> "ask there";
                    };
            default -> OUR_SOFTWARE;
        };
    }

    /** No NOTIFICATION passed. */
    static String ofConnection(String why) {
        if (why.startsWith("it refuses connections")) {
            return "start BGP there, or configure us as its neighbour";
        }
        if (why.startsWith("it does not answer") || why.contains("timed out")) {
            return REACH;
        }
        if (why.startsWith("it has connected anew")) {
            return "nothing: it has started anew, and what it told is kept meanwhile";
        }
        if (why.startsWith("there is no route")) {
            return "see 'ip route get' for its address";
        }
        if (why.startsWith("our own address")) {
            return "see 'ip address' and the 'listen' of the file";
        }
        return "look into the log of the peer: it did not say why";
    }
}

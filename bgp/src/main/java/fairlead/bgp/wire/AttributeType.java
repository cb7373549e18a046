package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Aggregator;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.AtomicAggregate;
import fairlead.bgp.wire.PathAttribute.ClusterList;
import fairlead.bgp.wire.PathAttribute.Communities;
import fairlead.bgp.wire.PathAttribute.ExtendedCommunities;
import fairlead.bgp.wire.PathAttribute.LargeCommunities;
import fairlead.bgp.wire.PathAttribute.LocalPref;
import fairlead.bgp.wire.PathAttribute.Med;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.bgp.wire.PathAttribute.OnlyToCustomer;
import fairlead.bgp.wire.PathAttribute.OriginIs;
import fairlead.bgp.wire.PathAttribute.OriginatorId;
import fairlead.bgp.wire.PathAttribute.Unrecognised;
import java.util.Optional;

/**
 * The path attributes that we read: code, flags, fault of a bad value, reader. To add one, add a
 * row.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its readers are methods without state.
enum AttributeType {
    ORIGIN(1, 0x40, Fault.INVALID_ORIGIN, AttributeReaders::origin),
    AS_PATH(2, 0x40, Fault.MALFORMED_AS_PATH, AttributeReaders::asPath),
    NEXT_HOP(3, 0x40, Fault.INVALID_NEXT_HOP, AttributeReaders::nextHop),
    MULTI_EXIT_DISC(4, 0x80, Fault.MED_LENGTH, AttributeReaders::med),
    LOCAL_PREF(5, 0x40, Fault.LOCAL_PREF_LENGTH, AttributeReaders::localPref),
    ATOMIC_AGGREGATE(6, 0x40, Fault.ATOMIC_AGGREGATE_LENGTH, AttributeReaders::atomicAggregate),
    AGGREGATOR(7, 0xc0, Fault.MALFORMED_AGGREGATOR, AttributeReaders::aggregator),
    COMMUNITIES(8, 0xc0, Fault.COMMUNITIES_LENGTH, AttributeReaders::communities),
    ORIGINATOR_ID(9, 0x80, Fault.ORIGINATOR_ID_LENGTH, AttributeReaders::originatorId),
    CLUSTER_LIST(10, 0x80, Fault.CLUSTER_LIST_LENGTH, AttributeReaders::clusterList),
    MP_REACH_NLRI(14, 0x80, Fault.MALFORMED_MP_REACH, MultiprotocolReaders::reach),
    MP_UNREACH_NLRI(15, 0x80, Fault.MALFORMED_MP_UNREACH, MultiprotocolReaders::unreach),
    EXTENDED_COMMUNITIES(
            16, 0xc0, Fault.EXTENDED_COMMUNITIES_LENGTH, AttributeReaders::extendedCommunities),
    AS4_PATH(17, 0xc0, Fault.MALFORMED_AS4_ATTRIBUTE, AttributeReaders::as4Path),
    AS4_AGGREGATOR(18, 0xc0, Fault.MALFORMED_AS4_ATTRIBUTE, AttributeReaders::as4Aggregator),
    AIGP(26, 0x80, Fault.AIGP_NOT_SPOKEN, AttributeReaders::aigp),
    LARGE_COMMUNITY(32, 0xc0, Fault.LARGE_COMMUNITY_LENGTH, AttributeReaders::largeCommunities),
    ONLY_TO_CUSTOMER(35, 0xc0, Fault.ONLY_TO_CUSTOMER_LENGTH, AttributeReaders::onlyToCustomer);

    static final int OPTIONAL = 0x80;
    static final int TRANSITIVE = 0x40;
    static final int PARTIAL = 0x20;
    static final int EXTENDED_LENGTH = 0x10;

    private static final AttributeType[] BY_CODE = new AttributeType[256];

    static {
        for (var type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    /** Reads a value, all of it, or throws the fault of its row. */
    interface ValueReader {
        PathAttribute read(Reader value, SessionShape shape);
    }

    private final int code;
    private final int flags;
    private final Fault fault;
    private final ValueReader reader;

    AttributeType(int code, int flags, Fault fault, ValueReader reader) {
        this.code = code;
        this.flags = flags;
        this.fault = fault;
        this.reader = reader;
    }

    int code() {
        return code;
    }

    /** The optional and transitive bits that it must have. */
    int flags() {
        return flags;
    }

    /** Whether somebody who cannot read it passes it on, and marks it as partial. */
    boolean travels() {
        return flags == (OPTIONAL | TRANSITIVE);
    }

    Fault fault() {
        return fault;
    }

    /**
     * The fault of wrong flags: dearer for what carries prefixes (RFC 7606 §5.3), cheaper for what
     * we drop in any case (RFC 7311 §3.2).
     */
    Fault flagsFault() {
        return switch (this) {
            case MP_REACH_NLRI, MP_UNREACH_NLRI, AIGP -> fault;
            default -> Fault.ATTRIBUTE_FLAGS;
        };
    }

    PathAttribute read(Reader value, SessionShape shape) {
        return reader.read(value, shape);
    }

    static Optional<AttributeType> of(int code) {
        return Optional.ofNullable(BY_CODE[code]);
    }

    /** The type code of {@code attribute}. */
    static int code(PathAttribute attribute) {
        return switch (attribute) {
            case OriginIs _ -> ORIGIN.code;
            case AsPathIs _ -> AS_PATH.code;
            case NextHopIs _ -> NEXT_HOP.code;
            case Med _ -> MULTI_EXIT_DISC.code;
            case LocalPref _ -> LOCAL_PREF.code;
            case AtomicAggregate _ -> ATOMIC_AGGREGATE.code;
            case Aggregator _ -> AGGREGATOR.code;
            case Communities _ -> COMMUNITIES.code;
            case OriginatorId _ -> ORIGINATOR_ID.code;
            case ClusterList _ -> CLUSTER_LIST.code;
            case MpReach _ -> MP_REACH_NLRI.code;
            case MpUnreach _ -> MP_UNREACH_NLRI.code;
            case ExtendedCommunities _ -> EXTENDED_COMMUNITIES.code;
            case LargeCommunities _ -> LARGE_COMMUNITY.code;
            case OnlyToCustomer _ -> ONLY_TO_CUSTOMER.code;
            case Unrecognised other -> other.type();
        };
    }
}

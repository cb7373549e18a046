package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Aggregator;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.AtomicAggregate;
import fairlead.bgp.wire.PathAttribute.Communities;
import fairlead.bgp.wire.PathAttribute.Med;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.bgp.wire.PathAttribute.OriginIs;
import fairlead.bgp.wire.PathAttribute.Unrecognised;
import java.util.Arrays;
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
    LOCAL_PREF(5, 0x40, Fault.LOCAL_PREF_FROM_OUTSIDE, AttributeReaders::notFromOutside),
    ATOMIC_AGGREGATE(6, 0x40, Fault.ATOMIC_AGGREGATE_LENGTH, AttributeReaders::atomicAggregate),
    AGGREGATOR(7, 0xc0, Fault.AGGREGATOR_LENGTH, AttributeReaders::aggregator),
    COMMUNITIES(8, 0xc0, Fault.COMMUNITIES_LENGTH, AttributeReaders::communities),
    ORIGINATOR_ID(9, 0x80, Fault.REFLECTION_FROM_OUTSIDE, AttributeReaders::notFromOutside),
    CLUSTER_LIST(10, 0x80, Fault.REFLECTION_FROM_OUTSIDE, AttributeReaders::notFromOutside),
    MP_REACH_NLRI(14, 0x80, Fault.MALFORMED_MP_REACH, AttributeReaders::mpReach),
    MP_UNREACH_NLRI(15, 0x80, Fault.MALFORMED_MP_UNREACH, AttributeReaders::mpUnreach),
    AS4_PATH(17, 0xc0, Fault.MALFORMED_AS4_ATTRIBUTE, AttributeReaders::as4Path),
    AS4_AGGREGATOR(18, 0xc0, Fault.MALFORMED_AS4_ATTRIBUTE, AttributeReaders::as4Aggregator);

    static final int OPTIONAL = 0x80;
    static final int TRANSITIVE = 0x40;
    static final int PARTIAL = 0x20;
    static final int EXTENDED_LENGTH = 0x10;

    /** Reads a value, all of it, or throws the fault of its row. */
    interface ValueReader {
        PathAttribute read(Reader value, AsWidth width);
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

    Fault fault() {
        return fault;
    }

    PathAttribute read(Reader value, AsWidth width) {
        return reader.read(value, width);
    }

    static Optional<AttributeType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** The type code of {@code attribute}. */
    static int code(PathAttribute attribute) {
        return switch (attribute) {
            case OriginIs _ -> ORIGIN.code;
            case AsPathIs _ -> AS_PATH.code;
            case NextHopIs _ -> NEXT_HOP.code;
            case Med _ -> MULTI_EXIT_DISC.code;
            case AtomicAggregate _ -> ATOMIC_AGGREGATE.code;
            case Aggregator _ -> AGGREGATOR.code;
            case Communities _ -> COMMUNITIES.code;
            case MpReach _ -> MP_REACH_NLRI.code;
            case MpUnreach _ -> MP_UNREACH_NLRI.code;
            case Unrecognised other -> other.type();
        };
    }
}

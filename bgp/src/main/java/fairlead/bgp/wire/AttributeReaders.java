package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Unrecognised;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One reader for each row of {@link AttributeType} but those that carry prefixes. The window they
 * get is the value and no more.
 */
final class AttributeReaders {

    private AttributeReaders() {}

    static PathAttribute origin(Reader in, SessionShape shape) {
        int code = in.exactly(1).u8();
        return new PathAttribute.OriginIs(
                Origin.of(code).orElseThrow(() -> in.fault("origin " + code)));
    }

    static PathAttribute asPath(Reader in, SessionShape shape) {
        return new PathAttribute.AsPathIs(AsPathCodec.read(in, shape.width()));
    }

    static PathAttribute nextHop(Reader in, SessionShape shape) {
        var address = in.exactly(4).v4();
        if (!NextHops.mayBe(address)) {
            throw in.fault(address + " is not the address of a host");
        }
        return new PathAttribute.NextHopIs(address);
    }

    static PathAttribute med(Reader in, SessionShape shape) {
        return new PathAttribute.Med(in.exactly(4).u32());
    }

    static PathAttribute localPref(Reader in, SessionShape shape) {
        fromInside(shape, Fault.LOCAL_PREF_FROM_OUTSIDE);
        return new PathAttribute.LocalPref(in.exactly(4).u32());
    }

    static PathAttribute originatorId(Reader in, SessionShape shape) {
        fromInside(shape, Fault.REFLECTION_FROM_OUTSIDE);
        return new PathAttribute.OriginatorId(in.exactly(4).v4());
    }

    static PathAttribute clusterList(Reader in, SessionShape shape) {
        fromInside(shape, Fault.REFLECTION_FROM_OUTSIDE);
        return new PathAttribute.ClusterList(several(in, 4, in::v4));
    }

    static PathAttribute atomicAggregate(Reader in, SessionShape shape) {
        in.exactly(0);
        return new PathAttribute.AtomicAggregate();
    }

    /** AS number 0 makes it malformed (RFC 7607 §2). */
    static PathAttribute aggregator(Reader in, SessionShape shape) {
        in.exactly(shape.width().octets() + 4);
        return new PathAttribute.Aggregator(in.asnButZero(shape.width()), in.v4());
    }

    static PathAttribute communities(Reader in, SessionShape shape) {
        return new PathAttribute.Communities(several(in, 4, () -> new Community(in.i32())));
    }

    static PathAttribute extendedCommunities(Reader in, SessionShape shape) {
        return new PathAttribute.ExtendedCommunities(
                several(in, 8, () -> new ExtendedCommunity((in.u32() << 32) | in.u32())));
    }

    static PathAttribute largeCommunities(Reader in, SessionShape shape) {
        return new PathAttribute.LargeCommunities(
                several(in, 12, () -> new LargeCommunity(in.u32(), in.u32(), in.u32())));
    }

    static PathAttribute onlyToCustomer(Reader in, SessionShape shape) {
        return new PathAttribute.OnlyToCustomer(in.exactly(4).asn(AsWidth.FOUR));
    }

    /** No session of ours is enabled for it: dropped unread, not passed on (RFC 7311 §3.3). */
    @SuppressWarnings("DoNotCallSuggester") // It is a row's reader, called for its fault.
    static PathAttribute aigp(Reader in, SessionShape shape) {
        throw in.fault("AIGP is not enabled on this session");
    }

    /** Checked here, and kept as octets until all attributes are read and it can be merged. */
    static PathAttribute as4Path(Reader in, SessionShape shape) {
        fromNarrow(in, shape);
        var path = AsPathCodec.readAs4(in);
        var value = new Writer();
        AsPathCodec.write(value, path, AsWidth.FOUR);
        return as4(AttributeType.AS4_PATH, value);
    }

    static PathAttribute as4Aggregator(Reader in, SessionShape shape) {
        fromNarrow(in, shape);
        var value = new Writer();
        value.asn(in.exactly(8).asnButZero(AsWidth.FOUR), AsWidth.FOUR).bytes(in.bytes(4));
        return as4(AttributeType.AS4_AGGREGATOR, value);
    }

    private static PathAttribute as4(AttributeType type, Writer value) {
        return new Unrecognised(type.flags(), type.code(), Octets.of(value.toArray()));
    }

    private static void fromNarrow(Reader in, SessionShape shape) {
        if (shape.width() == AsWidth.FOUR) {
            throw in.fault("a 4-octet speaker does not send it");
        }
    }

    /** RFC 7606 §7.5, §7.9, §7.10. */
    private static void fromInside(SessionShape shape, Fault otherwise) {
        if (!shape.internal()) {
            throw new WireException(Problem.of(otherwise, "it means nothing from another AS"));
        }
    }

    /** Values of {@code size} octets, at least one. */
    private static <T> List<T> several(Reader in, int size, Supplier<T> next) {
        if (in.isEmpty() || in.left() % size != 0) {
            throw in.fault(in.left() + " octets are no whole number of values");
        }
        var values = new ArrayList<T>();
        while (!in.isEmpty()) {
            values.add(next.get());
        }
        return values;
    }
}

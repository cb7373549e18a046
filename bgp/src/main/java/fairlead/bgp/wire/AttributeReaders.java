package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Unrecognised;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * One reader for each row of {@link AttributeType}. The window they get is the value and no more.
 */
final class AttributeReaders {

    private static final Prefix THIS_NETWORK = Prefix.parse("0.0.0.0/8");
    private static final Prefix MULTICAST_AND_RESERVED = Prefix.parse("224.0.0.0/3");

    private AttributeReaders() {}

    static PathAttribute origin(Reader in, AsWidth width) {
        int code = in.exactly(1).u8();
        return new PathAttribute.OriginIs(
                Origin.of(code).orElseThrow(() -> in.fault("origin " + code)));
    }

    static PathAttribute asPath(Reader in, AsWidth width) {
        return new PathAttribute.AsPathIs(AsPathCodec.read(in, width));
    }

    static PathAttribute nextHop(Reader in, AsWidth width) {
        var address = in.exactly(4).v4();
        if (THIS_NETWORK.contains(address) || MULTICAST_AND_RESERVED.contains(address)) {
            throw in.fault(address + " is not the address of a host");
        }
        return new PathAttribute.NextHopIs(address);
    }

    static PathAttribute med(Reader in, AsWidth width) {
        return new PathAttribute.Med(in.exactly(4).u32());
    }

    /**
     * All our neighbours are external, so these are dropped unread (RFC 7606 §7.5, §7.9, §7.10).
     */
    @SuppressWarnings("DoNotCallSuggester") // It is a row's reader, called for its fault.
    static PathAttribute notFromOutside(Reader in, AsWidth width) {
        throw in.fault("it means nothing from another AS");
    }

    static PathAttribute atomicAggregate(Reader in, AsWidth width) {
        in.exactly(0);
        return new PathAttribute.AtomicAggregate();
    }

    static PathAttribute aggregator(Reader in, AsWidth width) {
        in.exactly(width.octets() + 4);
        return new PathAttribute.Aggregator(in.asn(width), in.v4());
    }

    static PathAttribute communities(Reader in, AsWidth width) {
        if (in.isEmpty() || in.left() % 4 != 0) {
            throw in.fault(in.left() + " octets are no whole number of communities");
        }
        var communities = new ArrayList<Community>();
        while (!in.isEmpty()) {
            communities.add(new Community(in.i32()));
        }
        return new PathAttribute.Communities(communities);
    }

    /**
     * <pre>
     *  AFI (2) | SAFI (1) | next hop length (1) | next hop | reserved (1) | NLRI
     * </pre>
     *
     * RFC 4760 §3; an IPv6 next hop may have a link-local address after the global one (RFC 2545
     * §3).
     */
    static PathAttribute mpReach(Reader in, AsWidth width) {
        var family = new AddressFamily(in.u16(), in.u8());
        var addresses = familyOf(family);
        int nextHopLength = in.u8();
        int one = addresses.width() / 8;
        boolean two = addresses == Family.V6 && nextHopLength == 2 * one;
        if (nextHopLength != one && !two) {
            throw in.fault("a next hop of " + nextHopLength + " octets for " + family);
        }
        var nextHops = new ArrayList<IpAddress>();
        for (int i = 0; i < nextHopLength; i += one) {
            nextHops.add(IpAddress.of(in.bytes(one)));
        }
        in.u8();
        return new PathAttribute.MpReach(family, nextHops, Nlri.read(in, addresses));
    }

    /** AFI, SAFI, withdrawn prefixes (RFC 4760 §4). */
    static PathAttribute mpUnreach(Reader in, AsWidth width) {
        var family = new AddressFamily(in.u16(), in.u8());
        return new PathAttribute.MpUnreach(family, Nlri.read(in, familyOf(family)));
    }

    /** Checked here, and kept as octets until all attributes are read and it can be merged. */
    static PathAttribute as4Path(Reader in, AsWidth width) {
        return as4(in, width, AttributeType.AS4_PATH, copy -> AsPathCodec.read(copy, AsWidth.FOUR));
    }

    static PathAttribute as4Aggregator(Reader in, AsWidth width) {
        return as4(in, width, AttributeType.AS4_AGGREGATOR, copy -> copy.exactly(8));
    }

    private static PathAttribute as4(
            Reader in, AsWidth width, AttributeType type, Consumer<Reader> check) {
        if (width == AsWidth.FOUR) {
            throw in.fault("a 4-octet speaker does not send it");
        }
        var value = in.rest();
        check.accept(Reader.of(value.toArray(), type.fault()));
        return new Unrecognised(type.flags(), type.code(), value);
    }

    private static Family familyOf(AddressFamily family) {
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            return Family.V4;
        }
        if (family.equals(AddressFamily.IPV6_UNICAST)) {
            return Family.V6;
        }
        throw new WireException(Problem.of(Fault.FAMILY_NOT_SPOKEN, family + " was not offered"));
    }
}

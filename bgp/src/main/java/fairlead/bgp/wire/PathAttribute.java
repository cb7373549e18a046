package fairlead.bgp.wire;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** A path attribute as we believe it: every value checked, AS numbers four octets wide. */
public sealed interface PathAttribute {

    /** ORIGIN, RFC 4271 §5.1.1. */
    record OriginIs(Origin origin) implements PathAttribute {}

    /**
     * AS_PATH, RFC 4271 §5.1.2; for a 2-octet peer AS4_PATH is merged in already (RFC 6793 §4.2.3).
     */
    record AsPathIs(AsPath path) implements PathAttribute {}

    /** NEXT_HOP, RFC 4271 §5.1.3: an IPv4 unicast address. */
    record NextHopIs(IpAddress address) implements PathAttribute {}

    /** MULTI_EXIT_DISC, RFC 4271 §5.1.4: 0..2^32-1. */
    record Med(long value) implements PathAttribute {}

    /** ATOMIC_AGGREGATE, RFC 4271 §5.1.6. */
    record AtomicAggregate() implements PathAttribute {}

    /** AGGREGATOR, RFC 4271 §5.1.7. */
    record Aggregator(Asn asn, IpAddress router) implements PathAttribute {}

    /** COMMUNITIES, RFC 1997. */
    record Communities(List<Community> communities) implements PathAttribute {
        public Communities {
            communities = List.copyOf(communities);
        }
    }

    /** MP_REACH_NLRI of a family that we can read, RFC 4760 §3. One next hop, or two for IPv6. */
    record MpReach(AddressFamily family, List<IpAddress> nextHops, List<Prefix> prefixes)
            implements PathAttribute {
        public MpReach {
            nextHops = List.copyOf(nextHops);
            prefixes = List.copyOf(prefixes);
        }
    }

    /**
     * MP_UNREACH_NLRI, RFC 4760 §4; without prefixes it is that family's End-of-RIB (RFC 4724 §2).
     */
    record MpUnreach(AddressFamily family, List<Prefix> prefixes) implements PathAttribute {
        public MpUnreach {
            prefixes = List.copyOf(prefixes);
        }
    }

    /**
     * An optional transitive attribute that we do not read, carried as it came: large communities
     * (RFC 8092) among them. It is passed on with the partial bit set (RFC 4271 §5).
     *
     * @param flags the attribute flags octet: optional, transitive and perhaps partial
     */
    record Unrecognised(int flags, int type, Octets value) implements PathAttribute {

        /** This attribute as someone who did not know it sends it on. */
        public Unrecognised partial() {
            return new Unrecognised(flags | AttributeType.PARTIAL, type, value);
        }
    }
}

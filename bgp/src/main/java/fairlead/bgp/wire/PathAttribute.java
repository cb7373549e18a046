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

    /**
     * NEXT_HOP, RFC 4271 §5.1.3: an IPv4 unicast address. In a canonical set an IPv6 address may
     * stand here as well.
     *
     * @param linkLocal the address beside an IPv6 one (RFC 2545 §3); one at most
     */
    record NextHopIs(IpAddress address, List<IpAddress> linkLocal) implements PathAttribute {
        public NextHopIs {
            linkLocal = List.copyOf(linkLocal);
            if (linkLocal.size() > (address.family() == IpAddress.Family.V6 ? 1 : 0)) {
                throw new IllegalArgumentException(linkLocal + " beside " + address);
            }
        }

        /** A single address. */
        public NextHopIs(IpAddress address) {
            this(address, List.of());
        }
    }

    /** MULTI_EXIT_DISC, RFC 4271 §5.1.4: 0..2^32-1. */
    record Med(long value) implements PathAttribute {}

    /** LOCAL_PREF, RFC 4271 §5.1.5: 0..2^32-1. Internal sessions only. */
    record LocalPref(long value) implements PathAttribute {}

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

    /** ORIGINATOR_ID, RFC 4456 §8: the router that a reflected route came from. Internal only. */
    record OriginatorId(IpAddress router) implements PathAttribute {}

    /** CLUSTER_LIST, RFC 4456 §8: the clusters that reflected it, last first. Internal only. */
    record ClusterList(List<IpAddress> clusters) implements PathAttribute {
        public ClusterList {
            clusters = List.copyOf(clusters);
        }
    }

    /** EXTENDED_COMMUNITIES, RFC 4360. */
    record ExtendedCommunities(List<ExtendedCommunity> communities) implements PathAttribute {
        public ExtendedCommunities {
            communities = List.copyOf(communities);
        }
    }

    /** LARGE_COMMUNITY, RFC 8092; none twice. */
    record LargeCommunities(List<LargeCommunity> communities) implements PathAttribute {
        public LargeCommunities {
            communities = communities.stream().distinct().toList();
        }
    }

    /** ONLY_TO_CUSTOMER (OTC), RFC 9234 §5: who said first that it goes to customers only. */
    record OnlyToCustomer(Asn asn) implements PathAttribute {}

    /**
     * MP_REACH_NLRI of a family that we can read, RFC 4760 §3. One next hop, or two for IPv6.
     *
     * @param pathIds of the prefixes, in their order (RFC 7911 §3); none where none are agreed
     */
    record MpReach(
            AddressFamily family,
            List<IpAddress> nextHops,
            List<Prefix> prefixes,
            List<Long> pathIds)
            implements PathAttribute {
        public MpReach {
            nextHops = List.copyOf(nextHops);
            prefixes = List.copyOf(prefixes);
            pathIds = Nlri.checked(prefixes, pathIds);
        }
    }

    /**
     * MP_UNREACH_NLRI, RFC 4760 §4; without prefixes it is that family's End-of-RIB (RFC 4724 §2).
     *
     * @param pathIds as in {@link MpReach}
     */
    record MpUnreach(AddressFamily family, List<Prefix> prefixes, List<Long> pathIds)
            implements PathAttribute {
        public MpUnreach {
            prefixes = List.copyOf(prefixes);
            pathIds = Nlri.checked(prefixes, pathIds);
        }

        /** Without path identifiers. */
        public MpUnreach(AddressFamily family, List<Prefix> prefixes) {
            this(family, prefixes, List.of());
        }
    }

    /**
     * An optional transitive attribute that we do not read, carried as it came. It is passed on
     * with the partial bit set (RFC 4271 §5).
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

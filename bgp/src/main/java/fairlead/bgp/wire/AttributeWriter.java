package fairlead.bgp.wire;

import static java.util.Comparator.comparingInt;

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
import fairlead.net.IpAddress;
import java.util.List;

/**
 * Path attributes as octets; with four octets for AS numbers and without MP attributes that is the
 * form of {@link CanonicalAttributes}.
 *
 * <pre>
 *  flags (1) | type (1) | length (1, or 2 with the extended-length flag) | value
 * </pre>
 */
public final class AttributeWriter {

    private AttributeWriter() {}

    /** All attributes, those of RFC 4760 first (RFC 7606 §5.1), the others by type code. */
    public static byte[] write(PathAttributes attributes, AsWidth width) {
        List<PathAttribute> list =
                width == AsWidth.TWO ? As4.unfold(attributes.list()) : attributes.list();
        var out = new Writer();
        list.stream()
                .sorted(comparingInt(a -> isMultiprotocol(a) ? 0 : AttributeType.code(a)))
                .forEach(attribute -> write(out, attribute, attributes.partial(), width));
        return out.toArray();
    }

    private static boolean isMultiprotocol(PathAttribute attribute) {
        return attribute instanceof MpReach || attribute instanceof MpUnreach;
    }

    private static void write(
            Writer out, PathAttribute attribute, List<Integer> partial, AsWidth width) {
        int code = AttributeType.code(attribute);
        int flags =
                attribute instanceof Unrecognised other
                        ? other.flags()
                        : AttributeType.of(code).orElseThrow().flags()
                                | (partial.contains(code) ? AttributeType.PARTIAL : 0);
        write(out, flags, code, value(attribute, width));
    }

    /** One attribute, with the long form of its length where it needs it. */
    static void write(Writer out, int flags, int code, byte[] value) {
        if (value.length > 255) {
            out.u8(flags | AttributeType.EXTENDED_LENGTH).u8(code).u16(value.length);
        } else {
            out.u8(flags).u8(code).u8(value.length);
        }
        out.bytes(value);
    }

    private static byte[] value(PathAttribute attribute, AsWidth width) {
        var out = new Writer();
        switch (attribute) {
            case OriginIs(var origin) -> out.u8(origin.code());
            case AsPathIs(var path) -> AsPathCodec.write(out, path, width);
            case NextHopIs(var address, var linkLocal) -> {
                out.bytes(address.octets());
                linkLocal.forEach(a -> out.bytes(a.octets()));
            }
            case Med(var value) -> out.u32(value);
            case AtomicAggregate() -> {}
            case Aggregator(var asn, var router) -> out.asn(asn, width).bytes(router.octets());
            case Communities(var communities) ->
                    communities.forEach(c -> out.u32(Integer.toUnsignedLong(c.bits())));
            case LocalPref(var value) -> out.u32(value);
            case OriginatorId(var router) -> out.bytes(router.octets());
            case ClusterList(var clusters) -> clusters.forEach(c -> out.bytes(c.octets()));
            case ExtendedCommunities(var communities) ->
                    communities.forEach(c -> out.u32(c.bits() >>> 32).u32(c.bits()));
            case LargeCommunities(var communities) ->
                    communities.forEach(c -> out.u32(c.global()).u32(c.first()).u32(c.second()));
            case OnlyToCustomer(var asn) -> out.asn(asn, AsWidth.FOUR);
            case MpReach reach -> mpReach(out, reach);
            case MpUnreach(var family, var prefixes, var pathIds) -> {
                out.u16(family.afi()).u8(family.safi());
                new Nlri(prefixes, pathIds).write(out);
            }
            case Unrecognised other -> out.bytes(other.value().toArray());
        }
        return out.toArray();
    }

    private static void mpReach(Writer out, MpReach reach) {
        out.u16(reach.family().afi()).u8(reach.family().safi());
        out.u8(reach.nextHops().stream().mapToInt(IpAddress::width).sum() / 8);
        reach.nextHops().forEach(address -> out.bytes(address.octets()));
        out.u8(0);
        new Nlri(reach.prefixes(), reach.pathIds()).write(out);
    }
}

package fairlead.bgp.wire;

import static java.util.Comparator.comparingInt;

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
import fairlead.net.IpAddress;
import java.util.List;

/**
 * Path attributes as octets.
 *
 * <pre>
 *  flags (1) | type (1) | length (1, or 2 with the extended-length flag) | value
 * </pre>
 */
final class AttributeWriter {

    private AttributeWriter() {}

    /** All attributes, those of RFC 4760 first (RFC 7606 §5.1), the others by type code. */
    static byte[] write(PathAttributes attributes, AsWidth width) {
        List<PathAttribute> list =
                width == AsWidth.TWO ? As4.unfold(attributes.list()) : attributes.list();
        var out = new Writer();
        list.stream()
                .sorted(comparingInt(a -> isMultiprotocol(a) ? 0 : AttributeType.code(a)))
                .forEach(attribute -> write(out, attribute, width));
        return out.toArray();
    }

    private static boolean isMultiprotocol(PathAttribute attribute) {
        return attribute instanceof MpReach || attribute instanceof MpUnreach;
    }

    private static void write(Writer out, PathAttribute attribute, AsWidth width) {
        int code = AttributeType.code(attribute);
        int flags =
                attribute instanceof Unrecognised other
                        ? other.flags()
                        : AttributeType.of(code).orElseThrow().flags();
        var value = value(attribute, width);
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
            case NextHopIs(var address) -> out.bytes(address.octets());
            case Med(var value) -> out.u32(value);
            case AtomicAggregate() -> {}
            case Aggregator(var asn, var router) -> out.asn(asn, width).bytes(router.octets());
            case Communities(var communities) ->
                    communities.forEach(c -> out.u32(Integer.toUnsignedLong(c.bits())));
            case MpReach reach -> mpReach(out, reach);
            case MpUnreach(var family, var prefixes) -> {
                out.u16(family.afi()).u8(family.safi());
                Nlri.write(out, prefixes);
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
        Nlri.write(out, reach.prefixes());
    }
}

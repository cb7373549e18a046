package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.net.IpAddress.Family;
import java.util.ArrayList;
import java.util.List;

/**
 * UPDATE (RFC 4271 §4.3), judged by RFC 7606: split by lengths, attributes read one by one, the
 * dearest outcome applied to the whole.
 *
 * <pre>
 *  withdrawn length (2) | withdrawn | attributes length (2) | attributes | NLRI, to the end
 * </pre>
 */
final class UpdateCodec {

    private UpdateCodec() {}

    static byte[] write(Update update, SessionShape shape) {
        var gone = new Nlri(update.withdrawn(), update.withdrawnPathIds());
        var announced = new Nlri(update.announced(), update.announcedPathIds());
        agreed(AddressFamily.IPV4_UNICAST, gone, shape);
        agreed(AddressFamily.IPV4_UNICAST, announced, shape);
        for (var attribute : update.attributes().list()) {
            if (attribute instanceof MpReach(var family, _, var prefixes, var pathIds)) {
                agreed(family, new Nlri(prefixes, pathIds), shape);
            } else if (attribute instanceof MpUnreach(var family, var prefixes, var pathIds)) {
                agreed(family, new Nlri(prefixes, pathIds), shape);
            }
        }
        var withdrawn = new Writer();
        gone.write(withdrawn);
        var attributes = AttributeWriter.write(update.attributes(), shape.width());
        var out = new Writer().u16(withdrawn.size()).bytes(withdrawn.toArray());
        out.u16(attributes.length).bytes(attributes);
        announced.write(out);
        return out.toArray();
    }

    private static void agreed(AddressFamily family, Nlri nlri, SessionShape shape) {
        boolean withPaths = shape.pathsOut().contains(family);
        if (!nlri.isEmpty() && nlri.pathIds().isEmpty() == withPaths) {
            throw new IllegalArgumentException(
                    "prefixes of "
                            + family
                            + (withPaths ? " go out with" : " go out without")
                            + " path identifiers on this session");
        }
    }

    static Decoded.Ok read(Reader in, SessionShape shape) {
        var withdrawn = in.slice(in.u16(), Fault.INVALID_NETWORK_FIELD);
        var attributeOctets = in.slice(in.u16(), Fault.ATTRIBUTES_DO_NOT_ADD_UP);
        var nlri = in.slice(in.left(), Fault.INVALID_NETWORK_FIELD);

        boolean withPaths = shape.pathsIn().contains(AddressFamily.IPV4_UNICAST);
        var gone = Nlri.read(withdrawn, Family.V4, withPaths);
        var list = AttributeList.read(attributeOctets, shape);
        var announced = Nlri.read(nlri, Family.V4, withPaths);
        return judged(new Fields(gone, list, announced), shape);
    }

    /** What stands in the three fields, each read for itself. */
    private record Fields(Nlri gone, AttributeList list, Nlri announced) {}

    private static Decoded.Ok judged(Fields fields, SessionShape shape) {
        var healed = new ArrayList<>(fields.list().healed());
        var gone = fields.gone();
        var announced = fields.announced();
        if (!shape.families().contains(AddressFamily.IPV4_UNICAST)
                && !(gone.isEmpty() && announced.isEmpty())) {
            healed.add(Problem.of(Fault.FAMILY_NOT_SPOKEN, "ipv4-unicast was not agreed"));
            gone = new Nlri(List.of(), List.of());
            announced = gone;
        }
        var attributes = fields.list().attributes();
        if (!withdraws(healed)) {
            healed.addAll(missing(attributes, !fields.announced().isEmpty(), shape));
            healed.addAll(unreachable(attributes));
        }
        if (withdraws(healed)
                && fields.announced().isEmpty()
                && !fields.list().codes().contains(AttributeType.MP_REACH_NLRI.code())) {
            throw new WireException(
                    Problem.of(
                            Fault.MISSING_NLRI,
                            "there is nothing to withdraw, so it may not be understood: "
                                    + healed.getLast()));
        }
        var update =
                new Update(
                        gone.prefixes(),
                        attributes,
                        announced.prefixes(),
                        gone.pathIds(),
                        announced.pathIds());
        return new Decoded.Ok(withdraws(healed) ? update.asWithdraw() : update, healed);
    }

    private static boolean withdraws(List<Problem> healed) {
        return healed.stream().anyMatch(p -> p.fault().cost() == Fault.Cost.TREAT_AS_WITHDRAW);
    }

    /** RFC 7606 §3 d: what an announcement cannot do without. */
    private static List<Problem> missing(
            PathAttributes attributes, boolean announces, SessionShape shape) {
        var missing = new ArrayList<String>();
        if (announces || attributes.find(MpReach.class).isPresent()) {
            if (attributes.find(PathAttribute.OriginIs.class).isEmpty()) {
                missing.add("ORIGIN");
            }
            if (attributes.find(PathAttribute.AsPathIs.class).isEmpty()) {
                missing.add("AS_PATH");
            }
            if (shape.internal() && attributes.localPref().isEmpty()) {
                missing.add("LOCAL_PREF");
            }
        }
        if (announces && attributes.nextHop().isEmpty()) {
            missing.add("NEXT_HOP");
        }
        return missing.isEmpty()
                ? List.of()
                : List.of(
                        Problem.of(
                                Fault.MISSING_WELL_KNOWN, String.join(", ", missing) + " missing"));
    }

    /** RFC 4271 §6.3 for the next hop of RFC 4760: routes to nobody count as withdrawn. */
    private static List<Problem> unreachable(PathAttributes attributes) {
        return attributes
                .find(MpReach.class)
                .filter(reach -> !NextHops.mayBe(reach.nextHops().getFirst()))
                .map(reach ->
                        Problem.of(
                                Fault.INVALID_NEXT_HOP,
                                reach.nextHops() + " is not the address of a host"))
                .stream()
                .toList();
    }
}

package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.bgp.wire.PathAttribute.Unrecognised;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

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

    static byte[] write(Update update, AsWidth width) {
        var withdrawn = new Writer();
        Nlri.write(withdrawn, update.withdrawn());
        var attributes = AttributeWriter.write(update.attributes(), width);
        var out = new Writer().u16(withdrawn.size()).bytes(withdrawn.toArray());
        out.u16(attributes.length).bytes(attributes);
        Nlri.write(out, update.announced());
        return out.toArray();
    }

    static Decoded.Ok read(Reader in, AsWidth width) {
        var withdrawn = in.slice(in.u16(), Fault.INVALID_NETWORK_FIELD);
        var attributeOctets = in.slice(in.u16(), Fault.ATTRIBUTES_DO_NOT_ADD_UP);
        var nlri = in.slice(in.left(), Fault.INVALID_NETWORK_FIELD);

        var gone = Nlri.read(withdrawn, Family.V4);
        var healed = new ArrayList<Problem>();
        var list = attributes(attributeOctets, width, healed);
        var announced = Nlri.read(nlri, Family.V4);
        var attributes = new PathAttributes(width == AsWidth.TWO ? As4.fold(list) : list);
        if (healed.isEmpty() || !withdraws(healed)) {
            healed.addAll(missing(attributes, !announced.isEmpty()));
        }
        var update = new Update(gone, attributes, announced);
        return new Decoded.Ok(withdraws(healed) ? update.asWithdraw() : update, healed);
    }

    /** What MP attributes say, as withdrawals; everything else is left out. */
    static List<PathAttribute> unreachable(PathAttributes attributes) {
        var reach = attributes.find(MpReach.class);
        var unreach = attributes.find(MpUnreach.class);
        if (reach.isEmpty()) {
            return unreach.<List<PathAttribute>>map(List::of).orElse(List.of());
        }
        var gone = new ArrayList<Prefix>(reach.get().prefixes());
        unreach.filter(u -> u.family().equals(reach.get().family()))
                .ifPresent(u -> gone.addAll(u.prefixes()));
        return List.of(new MpUnreach(reach.get().family(), gone));
    }

    static List<Update> ipv4Unicast(Update update) {
        var plain =
                update.attributes().list().stream()
                        .filter(a -> !(a instanceof MpReach || a instanceof MpUnreach))
                        .toList();
        var gone = new ArrayList<>(update.withdrawn());
        update.attributes()
                .find(MpUnreach.class)
                .filter(unreach -> unreach.family().equals(AddressFamily.IPV4_UNICAST))
                .ifPresent(unreach -> gone.addAll(unreach.prefixes()));
        var updates = new ArrayList<Update>();
        if (!gone.isEmpty() || !update.announced().isEmpty()) {
            updates.add(new Update(gone, new PathAttributes(plain), update.announced()));
        }
        update.attributes()
                .find(MpReach.class)
                .filter(reach -> reach.family().equals(AddressFamily.IPV4_UNICAST))
                .ifPresent(reach -> updates.add(reached(reach, plain)));
        return updates;
    }

    private static Update reached(MpReach reach, List<PathAttribute> plain) {
        var attributes = new ArrayList<>(plain);
        attributes.removeIf(PathAttribute.NextHopIs.class::isInstance);
        attributes.add(new PathAttribute.NextHopIs(reach.nextHops().getFirst()));
        return new Update(List.of(), new PathAttributes(attributes), reach.prefixes());
    }

    private static boolean withdraws(List<Problem> healed) {
        return healed.stream().anyMatch(p -> p.fault().cost() == Fault.Cost.TREAT_AS_WITHDRAW);
    }

    private static List<PathAttribute> attributes(Reader in, AsWidth width, List<Problem> healed) {
        var read = new ArrayList<PathAttribute>();
        var seen = new HashSet<Integer>();
        try {
            while (!in.isEmpty()) {
                int flags = in.u8();
                int code = in.u8();
                int length = (flags & AttributeType.EXTENDED_LENGTH) != 0 ? in.u16() : in.u8();
                var fault =
                        AttributeType.of(code)
                                .map(AttributeType::fault)
                                .orElse(Fault.MALFORMED_ATTRIBUTE_LIST);
                var value = in.slice(length, fault);
                if (seen.add(code)) {
                    one(flags, code, value, width, read, healed);
                } else {
                    repeated(code, healed);
                }
            }
        } catch (WireException e) {
            heal(e, healed);
        }
        return read;
    }

    private static void one(
            int flags,
            int code,
            Reader value,
            AsWidth width,
            List<PathAttribute> read,
            List<Problem> healed) {
        var known = AttributeType.of(code);
        if (known.isEmpty()) {
            unknown(flags, code, value).ifPresent(read::add);
            return;
        }
        var type = known.get();
        if ((flags & (AttributeType.OPTIONAL | AttributeType.TRANSITIVE)) != type.flags()) {
            healed.add(
                    Problem.of(
                            Fault.ATTRIBUTE_FLAGS,
                            type + " with flags 0x" + Integer.toHexString(flags)));
        }
        try {
            read.add(type.read(value, width));
        } catch (WireException e) {
            heal(e, healed);
        }
    }

    /** RFC 4271 §5: pass on what is transitive, ignore what is not, refuse what had to be known. */
    private static Optional<PathAttribute> unknown(int flags, int code, Reader value) {
        if ((flags & AttributeType.OPTIONAL) == 0) {
            throw new WireException(
                    Problem.of(
                            Fault.UNRECOGNISED_WELL_KNOWN,
                            "attribute " + code + " claims to be well known"));
        }
        return (flags & AttributeType.TRANSITIVE) == 0
                ? Optional.empty()
                : Optional.of(new Unrecognised(flags & 0xe0, code, value.rest()));
    }

    private static void repeated(int code, List<Problem> healed) {
        boolean multiprotocol =
                code == AttributeType.MP_REACH_NLRI.code()
                        || code == AttributeType.MP_UNREACH_NLRI.code();
        var fault = multiprotocol ? Fault.REPEATED_MP_ATTRIBUTE : Fault.REPEATED_ATTRIBUTE;
        heal(new WireException(Problem.of(fault, "attribute " + code + " twice")), healed);
    }

    private static void heal(WireException e, List<Problem> healed) {
        if (e.problem().fault().cost() == Fault.Cost.RESET_SESSION) {
            throw e;
        }
        healed.add(e.problem());
    }

    /** RFC 7606 §3 d: what an announcement cannot do without. */
    private static List<Problem> missing(PathAttributes attributes, boolean announces) {
        boolean reaches = attributes.find(MpReach.class).isPresent();
        var missing = new ArrayList<String>();
        if (announces || reaches) {
            if (attributes.find(PathAttribute.OriginIs.class).isEmpty()) {
                missing.add("ORIGIN");
            }
            if (attributes.find(PathAttribute.AsPathIs.class).isEmpty()) {
                missing.add("AS_PATH");
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
}

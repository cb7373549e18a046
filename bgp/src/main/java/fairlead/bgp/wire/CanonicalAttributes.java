package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets of path attributes as tables keep them: octets of RFC 4271 §4.3 with AS numbers of four
 * octets, without MP_REACH_NLRI and MP_UNREACH_NLRI, and with a NEXT_HOP of 4, 16 or 32 octets
 * whatever the family.
 */
public final class CanonicalAttributes {

    private static final SessionShape WIDE = shape(AsWidth.FOUR);
    private static final SessionShape NARROW = shape(AsWidth.TWO);

    private CanonicalAttributes() {}

    /** The octets of {@code attributes}, in ascending order of type. */
    public static byte[] write(PathAttributes attributes) {
        return AttributeWriter.write(attributes, AsWidth.FOUR);
    }

    /** As {@link #write}, for a session whose AS numbers are {@code width} wide (RFC 6793 §4.2). */
    public static byte[] write(PathAttributes attributes, AsWidth width) {
        return AttributeWriter.write(attributes, width);
    }

    /**
     * The attributes in these octets, which are canonical: what we do not read comes out as {@link
     * PathAttribute.Unrecognised}.
     */
    public static PathAttributes read(byte[] octets) {
        return read(octets, AsWidth.FOUR);
    }

    /** As {@link #read(byte[])}, of what was written for AS numbers that are {@code width} wide. */
    public static PathAttributes read(byte[] octets, AsWidth width) {
        var list = new ArrayList<PathAttribute>();
        var partial = new ArrayList<Integer>();
        var in = Reader.of(octets, Fault.MALFORMED_ATTRIBUTE_LIST);
        while (!in.isEmpty()) {
            int flags = in.u8();
            int code = in.u8();
            int length = (flags & AttributeType.EXTENDED_LENGTH) != 0 ? in.u16() : in.u8();
            list.add(read(flags, code, in.bytes(length), width));
            if ((flags & AttributeType.PARTIAL) != 0) {
                partial.add(code);
            }
        }
        return new PathAttributes(width == AsWidth.TWO ? As4.fold(list) : list, partial);
    }

    /** A set may come from anywhere, so what counts only inside an AS is read as well. */
    private static SessionShape shape(AsWidth width) {
        return new SessionShape(
                width, true, Set.of(), Set.of(), Set.of(), Framing.LONGEST_EXTENDED);
    }

    private static PathAttribute read(int flags, int code, byte[] value, AsWidth width) {
        if (code == AttributeType.NEXT_HOP.code() && (value.length == 16 || value.length == 32)) {
            var in = Reader.of(value, Fault.INVALID_NEXT_HOP);
            return new PathAttribute.NextHopIs(
                    IpAddress.of(in.bytes(16)),
                    in.isEmpty() ? List.of() : List.of(IpAddress.of(in.bytes(16))));
        }
        return known(code, value, width == AsWidth.TWO ? NARROW : WIDE)
                .orElseGet(
                        () -> new PathAttribute.Unrecognised(flags & 0xe0, code, Octets.of(value)));
    }

    private static Optional<PathAttribute> known(int code, byte[] value, SessionShape shape) {
        var type = AttributeType.of(code);
        try {
            return type.map(t -> t.read(Reader.of(value, t.fault()), shape));
        } catch (WireException notCanonical) {
            return Optional.empty();
        }
    }
}

package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability.FourOctetAsn;
import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;

/**
 * OPEN (RFC 4271 §4.2) with capabilities (RFC 5492 §4); in the long form of RFC 9072 §2 when the
 * parameters have more than 255 octets.
 *
 * <pre>
 *  version (1) | AS (2) | hold time (2) | identifier (4) | parameters length (1) | parameters
 *                                                 long: 255 (1) | 255 (1) | length (2) | parameters
 *  parameter:  type (1) | length (1, long: 2) | value
 * </pre>
 */
final class OpenCodec {

    private static final int VERSION = 4;
    private static final int CAPABILITIES = 2;
    private static final int LONG_FORM = 255;

    private OpenCodec() {}

    static byte[] write(Open open) {
        var capabilities = Capability.octets(open.capabilities()).toArray();
        var out = new Writer().u8(VERSION).asn(open.asn(), AsWidth.TWO).u16(open.holdTime());
        out.bytes(open.id().octets());
        if (capabilities.length == 0) {
            return out.u8(0).toArray();
        }
        if (capabilities.length + 2 <= 255) {
            out.u8(capabilities.length + 2).u8(CAPABILITIES).u8(capabilities.length);
        } else {
            out.u8(LONG_FORM).u8(LONG_FORM).u16(capabilities.length + 3);
            out.u8(CAPABILITIES).u16(capabilities.length);
        }
        return out.bytes(capabilities).toArray();
    }

    static Open read(Reader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw new WireException(
                    new Problem(
                            Fault.UNSUPPORTED_VERSION,
                            "version " + version + "; we speak 4 only",
                            Octets.of((byte) 0, (byte) VERSION)));
        }
        var narrow = in.asn(AsWidth.TWO);
        int holdTime = in.u16();
        var id = in.v4();
        var capabilities = parameters(in);
        return new Open(asn(narrow, capabilities), holdTime, id, capabilities);
    }

    private static List<Capability> parameters(Reader in) {
        int length = in.u8();
        // The first type tells the forms apart; in the long form the short length means nothing.
        boolean isLong = length != 0 && in.peek() == LONG_FORM;
        if (isLong) {
            in.u8();
            length = in.u16();
        }
        var parameters = in.slice(length, Fault.MALFORMED_OPEN);
        if (!in.isEmpty()) {
            throw in.fault(in.left() + " octets after the optional parameters");
        }
        var capabilities = new ArrayList<Capability>();
        while (!parameters.isEmpty()) {
            int type = parameters.u8();
            int size = isLong ? parameters.u16() : parameters.u8();
            var value = parameters.slice(size, Fault.MALFORMED_OPEN);
            if (type != CAPABILITIES) {
                throw new WireException(
                        Problem.of(Fault.UNSUPPORTED_OPTIONAL_PARAMETER, "parameter type " + type));
            }
            while (!value.isEmpty()) {
                capabilities.add(CapabilityCodec.read(value));
            }
        }
        return capabilities;
    }

    private static Asn asn(Asn narrow, List<Capability> capabilities) {
        for (var capability : capabilities) {
            if (capability instanceof FourOctetAsn(var wide)) {
                return wide;
            }
        }
        return narrow;
    }
}

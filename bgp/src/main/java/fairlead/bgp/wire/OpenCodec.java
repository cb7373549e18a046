package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability.FourOctetAsn;
import fairlead.bgp.wire.Capability.MultiProtocol;
import fairlead.bgp.wire.Capability.Other;
import fairlead.bgp.wire.Capability.RouteRefresh;
import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;

/**
 * OPEN (RFC 4271 §4.2) with capabilities (RFC 5492 §4).
 *
 * <pre>
 *  version (1) | AS (2) | hold time (2) | identifier (4) | parameters length (1) | parameters
 *  parameter:  type (1) | length (1) | value          capability: code (1) | length (1) | value
 * </pre>
 */
final class OpenCodec {

    private static final int VERSION = 4;
    private static final int CAPABILITIES = 2;

    private OpenCodec() {}

    static byte[] write(Open open) {
        var capabilities = new Writer();
        open.capabilities().forEach(capability -> write(capabilities, capability));
        var out = new Writer().u8(VERSION).asn(open.asn(), AsWidth.TWO).u16(open.holdTime());
        out.bytes(open.id().octets());
        if (capabilities.size() == 0) {
            return out.u8(0).toArray();
        }
        if (capabilities.size() > 253) {
            throw new IllegalArgumentException(
                    capabilities.size() + " octets of capabilities do not fit into an OPEN");
        }
        out.u8(capabilities.size() + 2).u8(CAPABILITIES).u8(capabilities.size());
        return out.bytes(capabilities.toArray()).toArray();
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
        var parameters = in.slice(in.u8(), Fault.MALFORMED_OPEN);
        if (!in.isEmpty()) {
            throw in.fault(in.left() + " octets after the optional parameters");
        }
        var capabilities = new ArrayList<Capability>();
        while (!parameters.isEmpty()) {
            int type = parameters.u8();
            var value = parameters.slice(parameters.u8(), Fault.MALFORMED_OPEN);
            if (type != CAPABILITIES) {
                throw new WireException(
                        Problem.of(Fault.UNSUPPORTED_OPTIONAL_PARAMETER, "parameter type " + type));
            }
            while (!value.isEmpty()) {
                capabilities.add(read(value.u8(), value.slice(value.u8(), Fault.MALFORMED_OPEN)));
            }
        }
        return new Open(asn(narrow, capabilities), holdTime, id, capabilities);
    }

    private static Asn asn(Asn narrow, List<Capability> capabilities) {
        for (var capability : capabilities) {
            if (capability instanceof FourOctetAsn(var wide)) {
                return wide;
            }
        }
        return narrow;
    }

    private static Capability read(int code, Reader value) {
        return switch (code) {
            case 1 -> {
                value.exactly(4);
                int afi = value.u16();
                value.u8();
                yield new MultiProtocol(new AddressFamily(afi, value.u8()));
            }
            case 2 -> {
                value.exactly(0);
                yield new RouteRefresh();
            }
            case 65 -> new FourOctetAsn(value.exactly(4).asn(AsWidth.FOUR));
            default -> new Other(code, value.rest());
        };
    }

    private static void write(Writer out, Capability capability) {
        switch (capability) {
            case MultiProtocol(var family) ->
                    out.u8(1).u8(4).u16(family.afi()).u8(0).u8(family.safi());
            case RouteRefresh() -> out.u8(2).u8(0);
            case FourOctetAsn(var asn) -> out.u8(65).u8(4).asn(asn, AsWidth.FOUR);
            case Other(var code, var value) -> out.u8(code).u8(value.size()).bytes(value.toArray());
        }
    }
}

package fairlead.bgp.wire;

import fairlead.bgp.wire.Capability.AddPath;
import fairlead.bgp.wire.Capability.EnhancedRouteRefresh;
import fairlead.bgp.wire.Capability.ExtendedMessage;
import fairlead.bgp.wire.Capability.FourOctetAsn;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import fairlead.bgp.wire.Capability.MultiProtocol;
import fairlead.bgp.wire.Capability.Other;
import fairlead.bgp.wire.Capability.Role;
import fairlead.bgp.wire.Capability.RouteRefresh;
import java.util.ArrayList;

/**
 * Capabilities (RFC 5492 §4).
 *
 * <pre>
 *  code (1) | length (1) | value
 * </pre>
 *
 * A known capability with a value of the wrong size makes the OPEN malformed; an unknown one is
 * kept.
 */
final class CapabilityCodec {

    private static final int RESTARTED = 0x8;
    private static final int NOTIFICATION = 0x4;
    private static final int FORWARDING = 0x80;
    private static final int RECEIVES = 1;
    private static final int SENDS = 2;

    private CapabilityCodec() {}

    /** The next capability of {@code in}. */
    static Capability read(Reader in) {
        int code = in.u8();
        var value = in.slice(in.u8(), Fault.MALFORMED_OPEN);
        return switch (code) {
            case 1 -> {
                value.exactly(4);
                int afi = value.u16();
                value.u8();
                yield new MultiProtocol(new AddressFamily(afi, value.u8()));
            }
            case 2 -> empty(value, new RouteRefresh());
            case 6 -> empty(value, new ExtendedMessage());
            case 9 -> new Role(value.exactly(1).u8());
            case 64 -> gracefulRestart(value);
            case 65 -> new FourOctetAsn(value.exactly(4).asn(AsWidth.FOUR));
            case 69 -> addPath(value);
            case 70 -> empty(value, new EnhancedRouteRefresh());
            case 71 -> longLived(value);
            default -> new Other(code, value.rest());
        };
    }

    private static Capability empty(Reader value, Capability capability) {
        value.exactly(0);
        return capability;
    }

    /** Flags (4 bits) and time (12 bits), then AFI (2), SAFI (1), flags (1) for each family. */
    private static Capability gracefulRestart(Reader value) {
        int head = value.u16();
        var families = new ArrayList<GracefulRestart.Family>();
        while (!value.isEmpty()) {
            var family = new AddressFamily(value.u16(), value.u8());
            families.add(new GracefulRestart.Family(family, (value.u8() & FORWARDING) != 0));
        }
        int flags = head >>> 12;
        return new GracefulRestart(
                (flags & RESTARTED) != 0, (flags & NOTIFICATION) != 0, head & 0xfff, families);
    }

    /**
     * AFI (2), SAFI (1), send/receive (1) for each family. With a value for send/receive that is
     * not defined, the capability counts as not understood (RFC 7911 §4).
     */
    private static Capability addPath(Reader value) {
        var octets = value.rest();
        var in = Reader.of(octets.toArray(), Fault.MALFORMED_OPEN);
        var families = new ArrayList<AddPath.Family>();
        while (!in.isEmpty()) {
            var family = new AddressFamily(in.u16(), in.u8());
            int ways = in.u8();
            if (ways == 0 || ways > (RECEIVES | SENDS)) {
                return new Other(69, octets);
            }
            families.add(new AddPath.Family(family, (ways & RECEIVES) != 0, (ways & SENDS) != 0));
        }
        return new AddPath(families);
    }

    /** AFI (2), SAFI (1), flags (1), stale time (3) for each family. */
    private static Capability longLived(Reader value) {
        var families = new ArrayList<LongLivedGracefulRestart.Family>();
        while (!value.isEmpty()) {
            var family = new AddressFamily(value.u16(), value.u8());
            boolean forwarding = (value.u8() & FORWARDING) != 0;
            int staleTime = (value.u8() << 16) | value.u16();
            families.add(new LongLivedGracefulRestart.Family(family, forwarding, staleTime));
        }
        return new LongLivedGracefulRestart(families);
    }

    static void write(Writer out, Capability capability) {
        var value = new Writer();
        int code =
                switch (capability) {
                    case MultiProtocol(var family) -> {
                        value.u16(family.afi()).u8(0).u8(family.safi());
                        yield 1;
                    }
                    case RouteRefresh() -> 2;
                    case ExtendedMessage() -> 6;
                    case Role(var role) -> {
                        value.u8(role);
                        yield 9;
                    }
                    case GracefulRestart restart -> {
                        write(value, restart);
                        yield 64;
                    }
                    case FourOctetAsn(var asn) -> {
                        value.asn(asn, AsWidth.FOUR);
                        yield 65;
                    }
                    case AddPath(var families) -> {
                        families.forEach(family ->
                                family(value, family.family())
                                        .u8(
                                                (family.receives() ? RECEIVES : 0)
                                                        | (family.sends() ? SENDS : 0)));
                        yield 69;
                    }
                    case EnhancedRouteRefresh() -> 70;
                    case LongLivedGracefulRestart(var families) -> {
                        families.forEach(family ->
                                family(value, family.family())
                                        .u8(family.forwarding() ? FORWARDING : 0)
                                        .u8(family.staleTime() >>> 16)
                                        .u16(family.staleTime()));
                        yield 71;
                    }
                    case Other(var other, var octets) -> {
                        value.bytes(octets.toArray());
                        yield other;
                    }
                };
        if (value.size() > 255) {
            throw new IllegalArgumentException(
                    "a capability has at most 255 octets, not " + value.size());
        }
        out.u8(code).u8(value.size()).bytes(value.toArray());
    }

    private static void write(Writer value, GracefulRestart restart) {
        int flags =
                (restart.restarted() ? RESTARTED : 0) | (restart.notification() ? NOTIFICATION : 0);
        value.u16(flags << 12 | restart.time());
        restart.families()
                .forEach(family ->
                        family(value, family.family()).u8(family.forwarding() ? FORWARDING : 0));
    }

    private static Writer family(Writer out, AddressFamily family) {
        return out.u16(family.afi()).u8(family.safi());
    }
}

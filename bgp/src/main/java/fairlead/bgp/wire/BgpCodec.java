package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import java.util.Arrays;

/**
 * The door of the codec: messages to octets, and octets to messages or a problem; it never throws.
 */
public final class BgpCodec {

    private BgpCodec() {}

    /**
     * The octets of {@code message}, header included.
     *
     * @param width how wide AS numbers are on this session; an OPEN does not depend on it
     * @throws IllegalArgumentException if it would be longer than {@link Framing#LONGEST}
     */
    public static byte[] encode(BgpMessage message, AsWidth width) {
        return encode(message, SessionShape.of(width));
    }

    /**
     * The octets of {@code message}, header included.
     *
     * @throws IllegalArgumentException if it would be longer than such a session allows, or has
     *     path identifiers where none are agreed or none where they are
     */
    public static byte[] encode(BgpMessage message, SessionShape shape) {
        var body =
                switch (message) {
                    case Open open -> OpenCodec.write(open);
                    case Update update -> UpdateCodec.write(update, shape);
                    case Notification notification -> notification(notification, shape);
                    case Keepalive() -> new byte[0];
                    case RouteRefresh(var family, var subtype) ->
                            new Writer().u16(family.afi()).u8(subtype).u8(family.safi()).toArray();
                };
        int length = Framing.HEADER + body.length;
        if (!MessageType.of(message).allows(length, shape.longest())) {
            throw new IllegalArgumentException(
                    length + " octets are more than the message may have, of " + shape.longest());
        }
        var marker = new byte[16];
        Arrays.fill(marker, (byte) 0xff);
        var out = new Writer().bytes(marker).u16(length).u8(MessageType.of(message).code());
        return out.bytes(body).toArray();
    }

    /** What one whole message, as {@link Framing} cut it out, says. */
    public static Decoded decode(byte[] octets, AsWidth width) {
        return decode(octets, SessionShape.of(width));
    }

    /** What one whole message, as {@link Framing} cut it out, says on such a session. */
    public static Decoded decode(byte[] octets, SessionShape shape) {
        switch (Framing.next(octets, 0, octets.length, shape.longest())) {
            case Framing.Bad(var problem) -> {
                return new Decoded.Bad(problem);
            }
            case Framing.Whole(var length) when length == octets.length -> {}
            case Framing.Whole _, Framing.Incomplete _ -> {
                return new Decoded.Bad(
                        Problem.of(
                                Fault.BAD_MESSAGE_LENGTH,
                                octets.length + " octets are not one whole message"));
            }
        }
        try {
            var type = MessageType.of(octets[18] & 255);
            var in = Reader.of(octets, type.ifShort());
            in.bytes(Framing.HEADER);
            return switch (type) {
                case OPEN -> ok(OpenCodec.read(in));
                case UPDATE -> UpdateCodec.read(in, shape);
                case NOTIFICATION -> ok(new Notification(in.u8(), in.u8(), in.rest()));
                case KEEPALIVE -> ok(new Keepalive());
                case ROUTE_REFRESH -> ok(routeRefresh(in, octets));
            };
        } catch (WireException e) {
            return new Decoded.Bad(e.problem());
        }
    }

    /**
     * What an UPDATE says, as flat octets in canonical form. It must have been healed, as those are
     * that {@link #decode} returns.
     */
    public static CanonicalUpdate canonical(Update update) {
        return CanonicalUpdate.of(update);
    }

    /** It has to go out: of data that do not fit, the beginning. */
    private static byte[] notification(Notification notification, SessionShape shape) {
        int room = shape.longest() - Framing.HEADER - 2;
        var data = notification.data().toArray();
        return new Writer()
                .u8(notification.code())
                .u8(notification.subcode())
                .bytes(data.length > room ? Arrays.copyOf(data, room) : data)
                .toArray();
    }

    private static Decoded ok(BgpMessage message) {
        return new Decoded.Ok(message, java.util.List.of());
    }

    /**
     * AFI (2) | reserved or subtype (1) | SAFI (1). A marker of another length has an error of its
     * own, which carries it whole (RFC 7313 §5).
     */
    private static RouteRefresh routeRefresh(Reader in, byte[] octets) {
        int left = in.left();
        int afi = in.u16();
        int subtype = in.u8();
        if (left != 4) {
            boolean marker = subtype == RouteRefresh.BEGIN || subtype == RouteRefresh.END;
            throw new WireException(
                    new Problem(
                            marker ? Fault.REFRESH_LENGTH : Fault.BAD_MESSAGE_LENGTH,
                            "a ROUTE-REFRESH of " + octets.length + " octets",
                            marker ? Octets.of(octets) : Octets.of(octets[16], octets[17])));
        }
        return new RouteRefresh(new AddressFamily(afi, in.u8()), subtype);
    }
}

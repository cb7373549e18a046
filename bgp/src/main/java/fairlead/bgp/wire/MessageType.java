package fairlead.bgp.wire;

/**
 * The messages with their codes and the lengths that they may have, header included (RFC 4271
 * §6.1); where long messages are agreed, all but OPEN and KEEPALIVE may be long (RFC 8654 §4).
 */
enum MessageType {
    OPEN(1, 29, Framing.LONGEST, Fault.MALFORMED_OPEN),
    UPDATE(2, 23, Framing.LONGEST_EXTENDED, Fault.MALFORMED_ATTRIBUTE_LIST),
    NOTIFICATION(3, 21, Framing.LONGEST_EXTENDED, Fault.BAD_MESSAGE_LENGTH),
    KEEPALIVE(4, 19, 19, Fault.BAD_MESSAGE_LENGTH),
    ROUTE_REFRESH(5, 22, Framing.LONGEST_EXTENDED, Fault.BAD_MESSAGE_LENGTH);

    private final int code;
    private final int shortest;
    private final int longest;
    private final Fault ifShort;

    MessageType(int code, int shortest, int longest, Fault ifShort) {
        this.code = code;
        this.shortest = shortest;
        this.longest = longest;
        this.ifShort = ifShort;
    }

    int code() {
        return code;
    }

    /** Whether such a message may be so long where {@code agreed} octets are the most. */
    boolean allows(int length, int agreed) {
        return shortest <= length && length <= Math.min(longest, agreed);
    }

    /** The fault of a body that ends too early. */
    Fault ifShort() {
        return ifShort;
    }

    static MessageType of(int code) {
        if (code < 1 || code > values().length) {
            throw new WireException(
                    new Problem(
                            Fault.BAD_MESSAGE_TYPE,
                            "message type " + code,
                            Octets.of((byte) code)));
        }
        return values()[code - 1];
    }

    static MessageType of(BgpMessage message) {
        return switch (message) {
            case BgpMessage.Open _ -> OPEN;
            case BgpMessage.Update _ -> UPDATE;
            case BgpMessage.Notification _ -> NOTIFICATION;
            case BgpMessage.Keepalive _ -> KEEPALIVE;
            case BgpMessage.RouteRefresh _ -> ROUTE_REFRESH;
        };
    }
}

package fairlead.host.packet;

/**
 * A frame as it was seen.
 *
 * @param seconds since 1970, UTC, with {@code nanoseconds}
 * @param direction as the device's namespace sees it
 * @param length octets on the wire, of which {@code octets} are the first
 */
public record Packet(
        long seconds, int nanoseconds, Direction direction, int length, byte[] octets) {

    /** Whether the device received or sent it. */
    public enum Direction {
        IN,
        OUT
    }
}

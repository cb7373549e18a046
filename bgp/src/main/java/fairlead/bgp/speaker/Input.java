package fairlead.bgp.speaker;

import fairlead.net.IpAddress;

/**
 * What the network tells an instance. Whatever is said of a connection that it gave up is ignored.
 */
sealed interface Input {

    /** A connection that it asked for stands. */
    record Connected(ConnectionId connection) implements Input {}

    /** Somebody connected. */
    record Accepted(ConnectionId connection, IpAddress from) implements Input {}

    /** One whole message. */
    @SuppressWarnings("ArrayRecordComponent") // Made once, handed on, never compared.
    record Received(ConnectionId connection, byte[] message) implements Input {}

    /** The other side has no room; what we say waits, since now or since a little was taken. */
    record Unread(ConnectionId connection) implements Input {}

    /** All that waited is on its way. */
    record CaughtUp(ConnectionId connection) implements Input {}

    /** A connection could not be made, or broke. */
    record Lost(ConnectionId connection, String reason) implements Input {}
}

package fairlead.bgp.speaker;

import fairlead.net.IpAddress;

/** What an instance asks of the world, to be done in order. */
sealed interface Effect {

    /** Connect to {@code to}; answered by Connected or Lost. */
    record Dial(ConnectionId connection, IpAddress to) implements Effect {}

    /** Queue these octets. */
    @SuppressWarnings("ArrayRecordComponent") // Made once, handed on, never compared.
    record Send(ConnectionId connection, byte[] octets) implements Effect {}

    /** Close when what is queued is out. */
    record Close(ConnectionId connection) implements Effect {}

    /** Reset at once, without a word. */
    record Refuse(ConnectionId connection) implements Effect {}

    /** The session with this neighbour stands on this connection: watch the path of it. */
    record Watch(ConnectionId connection, Neighbour neighbour) implements Effect {}

    /** Tell whoever listens to this speaker. */
    record Tell(SpeakerEvent event) implements Effect {}

    /** For the log: what this speaker as a whole does. */
    record Remark(String text) implements Effect {}

    /** For the log: something odd that needs no reset. */
    record Note(String neighbour, String text) implements Effect {}
}

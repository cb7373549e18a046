package fairlead.bgp.rib;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.wire.PathAttributes;

/** What became of one path on its way to one peer. */
public sealed interface ExportFate {

    /**
     * The peer is told it.
     *
     * @param attributes as the peer hears them
     * @param pathId its identifier to a peer that is told several (RFC 7911); else 0
     * @param owed whether it waits until the peer has read what was sent before
     */
    record Told(PathAttributes attributes, long pathId, boolean owed) implements ExportFate {}

    /** It takes no part, so nobody is told it. */
    record KeptOut() implements ExportFate {}

    /** It is the peer's own, and nobody hears of a path of his own. */
    record Own() implements ExportFate {}

    /** The route itself, or the relation between the two peers, forbids it. */
    record Held(Hold hold) implements ExportFate {}

    /** An export policy of the peer keeps it back. */
    record Refused(Refusal why) implements ExportFate {}

    /**
     * No message to the peer can hold its attributes.
     *
     * @param longest octets that a message may have
     */
    record TooLong(int longest) implements ExportFate {}

    /** It may be told, but the peer is told one path only, and another is better. */
    record Behind() implements ExportFate {}

    /** The peer has no session in which it could be told. */
    record NoSession() implements ExportFate {}
}

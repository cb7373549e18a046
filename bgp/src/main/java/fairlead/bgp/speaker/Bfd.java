package fairlead.bgp.speaker;

import fairlead.bgp.bfd.BfdTerms;

/** Whether the path to a neighbour is watched besides the session over it (RFC 5882). */
public sealed interface Bfd {

    /** It is not: a dead path is noticed when the hold time is over. */
    record Off() implements Bfd {}

    /**
     * It is, from the first time that the session stands: when BFD says that the path is dead, the
     * session ends.
     *
     * @param multihop whether routers may lie between (RFC 5883)
     */
    record On(BfdTerms terms, boolean multihop) implements Bfd {}
}

package fairlead.bgp.bfd;

/** What a session wants done, and whose it is. */
public record BfdEffect(BfdPeer peer, BfdAction action) {}

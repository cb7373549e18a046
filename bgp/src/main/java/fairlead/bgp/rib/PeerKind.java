package fairlead.bgp.rib;

/** What a peer is to us, for selection and export. */
public enum PeerKind {
    /** Another AS: our number goes in front of the path, our address is the next hop. */
    EXTERNAL,
    /** A client of a route server: attributes pass as they came (RFC 7947 §2.2). */
    TRANSPARENT,
    /** Our own AS: is told what others told us, except by internal peers (RFC 4271 §9.2.1). */
    INTERNAL,
    /** Our own AS, and we reflect for it (RFC 4456). */
    REFLECTOR_CLIENT;

    /** Whether the peer is in our own AS. */
    public boolean isInternal() {
        return this == INTERNAL || this == REFLECTOR_CLIENT;
    }
}

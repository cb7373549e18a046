package fairlead.bgp.bmp;

/** Which of a router's tables a message speaks of. */
public enum View {
    /** What a peer told, before the import policy (RFC 7854 §5). */
    ADJ_RIB_IN(0x00, "in"),
    /** The same after the import policy. */
    ADJ_RIB_IN_POST_POLICY(0x40, "in-post"),
    /** What a peer would be told before the export policy (RFC 8671 §4). */
    ADJ_RIB_OUT(0x10, "out"),
    /** What a peer is told. */
    ADJ_RIB_OUT_POST_POLICY(0x50, "out-post"),
    /** The best paths (RFC 9069). */
    LOC_RIB(0x00, "loc-rib");

    private final int flags;
    private final String word;

    View(int flags, String word) {
        this.flags = flags;
        this.word = word;
    }

    /** The L and O bits of the peer flags. */
    int flags() {
        return flags;
    }

    /** For people: {@code in}, {@code in-post}, {@code out}, {@code out-post}, {@code loc-rib}. */
    public String word() {
        return word;
    }

    static View of(int peerType, int flags) {
        if (peerType == BmpPeer.LOC_RIB_INSTANCE) {
            return LOC_RIB;
        }
        return (flags & 0x10) != 0
                ? (flags & 0x40) != 0 ? ADJ_RIB_OUT_POST_POLICY : ADJ_RIB_OUT
                : (flags & 0x40) != 0 ? ADJ_RIB_IN_POST_POLICY : ADJ_RIB_IN;
    }
}

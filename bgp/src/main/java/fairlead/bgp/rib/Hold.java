package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeScan;

/** What keeps a path from a peer besides its policies (RFC 4271 §9.2). */
public enum Hold {
    NOTHING(""),
    NO_ADVERTISE("its community NO_ADVERTISE keeps it from everybody (RFC 1997)"),
    NO_EXPORT("its community NO_EXPORT keeps it inside of our AS (RFC 1997)"),
    NO_EXPORT_SUBCONFED("its community NO_EXPORT_SUBCONFED keeps it inside of our AS (RFC 1997)"),
    NOT_REFLECTED("branch-to-branch is off: no peer hears what another told"),
    INTERNAL("both are internal and neither is a client of ours (RFC 4456 §6)"),
    NO_NEXT_HOP("its next hop would be ours, and we have no IPv6 address to listen on");

    private final String text;

    Hold(String text) {
        this.text = text;
    }

    /** In words; empty for {@link #NOTHING}. */
    public String text() {
        return text;
    }

    /** RFC 1997, RFC 4271 §9.2.1, RFC 4456 §6, and Azure's reflection. */
    static Hold of(int flags, PeerRow from, ExportTerms to) {
        if (from.number == 0) {
            return NOTHING;
        }
        if ((flags & AttributeScan.NO_ADVERTISE) != 0) {
            return NO_ADVERTISE;
        }
        if (!to.kind().isInternal()) {
            return (flags & AttributeScan.NO_EXPORT) != 0
                    ? NO_EXPORT
                    : (flags & AttributeScan.NO_EXPORT_SUBCONFED) != 0
                            ? NO_EXPORT_SUBCONFED
                            : to.reflects() ? NOTHING : NOT_REFLECTED;
        }
        return !from.terms.kind().isInternal()
                        || to.kind() == PeerKind.REFLECTOR_CLIENT
                        || from.terms.kind() == PeerKind.REFLECTOR_CLIENT
                ? NOTHING
                : INTERNAL;
    }
}

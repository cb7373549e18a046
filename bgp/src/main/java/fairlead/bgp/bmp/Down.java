package fairlead.bgp.bmp;

import fairlead.bgp.wire.Octets;

/** Why a peer went down (RFC 7854 §4.9). */
public sealed interface Down {

    /** Reason 1: we ended it with this NOTIFICATION, whole from its marker on. */
    record WeNotified(Octets notification) implements Down {}

    /** Reason 2: we ended it without one, by this event of RFC 4271 §8.1; 0 if it has no number. */
    record WeClosed(int event) implements Down {}

    /** Reason 3: the peer ended it with this NOTIFICATION, whole from its marker on. */
    record PeerNotified(Octets notification) implements Down {}

    /** Reason 4: the peer ended it without one, or the connection was lost. */
    record PeerClosed() implements Down {}

    /** Reason 5: it is no longer monitored. */
    record NoLongerMonitored() implements Down {}

    /**
     * Reason 6, for the Loc-RIB alone (RFC 9069 §5.3): it is no longer told.
     *
     * @param table its name
     */
    record TableEnded(String table) implements Down {}

    /** A reason that has no name here, with its data. */
    record Unknown(int reason, Octets data) implements Down {}
}

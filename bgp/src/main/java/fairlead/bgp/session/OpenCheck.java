package fairlead.bgp.session;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;

/** Whether a peer's OPEN is acceptable (RFC 4271 §6.2), and what follows from it. */
sealed interface OpenCheck {

    record Agreed(Negotiated session) implements OpenCheck {}

    record Refused(Problem problem) implements OpenCheck {}

    static OpenCheck of(Open open, Terms terms) {
        if (!open.asn().equals(terms.peerAsn())) {
            return refused(
                    Fault.BAD_PEER_AS,
                    "it says AS "
                            + open.asn()
                            + ", but AS "
                            + terms.peerAsn()
                            + " is configured here; make the two agree");
        }
        if (open.holdTime() == 1 || open.holdTime() == 2) {
            return refused(
                    Fault.UNACCEPTABLE_HOLD_TIME,
                    "it proposes " + open.holdTime() + " s; 0 or at least 3 s are allowed");
        }
        // Equal identifiers are no fault between two systems: RFC 6286 §2.3.
        if (open.id().low() == 0) {
            return refused(Fault.BAD_BGP_IDENTIFIER, "its identifier is " + open.id());
        }
        boolean wide =
                open.capabilities().stream().anyMatch(Capability.FourOctetAsn.class::isInstance);
        return new Agreed(
                new Negotiated(
                        open.id(),
                        Math.min(open.holdTime(), terms.holdTime()),
                        wide ? AsWidth.FOUR : AsWidth.TWO,
                        open.capabilities()));
    }

    private static Refused refused(Fault fault, String detail) {
        return new Refused(Problem.of(fault, detail));
    }
}

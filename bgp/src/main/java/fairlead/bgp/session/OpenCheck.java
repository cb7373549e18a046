package fairlead.bgp.session;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Whether a peer's OPEN is acceptable (RFC 4271 §6.2), and what follows from it. */
sealed interface OpenCheck {

    record Agreed(Negotiated session) implements OpenCheck {}

    record Refused(Problem problem) implements OpenCheck {}

    /** Asks in the order of the RFC; the first objection stands. */
    static OpenCheck of(Open open, Terms terms) {
        return Stream.<BiFunction<Open, Terms, Optional<Problem>>>of(
                        OpenCheck::peerAs,
                        OpenCheck::holdTime,
                        OpenCheck::identifier,
                        OpenCheck::families,
                        OpenCheck::role)
                .flatMap(rule -> rule.apply(open, terms).stream())
                .findFirst()
                .<OpenCheck>map(Refused::new)
                .orElseGet(() -> new Agreed(Negotiated.of(open, terms)));
    }

    private static Optional<Problem> peerAs(Open open, Terms terms) {
        return open.asn().equals(terms.peerAsn())
                ? Optional.empty()
                : refused(
                        Fault.BAD_PEER_AS,
                        "it says AS "
                                + open.asn()
                                + ", but AS "
                                + terms.peerAsn()
                                + " is configured here; make the two agree");
    }

    private static Optional<Problem> holdTime(Open open, Terms terms) {
        return open.holdTime() == 1 || open.holdTime() == 2
                ? refused(
                        Fault.UNACCEPTABLE_HOLD_TIME,
                        "it proposes " + open.holdTime() + " s; 0 or at least 3 s are allowed")
                : Optional.empty();
    }

    /** Equal identifiers are a fault only within one system (RFC 6286 §2.2). */
    private static Optional<Problem> identifier(Open open, Terms terms) {
        if (open.id().low() == 0) {
            return refused(Fault.BAD_BGP_IDENTIFIER, "its identifier is " + open.id());
        }
        return terms.internal() && open.id().equals(terms.localId())
                ? refused(
                        Fault.BAD_BGP_IDENTIFIER,
                        "its identifier " + open.id() + " is ours; give each speaker its own")
                : Optional.empty();
    }

    /** The data are the capabilities that we miss (RFC 5492 §5). */
    private static Optional<Problem> families(Open open, Terms terms) {
        var theirs = new Offer(open.capabilities()).families();
        var ours = terms.offer().families();
        return Collections.disjoint(ours, theirs)
                ? Optional.of(
                        new Problem(
                                Fault.UNSUPPORTED_CAPABILITY,
                                "it speaks " + theirs + ", we speak " + ours,
                                Capability.octets(
                                        ours.stream()
                                                .<Capability>map(Capability.MultiProtocol::new)
                                                .toList())))
                : Optional.empty();
    }

    /** RFC 9234 §4.2: two different roles, one that does not fit ours, or none when we insist. */
    private static Optional<Problem> role(Open open, Terms terms) {
        var ours = terms.offer().find(Capability.Role.class).flatMap(Capability.Role::role);
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        var wanted = ours.get().counterpart();
        var theirs = new Offer(open.capabilities()).all(Capability.Role.class).distinct().toList();
        if (theirs.isEmpty()) {
            return terms.strictRole()
                    ? refused(Fault.ROLE_MISMATCH, "it names no role, and must be " + wanted.text())
                    : Optional.empty();
        }
        boolean fits = theirs.size() == 1 && theirs.getFirst().role().equals(Optional.of(wanted));
        return fits
                ? Optional.empty()
                : refused(
                        Fault.ROLE_MISMATCH,
                        "we are "
                                + ours.get().text()
                                + ", so it must be "
                                + wanted.text()
                                + "; it says "
                                + theirs);
    }

    private static Optional<Problem> refused(Fault fault, String detail) {
        return Optional.of(Problem.of(fault, detail));
    }
}

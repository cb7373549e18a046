package fairlead.bgpd.config;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.NeighbourOptionsDraft;
import fairlead.bgp.speaker.Relation;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A peer while its keys are read. */
final class PeerDraft {

    final NeighbourOptionsDraft options = NeighbourOptions.USUAL.draft();
    final FamiliesDraft families = new FamiliesDraft();
    final Named named;
    List<Policy> imports = List.of();
    List<Policy> exports = List.of();
    @Nullable Value place;
    @Nullable String name;
    @Nullable IpAddress address;
    @Nullable Asn asn;
    @Nullable Relation relation;
    @Nullable Value reach;
    private boolean passive;

    PeerDraft(Named named) {
        this.named = named;
    }

    void passive(boolean only) {
        passive = only;
        options.passive(only);
    }

    /** Whether it has to dial us. */
    boolean isPassive() {
        return passive;
    }

    /** Two keys say how far a peer may be; only one of them may be there. */
    void reach(Value value) {
        if (reach != null) {
            throw value.wrong("'multihop' and 'ttlSecurity' exclude each other; leave one out");
        }
        reach = value;
    }

    IpAddress address() {
        return requireNonNull(address);
    }

    Value place() {
        return requireNonNull(place);
    }

    String name() {
        return name == null ? address().toString() : name;
    }

    /** What is wrong with its AS number beside {@code own}; either may not be known. */
    Optional<String> mismatch(@Nullable Asn own) {
        if (own == null || asn == null || relation == null) {
            return Optional.empty();
        }
        if (relation.internal() == asn.equals(own)) {
            return Optional.empty();
        }
        return Optional.of(
                relation.internal()
                        ? "an internal peer has our own AS " + own + ", not " + asn
                        : "a peer with our own AS " + own + " is internal or a reflector-client");
    }

    /** Whether it is in {@code own}. */
    boolean isInternal(Asn own) {
        return relation(own).internal();
    }

    private Relation relation(Asn own) {
        if (relation != null) {
            return relation;
        }
        return own.equals(asn) ? Relation.INTERNAL : Relation.ROUTE_SERVER_CLIENT;
    }

    /** The peer of a server whose AS is {@code own}. */
    Neighbour made(Asn own, RoutePolicies policies) {
        var theirs = requireNonNull(asn);
        options.relation(relation(own))
                .families(families.made())
                .readmission(families.readmission)
                .policies(policies);
        return new Neighbour(name(), address(), theirs, options.made());
    }
}

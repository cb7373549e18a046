package fairlead.bgp.rib;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsWidth;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A peer whose session stands, and what was agreed with it.
 *
 * @param name in the configuration; unique
 * @param id its BGP identifier, which breaks ties before its address does
 * @param width how wide AS numbers are that we send it
 * @param longest octets of the longest message that it takes
 * @param families what it may tell and be told
 * @param addPathsFrom families in which it tells several paths for a prefix (RFC 7911)
 * @param addPathsTo families in which it is told all paths
 * @param policies what is asked about its routes and about those that it is told
 */
public record PeerTerms(
        String name,
        IpAddress address,
        Asn asn,
        IpAddress id,
        PeerKind kind,
        AsWidth width,
        int longest,
        Set<Family> families,
        Set<Family> addPathsFrom,
        Set<Family> addPathsTo,
        RoutePolicies policies) {

    public PeerTerms {
        families = inOrder(families);
        addPathsFrom = inOrder(addPathsFrom);
        addPathsTo = inOrder(addPathsTo);
    }

    /** So that the same events tell families in the same order, whatever hashes are. */
    private static Set<Family> inOrder(Set<Family> families) {
        var copy = EnumSet.noneOf(Family.class);
        copy.addAll(families);
        return Collections.unmodifiableSet(copy);
    }

    /** These with other policies. */
    PeerTerms with(RoutePolicies others) {
        return new PeerTerms(
                name,
                address,
                asn,
                id,
                kind,
                width,
                longest,
                families,
                addPathsFrom,
                addPathsTo,
                others);
    }

    /** Whether paths of {@code other} would be compared and told like those of this one. */
    boolean isSameAs(PeerTerms other) {
        return id.equals(other.id) && address.equals(other.address) && kind == other.kind;
    }
}

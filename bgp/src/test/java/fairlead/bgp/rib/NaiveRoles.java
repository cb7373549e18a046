package fairlead.bgp.rib;

import fairlead.bgp.policy.NaivePolicies.Answer;
import fairlead.bgp.wire.PathAttribute.OnlyToCustomer;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionRole;
import fairlead.net.Asn;
import java.util.Optional;

/** Route leaks, seen and prevented: RFC 9234 §5, rule by rule. */
final class NaiveRoles {

    private NaiveRoles() {}

    /**
     * What becomes of a route that a neighbour of {@code remote} told, to whom we are {@code us}.
     */
    static Answer heard(PathAttributes attributes, Optional<SessionRole> us, Asn remote) {
        var mark = attributes.find(OnlyToCustomer.class).map(OnlyToCustomer::asn);
        boolean leak =
                switch (them(us)) {
                    case NOBODY, PROVIDER, ROUTE_SERVER -> false;
                    // 1. with OTC, from a Customer or an RS-Client
                    case CUSTOMER, ROUTE_SERVER_CLIENT -> mark.isPresent();
                    // 2. with OTC, from a Peer, and its number is not the remote AS
                    case PEER -> mark.isPresent() && !mark.get().equals(remote);
                };
        if (leak) {
            return new Answer.Rejected("ONLY_TO_CUSTOMER: a route leak (RFC 9234)");
        }
        // 3. from a Provider, a Peer or an RS, and without OTC
        return switch (them(us)) {
            case PROVIDER, PEER, ROUTE_SERVER -> Answer.plain(marked(attributes, remote));
            case NOBODY, CUSTOMER, ROUTE_SERVER_CLIENT -> Answer.plain(attributes);
        };
    }

    /** What a neighbour is told of a route, to whom we of {@code local} are {@code us}. */
    static Optional<PathAttributes> told(
            PathAttributes attributes, Optional<SessionRole> us, Asn local) {
        boolean below = attributes.find(OnlyToCustomer.class).isPresent();
        return switch (them(us)) {
            case NOBODY -> Optional.of(attributes);
            // 1. to a Customer, a Peer or an RS-Client, and without OTC
            case CUSTOMER, ROUTE_SERVER_CLIENT -> Optional.of(marked(attributes, local));
            // 2. with OTC, to a Provider, a Peer or an RS
            case PEER -> below ? Optional.empty() : Optional.of(marked(attributes, local));
            case PROVIDER, ROUTE_SERVER -> below ? Optional.empty() : Optional.of(attributes);
        };
    }

    private enum Them {
        NOBODY,
        PROVIDER,
        ROUTE_SERVER,
        ROUTE_SERVER_CLIENT,
        CUSTOMER,
        PEER
    }

    /** What the neighbour is to us (RFC 9234 §4.2, table 2). */
    private static Them them(Optional<SessionRole> us) {
        return us.map(role ->
                        switch (role) {
                            case PROVIDER -> Them.CUSTOMER;
                            case CUSTOMER -> Them.PROVIDER;
                            case ROUTE_SERVER -> Them.ROUTE_SERVER_CLIENT;
                            case ROUTE_SERVER_CLIENT -> Them.ROUTE_SERVER;
                            case PEER -> Them.PEER;
                        })
                .orElse(Them.NOBODY);
    }

    private static PathAttributes marked(PathAttributes attributes, Asn asn) {
        return attributes.find(OnlyToCustomer.class).isPresent()
                ? attributes
                : attributes.with(new OnlyToCustomer(asn));
    }
}

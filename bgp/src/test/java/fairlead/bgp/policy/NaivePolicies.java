package fairlead.bgp.policy;

import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lists of policies make of a route, the slow and plain way, for tests of other rooms. */
public final class NaivePolicies {

    /** What stays as a policy has set it, and is otherwise told in another way. */
    public enum SetByPolicy {
        MED,
        NEXT_HOP
    }

    /** What came of a question: attributes where it is accepted, else the reason why not. */
    public sealed interface Answer {

        /**
         * @param summary the prefix that the route contributes to, if any
         * @param set which attributes are as the policies say
         */
        record Accepted(PathAttributes attributes, Optional<Prefix> summary, Set<SetByPolicy> set)
                implements Answer {

            /** The same answer with other attributes. */
            public Accepted with(PathAttributes others) {
                return new Accepted(others, summary, set);
            }
        }

        record Rejected(String reason) implements Answer {}

        /** Of a route that no policy has looked at. */
        static Answer plain(PathAttributes attributes) {
            return new Accepted(attributes, Optional.empty(), Set.of());
        }
    }

    private final Asn localAs;

    /** Policies that are asked by a speaker of this AS. */
    public NaivePolicies(Asn localAs) {
        this.localAs = localAs;
    }

    /**
     * Asks about a route that comes from, or goes to, {@code peer}.
     *
     * @param self our own address in the family of the route
     */
    public Answer ask(
            List<Policy> policies,
            Prefix prefix,
            PathAttributes attributes,
            IpAddress self,
            Asn peerAs,
            IpAddress peer,
            Validity rpki) {
        if (policies.isEmpty()) {
            return Answer.plain(attributes);
        }
        var octets = CanonicalAttributes.write(attributes);
        var route = PlainRoute.read(prefix, octets, 0, octets.length);
        var session = new Session(localAs.value(), self, peerAs.value(), peer, rpki);
        return switch (NaiveInterpreter.judge(policies, route, session)) {
            case Judgement.Accepted(var after, var summary, var set) ->
                    new Answer.Accepted(
                            after.equals(route)
                                    ? attributes
                                    : CanonicalAttributes.read(after.octets()),
                            summary.stream().map(Summary::prefix).findFirst(),
                            set);
            case Judgement.Rejected(var reason) -> new Answer.Rejected(reason);
        };
    }
}

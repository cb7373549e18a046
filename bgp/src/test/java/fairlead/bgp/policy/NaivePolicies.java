package fairlead.bgp.policy;

import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** What lists of policies make of a route, the slow and plain way, for tests of other rooms. */
public final class NaivePolicies {

    /** What came of a question: attributes where it is accepted, else the reason why not. */
    public sealed interface Answer {

        record Accepted(PathAttributes attributes) implements Answer {}

        record Rejected(String reason) implements Answer {}
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
            return new Answer.Accepted(attributes);
        }
        var octets = CanonicalAttributes.write(attributes);
        var route = PlainRoute.read(prefix, octets, 0, octets.length);
        var session = new Session(localAs.value(), self, peerAs.value(), peer, rpki);
        return switch (NaiveInterpreter.judge(policies, route, session)) {
            case Judgement.Accepted(var after, _) when after.equals(route) ->
                    new Answer.Accepted(attributes);
            case Judgement.Accepted(var after, _) ->
                    new Answer.Accepted(CanonicalAttributes.read(after.octets()));
            case Judgement.Rejected(var reason) -> new Answer.Rejected(reason);
        };
    }
}

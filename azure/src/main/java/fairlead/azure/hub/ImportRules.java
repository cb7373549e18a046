package fairlead.azure.hub;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * What an instance takes from an appliance. Refused routes are not listed, not programmed and not
 * passed on.
 *
 * @param loop a path that holds this number came back to us
 * @param ownSubnet the RouteServerSubnet; exactly this prefix is ignored, silently
 * @param nextHopsIn networks in which a next hop may be: the own and directly peered ones
 * @param maxRoutes per session; more ends the session
 */
public record ImportRules(Asn loop, Prefix ownSubnet, List<Prefix> nextHopsIn, int maxRoutes) {

    /** The rules in the order in which they are asked. */
    public enum Rule {
        LOOP,
        OWN_SUBNET,
        NEXT_HOP
    }

    /** Why a route is not taken. */
    public record Refusal(Rule rule, String reason) {}

    public ImportRules {
        nextHopsIn = List.copyOf(nextHopsIn);
    }

    /** The first rule that refuses a route; empty if it is taken. */
    public Optional<Refusal> judge(Prefix prefix, IpAddress nextHop, AsPath asPath) {
        if (asPath.contains(loop)) {
            return refused(Rule.LOOP, "AS path " + asPath + " holds " + loop + ", our own number");
        }
        if (prefix.equals(ownSubnet)) {
            return refused(Rule.OWN_SUBNET, prefix + " is the subnet of the Route Server itself");
        }
        if (nextHopsIn.stream().noneMatch(space -> space.contains(nextHop))) {
            return refused(
                    Rule.NEXT_HOP,
                    "next hop " + nextHop + " is in no network that is directly connected");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(Rule rule, String reason) {
        return Optional.of(new Refusal(rule, reason));
    }
}

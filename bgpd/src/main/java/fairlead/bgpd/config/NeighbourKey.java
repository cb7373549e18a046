package fairlead.bgpd.config;

import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.PrefixRange;
import fairlead.bgp.policy.PrefixSet;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** Reads {@code neighbour}: AS numbers and addresses, mixed. */
final class NeighbourKey {

    private NeighbourKey() {}

    static Condition condition(MatchKeys.Draft draft, Value value) {
        return new Condition.Any(value.listOrOne(one -> one(draft.named, one)));
    }

    private static Condition one(Named named, Value value) {
        var text = value.text();
        boolean address = text.indexOf('/') > 0 || text.indexOf('.') > 0 || text.indexOf(':') >= 0;
        if (!address) {
            return new Condition.NeighbourAsIn(named.asns(value));
        }
        var prefix =
                text.indexOf('/') > 0
                        ? Prefix.parseStrict(text)
                        : Prefix.host(IpAddress.parse(text));
        return new Condition.NeighbourIn(new PrefixSet(List.of(PrefixRange.orLonger(prefix))));
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The prefixes that are ours, summaries among them, as paths of the peer that we are ourselves. */
final class OwnRoutes {

    private final PeerRow ourselves;
    private final Intake intake;
    private final Summaries summaries;
    private final Set<Prefix> announced = new HashSet<>();

    OwnRoutes(PeerRow ourselves, Intake intake, Summaries summaries) {
        this.ourselves = ourselves;
        this.intake = intake;
        this.summaries = summaries;
    }

    /** They become those of these terms. */
    void become(RibTerms terms) {
        // Of both for a prefix the origination is better: IGP before INCOMPLETE.
        var wanted = new LinkedHashMap<Prefix, PathAttributes>(summaries.announced(terms));
        for (var one : terms.exports().originations()) {
            wanted.put(one.prefix(), attributes(one, terms));
        }
        for (var prefix : List.copyOf(announced)) {
            if (!wanted.containsKey(prefix)) {
                withdraw(prefix);
            }
        }
        wanted.forEach(this::announce);
    }

    /** Summaries that began or ended since the last time. */
    void settle(RibTerms terms) {
        summaries.settle((prefix, there) ->
                Summaries.attributes(prefix, terms)
                        .filter(_ -> !isOriginated(prefix, terms))
                        .ifPresent(attributes -> {
                            if (there) {
                                announce(prefix, attributes);
                            } else {
                                withdraw(prefix);
                            }
                        }));
    }

    private static boolean isOriginated(Prefix prefix, RibTerms terms) {
        return terms.exports().originations().stream().anyMatch(one -> one.prefix().equals(prefix));
    }

    private void announce(Prefix prefix, PathAttributes attributes) {
        announced.add(prefix);
        intake.take(ourselves, family(prefix), List.of(), attributes, List.of(prefix));
    }

    private void withdraw(Prefix prefix) {
        announced.remove(prefix);
        intake.take(ourselves, family(prefix), List.of(prefix), PathAttributes.NONE, List.of());
    }

    private static Family family(Prefix prefix) {
        return switch (prefix.network().family()) {
            case V4 -> Family.IPV4_UNICAST;
            case V6 -> Family.IPV6_UNICAST;
        };
    }

    private static PathAttributes attributes(ExportRules.Origination origination, RibTerms terms) {
        var list = new ArrayList<PathAttribute>();
        list.add(new PathAttribute.OriginIs(Origin.IGP));
        list.add(new PathAttribute.AsPathIs(AsPath.EMPTY));
        list.add(new PathAttribute.NextHopIs(terms.nextHop()));
        if (!origination.communities().isEmpty()) {
            list.add(new PathAttribute.Communities(origination.communities()));
        }
        return new PathAttributes(list);
    }
}

package fairlead.bgpd.server;

import fairlead.bgp.rib.TableSizes;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why routes of each peer are kept out. There are as many rules as the author of the configuration
 * wrote; of one peer no more than {@link #MOST_RULES} have a sample of their own, the rest share
 * one.
 */
final class RejectionNumbers {

    static final int MOST_RULES = 20;
    static final String OTHERS = "others";

    private static final String ROUTES = "fairlead_bgp_rejected_routes";
    private static final String REFUSALS = "fairlead_bgp_policy_refusals_total";

    private RejectionNumbers() {}

    static void write(Exposition text, TableSizes sizes) {
        text.family(ROUTES, Kind.GAUGE, "Routes of a peer that are kept out now, by reason.");
        for (var one : sizes.rejections()) {
            var reason = one.reason().name().toLowerCase(Locale.ROOT);
            text.sample(ROUTES, one.routes(), "peer", one.neighbour(), "reason", reason);
        }
        text.family(
                REFUSALS,
                Kind.COUNTER,
                "How often a rule of the import policies kept a route of a peer out.");
        var rules = new HashMap<String, Integer>();
        var rest = new HashMap<String, Long>();
        for (var one : sizes.refusals()) {
            var refusal = one.refusal();
            if (rules.merge(one.neighbour(), 1, Integer::sum) <= MOST_RULES) {
                var rule = refusal.rule() == 0 ? "" : Integer.toString(refusal.rule());
                sample(
                        text,
                        one.neighbour(),
                        refusal.policy(),
                        rule,
                        refusal.reason(),
                        one.times());
            } else {
                rest.merge(one.neighbour(), one.times(), Long::sum);
            }
        }
        rest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> sample(text, one.getKey(), "", "", OTHERS, one.getValue()));
    }

    private static void sample(
            Exposition text, String peer, String policy, String rule, String reason, long times) {
        text.sample(
                REFUSALS, times, "peer", peer, "policy", policy, "rule", rule, "reason", reason);
    }
}

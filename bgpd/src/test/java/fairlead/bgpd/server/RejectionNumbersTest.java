package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Refusal;
import fairlead.bgp.rib.RejectedRoute.Reason;
import fairlead.bgp.rib.TableSizes;
import fairlead.bgp.rib.TableSizes.OfReason;
import fairlead.bgp.rib.TableSizes.OfRule;
import fairlead.metrics.Exposition;
import fairlead.testkit.PrometheusText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionNumbersTest {

    private static String text(List<OfReason> rejections, List<OfRule> refusals) {
        var text = new Exposition();
        RejectionNumbers.write(
                text, new TableSizes(0, 0, List.of(), List.of(), rejections, refusals));
        assertThat(PrometheusText.faults(text.toString())).isEmpty();
        return text.toString();
    }

    @Test
    void everyReasonAndEveryRuleIsASample() {
        var refusal = new Refusal("sane", 2, "longer than /24");

        assertThat(
                        text(
                                List.of(new OfReason("a", Reason.OWN_AS_IN_PATH, 2)),
                                List.of(
                                        new OfRule("a", refusal, 7),
                                        new OfRule("a", Refusal.of("too long"), 1))))
                .contains(
                        "fairlead_bgp_rejected_routes{peer=\"a\",reason=\"own_as_in_path\"} 2\n",
                        "fairlead_bgp_policy_refusals_total{peer=\"a\",policy=\"sane\",rule=\"2\",reason=\"longer than /24\"} 7\n",
                        "fairlead_bgp_policy_refusals_total{peer=\"a\",policy=\"\",rule=\"\",reason=\"too long\"} 1\n");
    }

    @Test
    void rulesWithoutEndOfOnePeerShareOneSampleAndNoRefusalIsLost() {
        var refusals = new ArrayList<OfRule>();
        for (int i = 1; i <= 900; i++) {
            refusals.add(new OfRule("a", new Refusal("p", i, "no"), 1));
        }
        refusals.add(new OfRule("b", new Refusal("p", 900, "no"), 3));
        var text = text(List.of(), refusals);

        assertThat(text.lines().filter(line -> line.contains("peer=\"a\""))).hasSize(21);
        assertThat(text)
                .contains("{peer=\"a\",policy=\"\",rule=\"\",reason=\"others\"} 880\n")
                .contains("{peer=\"b\",policy=\"p\",rule=\"900\",reason=\"no\"} 3\n");
    }
}

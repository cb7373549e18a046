package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Policy;
import fairlead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guide, read as a server reads it, and asked about routes. */
class PolicyExampleTest {

    private static final Path EXAMPLE = Path.of("../docs/guide/bgp-policy.yaml");
    private static final Path GUIDE = Path.of("../docs/guide/bgp-policy.md");
    private static final String KEYS =
            "<!-- keys: made from the program by a test; -Dgolden.rewrite=true -->";
    private static final String KEYS_END = "<!-- end of keys -->";
    private static final String BEGIN =
            "<!-- verdicts: made from the example by a test; -Dgolden.rewrite=true -->";
    private static final String END = "<!-- end of verdicts -->";

    /** Peer, direction, prefix, AS path, RPKI, then what is unusual about the route. */
    private static final List<String> ROUTES =
            List.of(
                    "first  | import | 203.0.113.0/24     | 64501             | valid     |",
                    "first  | import | 203.0.113.0/24     | 64501             | invalid   |",
                    "first  | import | 10.1.0.0/16        | 64501             | not-found |",
                    "first  | import | 203.0.113.0/25     | 64501             | not-found |",
                    "first  | import | 203.0.113.7/32     | 64501             | not-found | blackhole",
                    "first  | import | 198.51.100.0/24    | 64501             | not-found |",
                    "first  | import | 2001:db8:1::/48    | 64501             | not-found | 64500:1000:1",
                    "first  | import | 203.0.113.0/24     | 64501 65000 64510 | not-found |",
                    "first  | import | 203.0.113.0/24     | 64501 1299 64510  | not-found |",
                    "first  | import | 203.0.113.0/24     | 64501             | not-found | graceful-shutdown",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | 64502:10 64502:20",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | 64502:10",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | incomplete med=100",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | via=192.0.2.200",
                    "second | export | 203.0.113.0/24     | 64501             | not-found |",
                    "second | export | 2001:db8:1::/48    | 64501             | not-found |",
                    "second | export | 203.0.113.0/24     | 64501             | not-found | 0:64502",
                    "first  | export | 198.51.100.0/24    | 64502             | not-found | 0:64500 64500:64501",
                    "first  | export | 198.51.100.0/24    | 64502             | not-found | 64500:101:64501",
                    "first  | export | 198.51.100.7/32    | 64502             | not-found | blackhole");

    @Test
    void theGuideSaysWhatBecomesOfRoutes() throws IOException {
        Golden.checkBetween(GUIDE, BEGIN, END, Verdicts.of(EXAMPLE).table(ROUTES));
    }

    @Test
    void theGuideListsEveryKey() {
        Golden.checkBetween(
                GUIDE,
                KEYS,
                KEYS_END,
                "\nOf a rule:\n\n"
                        + KeysPageTest.table(RuleKeys.ALL)
                        + "\nOf `match`, all of which have to hold:\n\n"
                        + KeysPageTest.table(MatchKeys.ALL)
                        + "\n");
    }

    @Test
    void theExampleHasAPolicyForEverybody() throws IOException {
        for (var name : List.of("first", "second")) {
            var policies = Verdicts.of(EXAMPLE).peer(name).options().policies();
            assertThat(policies.imports())
                    .extracting(Policy::name)
                    .startsWith(
                            "reject-rpki-invalid",
                            "graceful-shutdown",
                            "blackhole",
                            "clean",
                            "tag");
            assertThat(policies.exports())
                    .extracting(Policy::name)
                    .startsWith("route-server-communities", "blackhole-no-export");
        }
    }
}

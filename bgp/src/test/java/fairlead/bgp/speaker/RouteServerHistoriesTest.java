package fairlead.bgp.speaker;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A route server with clients of all kinds, roles and drawn policies, who come and go, fall silent,
 * stop reading, flood, tell too much, are configured anew and restart, while the RPKI changes its
 * mind, paths die and the server itself starts anew. After every event it holds, rejects and has
 * told what a naive one would that has heard the same; {@code -Dprop.seed=N} runs one history
 * again.
 */
class RouteServerHistoriesTest {

    @Test
    void afterEveryEventTheServerIsWhatANaiveOneWouldBe() {
        var seen = new TreeMap<String, Integer>();
        forAll(
                1_000,
                SplittableRandom::nextLong,
                seed ->
                        new RouteServerHistory(seed)
                                .run()
                                .forEach((what, count) -> seen.merge(what, count, Integer::sum)));
        if (Long.getLong("prop.seed") == null) {
            assertThat(seen.keySet())
                    .as("what has happened in all histories")
                    .contains(
                            "a dead path",
                            "a route leak",
                            "a summary",
                            "an Azure history",
                            "back",
                            "connected anew",
                            "kept",
                            "kept for long",
                            "kept out and back",
                            "left in silence",
                            "left with words",
                            "marked as for customers only",
                            "over a limit",
                            "refreshed",
                            "refused for its role",
                            "rejected by a policy",
                            "silent",
                            "told all paths",
                            "waited after a restart",
                            "waited for too long");
        }
    }
}

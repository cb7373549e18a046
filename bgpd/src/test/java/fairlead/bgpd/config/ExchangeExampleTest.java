package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's file for an exchange, read as a server reads it, and asked about routes. */
class ExchangeExampleTest {

    private static final Path EXAMPLE = Path.of("../docs/guide/bgp-exchange.yaml");
    private static final Path GUIDE = Path.of("../docs/guide/bgp-exchange.md");
    private static final String BEGIN =
            "<!-- verdicts: made from the example by a test; -Dgolden.rewrite=true -->";
    private static final String END = "<!-- end of verdicts -->";

    private static final List<String> ROUTES =
            List.of(
                    "first     | import | 203.0.113.0/24   | 64501               | valid     |",
                    "first-v6  | import | 2001:db8:1::/48  | 64501 64510         | not-found |",
                    "first     | import | 203.0.113.0/24   | 64501               | invalid   |",
                    "first     | import | 203.0.113.0/24   | 64501               | valid     | via=192.0.2.12",
                    "first-v6  | import | 2001:db8:1::/48  | 64501               | valid     | via=2001:db8:f::12",
                    "first     | import | 203.0.113.0/24   | 64510               | valid     |",
                    "first     | import | 203.0.113.0/24   | 64501 {64510,64511} | not-found |",
                    "first     | import | 203.0.113.0/24   | 64501*33            | valid     |",
                    "first     | import | 203.0.113.0/24   | 64501 65000         | valid     |",
                    "first     | import | 203.0.113.0/24   | 64501 1299 64510    | valid     |",
                    "first     | import | 203.0.113.0/24   | 64501 64499         | valid     |",
                    "first     | import | 192.0.2.128/25   | 64501               | not-found |",
                    "first     | import | 0.0.0.0/0        | 64501               | not-found |",
                    "first     | import | 10.1.0.0/16      | 64501               | not-found |",
                    "first-v6  | import | 5f00::/16        | 64501               | not-found |",
                    "first     | import | 64.0.0.0/7       | 64501               | not-found |",
                    "first     | import | 203.0.113.0/25   | 64501               | valid     |",
                    "first     | import | 203.0.113.0/24   | 64501 64505         | not-found |",
                    "first     | import | 198.51.100.0/24  | 64501               | not-found |",
                    "first     | import | 203.0.113.7/32   | 64501               | invalid   | blackhole",
                    "first     | import | 203.0.113.0/28   | 64501               | invalid   | blackhole",
                    "first     | import | 198.51.100.7/32  | 64501               | not-found | blackhole",
                    "first     | import | 203.0.113.0/24   | 64501               | valid     | graceful-shutdown",
                    "first     | import | 203.0.113.0/24   | 64501               | not-found | no-export 64500:1000:1",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 64500:1000:2 64500:1001:1",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 0:64502",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 0:64500",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 64500:0:0 64500:1:64502",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 64500:102:64502",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 64500:65281:64502",
                    "second    | export | 203.0.113.0/24   | 64501               | valid     | 64500:65281:64509",
                    "second    | export | 203.0.113.7/32   | 64501               | invalid   | blackhole",
                    "second-v6 | export | 2001:db8:1::7/128 | 64501              | invalid   | blackhole");

    @Test
    void theGuideSaysWhatBecomesOfRoutes() throws IOException {
        Golden.checkBetween(GUIDE, BEGIN, END, Verdicts.of(EXAMPLE).table(ROUTES));
    }

    /** What the page says of every member: nothing depends on which of them it is. */
    @Test
    void eachMemberIsHeldToItsOwnListInBothFamilies() throws IOException {
        var verdicts = Verdicts.of(EXAMPLE);
        assertThat(verdicts.verdict("second | import | 198.51.100.0/24 | 64502 | valid |"))
                .startsWith("accepted");
        assertThat(verdicts.verdict("second-v6 | import | 2001:db8:2::/48 | 64502 | valid |"))
                .startsWith("accepted");
        assertThat(verdicts.verdict("second | import | 203.0.113.0/24 | 64502 | valid |"))
                .isEqualTo("rejected: not registered for AS 64502");
        assertThat(verdicts.verdict("second-v6 | import | 2001:db8:1::/48 | 64502 | valid |"))
                .isEqualTo("rejected: not registered for AS 64502");
    }

    @Test
    void aMemberWithTwoRoutersMayTellTheAddressOfTheOther() throws IOException {
        var rule =
                "    - match: {not: {any: [{nextHop: peer}, {neighbour: 64501, nextHop:"
                        + " 192.0.2.13/32}]}}\n";
        assertThat(Files.readString(GUIDE)).contains(rule);
        var text = Files.readString(EXAMPLE);
        var changed = text.replace("    - match: {not: {nextHop: peer}}\n", rule);
        assertThat(changed).isNotEqualTo(text);
        var verdicts = new Verdicts(Readings.good(changed));
        assertThat(
                        verdicts.verdict(
                                "first | import | 203.0.113.0/24 | 64501 | valid | via=192.0.2.13"))
                .startsWith("accepted");
        assertThat(
                        verdicts.verdict(
                                "first | import | 203.0.113.0/24 | 64501 | valid | via=192.0.2.12"))
                .isEqualTo("rejected: the next hop is not the member's own address");
        assertThat(
                        verdicts.verdict(
                                "second | import | 198.51.100.0/24 | 64502 | valid |"
                                        + " via=192.0.2.13"))
                .isEqualTo("rejected: the next hop is not the member's own address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first    | import | 203.0.113.0/24  | 64501       | valid |",
                "first    | import | 198.51.100.0/24 | 64501       | valid |",
                "first-v6 | import | 2001:db8:1::/48 | 64501       | valid |",
                "first    | import | 31.0.0.0/16     | 64501       | valid |",
                "first    | import | 31.0.0.0/16     | 64501 65540 | valid |",
            })
    void withItsCommentedLinesItIsForTheInternet(String route) throws IOException {
        var text = Files.readString(EXAMPLE);
        var whole = text.replaceAll("(?m)^( +)#(- .*# documentation)$", "$1$2");
        assertThat(whole.lines().filter(line -> line.endsWith("# documentation")))
                .hasSize(5)
                .allMatch(line -> line.strip().startsWith("- "));
        assertThat(new Verdicts(Readings.good(whole)).verdict(route))
                .isIn("rejected: a bogon", "rejected: a reserved number in the AS path");
    }
}

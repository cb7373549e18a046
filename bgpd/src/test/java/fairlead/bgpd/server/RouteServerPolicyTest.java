package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of a whole route server, with real BIRDs as peers. */
@Tag("kernel")
@Tag("interop")
class RouteServerPolicyTest {

    private static final String HEAD =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: 192.0.2.1
            connectRetry: 1s
            policies:
              short:
                - match: {prefixes: 0.0.0.0/0 ge 25}
                  then: {reject: "longer than /24"}
            """;
    private static final String PEERS =
            """
            peers:
              - {address: 192.0.2.11, asn: 64511, import: short}
              - {address: 192.0.2.12, asn: 64512}
            """;

    @TempDir Path folder;
    @AutoClose Lab lab;

    @BeforeEach
    void build() throws Exception {
        lab = new Lab(folder);
    }

    @Test
    void aRejectedRouteIsExplainedAndAReloadBringsItInWithoutAskingAgain() throws Exception {
        lab.serve(HEAD + PEERS);
        lab.bird(11, "debug { events, packets };", "10.11.0.0/24", "10.11.1.0/25");
        lab.bird(12, "");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.birdc(12, "show route")).contains("10.11.0.0/24"));
        assertThat(lab.birdc(12, "show route")).doesNotContain("10.11.1.0/25");
        assertThat(lab.told("rejected", "prefix")).isEqualTo("10.11.1.0/25");
        assertThat(lab.told("rejected", "reason")).isEqualTo("longer than /24");
        var since = lab.told("peers peer 192.0.2.11", "since");

        lab.reload(HEAD.replace("ge 25", "ge 26") + PEERS);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.birdc(12, "show route")).contains("10.11.1.0/25"));
        assertThat(lab.show("rejected")).isEmpty();

        lab.reload(HEAD.replace("ge 25", "ge 24") + PEERS);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.birdc(12, "show route")).doesNotContain("10.11."));
        assertThat(lab.show("rejected")).hasSize(2);
        assertThat(lab.told("peers peer 192.0.2.11", "since")).isEqualTo(since);
        assertThat(lab.log(11).lines().filter(line -> !line.contains("Connection collision")))
                .noneMatch(line -> line.contains("ROUTE-REFRESH") || line.contains("Received:"));
    }

    @Test
    void aSenderChoosesByCommunityWhoHearsAndHow() throws Exception {
        lab.serve(HEAD + "export: route-server-communities\n" + PEERS);
        lab.bird(
                11,
                """
                export filter {
                    if net = 10.11.0.0/24 then bgp_community.add((0, 64512));
                    if net = 10.11.1.0/24 then bgp_large_community.add((64500, 102, 64512));
                    if net = 10.11.2.0/24 then bgp_community.add((64511, 7));
                    accept;
                };
                """,
                "10.11.0.0/24",
                "10.11.1.0/24",
                "10.11.2.0/24");
        lab.bird(12, "");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(lab.birdc(12, "show route all 10.11.1.0/24"))
                            .contains("BGP.as_path: 64511 64511 64511\n")
                            .doesNotContain("large_community");
                    assertThat(lab.birdc(12, "show route all 10.11.2.0/24"))
                            .contains("BGP.as_path: 64511\n")
                            .contains("BGP.community: (64511,7)");
                    assertThat(lab.show("routes peer 192.0.2.11")).hasSize(3);
                });
        assertThat(lab.birdc(12, "show route")).doesNotContain("10.11.0.0/24");
    }

    @Test
    void aSummaryIsToldInsteadOfItsRoutesAndGoesWithTheLastOfThem() throws Exception {
        var summary =
                """
                import: [{match: {prefixes: 10.11.0.0/16 ge 17}, summarise: 10.11.0.0/16}]
                export: [{match: {prefixes: 10.11.0.0/16 ge 17}, then: reject}]
                """;
        lab.serve(HEAD + summary + PEERS);
        lab.bird(11, "", "10.11.0.0/24", "10.11.1.0/24");
        lab.bird(12, "");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.birdc(12, "show route all 10.11.0.0/16"))
                                .contains("BGP.as_path: 64500\n")
                                .contains("BGP.next_hop: 192.0.2.1\n")
                                .contains("BGP.atomic_aggr:")
                                .contains("BGP.aggregator: 192.0.2.1 AS64500"));
        assertThat(lab.birdc(12, "show route")).doesNotContain("/24");
        lab.birdc(11, "disable server");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(
                        () -> assertThat(lab.birdc(12, "show route")).doesNotContain("10.11."));
    }

    @Test
    void withoutAPolicyWhereOneIsRequiredNothingPasses() throws Exception {
        lab.serve("requirePolicy: true\n" + HEAD + PEERS);
        lab.bird(11, "", "10.11.0.0/24");
        lab.bird(12, "", "10.12.0.0/24");
        lab.awaitUp(11);
        lab.awaitUp(12);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.told("rejected peer 192.0.2.12", "reason"))
                                .isEqualTo("no policy for this neighbour (RFC 8212)"));
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.told("routes peer 192.0.2.11", "prefix").equals("10.11.0.0/24"));
        assertThat(lab.show("advertised peer 192.0.2.12")).isEmpty();
    }
}

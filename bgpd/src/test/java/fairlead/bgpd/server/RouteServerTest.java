package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole route server, its signals and its file, with real BIRDs as peers. */
@Tag("kernel")
@Tag("interop")
class RouteServerTest {

    private static final String HEAD =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: [192.0.2.1, "2001:db8::1"]
            connectRetry: 1s
            peers:
            """;
    private static final String RESTARTING =
            HEAD.replace("peers:", "defaults: {gracefulRestart: restarting}\npeers:");
    private static final String FIRST = "  - {address: 192.0.2.11, asn: 64511}\n";
    private static final String SECOND = "  - {address: 192.0.2.12, asn: 64512, passive: true}\n";

    @TempDir Path folder;
    @AutoClose Lab lab;

    @BeforeEach
    void build() throws Exception {
        lab = new Lab(folder);
    }

    @Test
    void whatOnePeerTellsReachesTheOtherUnchanged() throws Exception {
        lab.serve(HEAD + FIRST + SECOND);
        lab.bird(11, "export filter { bgp_med = 77; accept; };", "10.11.0.0/24");
        lab.bird(12, "", "10.12.0.0/24");

        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.birdc(12, "show route 10.11.0.0/24 all"))
                                .contains("BGP.as_path: 64511\n")
                                .contains("BGP.next_hop: 192.0.2.11\n")
                                .contains("BGP.med: 77\n"));
        assertThat(lab.told("advertised peer 192.0.2.12", "prefix")).isEqualTo("10.11.0.0/24");
        assertThat(lab.told("routes peer 192.0.2.12 prefix 10.12.0.7", "asPath"))
                .isEqualTo("64512");
    }

    @Test
    void aReloadTouchesOnlyTheSessionsThatItConcerns() throws Exception {
        lab.serve(HEAD + FIRST + SECOND);
        lab.bird(11, "");
        lab.bird(12, "");
        lab.awaitUp(11);
        lab.awaitUp(12);
        var first = lab.told("peers peer 192.0.2.11", "since");
        var flaps = lab.told("peers peer 192.0.2.11", "flaps");
        var second = lab.told("peers peer 192.0.2.12", "since");

        lab.reload(HEAD + FIRST + SECOND.replace("passive: true", "passive: maybe"));
        assertThat(lab.said("err"))
                .contains("rs.yaml:7:48: peers[1].passive: 'maybe' is neither true nor false")
                .contains("was not put in force");
        assertThat(lab.told("peers peer 192.0.2.12", "since")).isEqualTo(second);
        assertThat(String.join("", lab.show("status")))
                .contains("\"inForce\":false")
                .contains("rs.yaml:7:48: peers[1].passive");

        lab.reload(HEAD + FIRST + SECOND.replace("passive: true", "holdTime: 30"));
        await().atMost(Lab.PATIENCE)
                .until(() -> !lab.told("peers peer 192.0.2.12", "since").equals(second));
        lab.awaitUp(12);
        assertThat(String.join("", lab.show("status")))
                .contains("\"inForce\":true,\"problems\":[]");

        lab.reload(HEAD + FIRST);
        await().atMost(Lab.PATIENCE).until(() -> lab.show("peers").size() == 1);
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.log(12).contains("Received: Peer de-configured"));

        assertThat(lab.told("peers peer 192.0.2.11", "since")).isEqualTo(first);
        assertThat(lab.told("peers peer 192.0.2.11", "flaps")).isEqualTo(flaps);
    }

    @Test
    void howASessionEndedIsSaidInTheWordsOfTheOtherSide() throws Exception {
        lab.serve(HEAD + FIRST + SECOND);
        lab.bird(11, "", "10.11.0.0/24");
        lab.bird(12, "");
        lab.awaitUp(11);
        lab.awaitUp(12);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.told("why peer 192.0.2.12 prefix 10.11.0.7", "answer"))
                                .isEqualTo(
                                        "192.0.2.12 is told 10.11.0.0/24 by the path of"
                                                + " 192.0.2.11"));

        lab.birdc(12, "disable server \"back-at-ten\"");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.told("peer peer 192.0.2.12", "reason"))
                                .isEqualTo(
                                        "it sent cease: administrative shutdown (6/2), it says:"
                                                + " back-at-ten"));
        assertThat(lab.told("peer peer 192.0.2.12", "by")).isEqualTo("peer");
        assertThat(lab.told("why peer 192.0.2.12 prefix 10.11.0.7", "answer"))
                .startsWith("192.0.2.12 is told nothing: its session is ");
    }

    @Test
    void hangupsAreHeardThoughWhoStartedTheServerHadThemIgnored() throws Exception {
        lab.serve(HEAD + FIRST, List.of("nohup"));
        lab.reload(HEAD + FIRST + SECOND);
        assertThat(lab.show("peers")).hasSize(2);
    }

    @Test
    void aSecretIsNeededWhereThereIsOneAndMayBeChanged() throws Exception {
        var secret = FIRST.replace("}", ", password: sesame}");
        lab.serve(HEAD + secret);
        lab.bird(11, "password \"sesame\";");
        lab.awaitUp(11);

        lab.reload(HEAD + secret.replace("sesame", "another"));
        await().atMost(Lab.PATIENCE).until(() -> lab.counter("TCPMD5Failure") > 0);
        assertThat(lab.told("peers peer 192.0.2.11", "state")).isNotEqualTo("Established");

        lab.reload(HEAD + secret);
        lab.awaitUp(11);
        assertThat(lab.said("err")).doesNotContain("sesame").doesNotContain("another");
    }

    @Test
    void aPeerFromTooFarIsNotHeard() throws Exception {
        lab.serve(
                HEAD
                        + FIRST.replace("}", ", ttlSecurity: 1}")
                        + SECOND.replace("}", ", ttlSecurity: 1}"));
        lab.bird(11, "multihop 1; ttl security on;");
        lab.bird(12, "multihop 5;");

        lab.awaitUp(11);
        await().atMost(Lab.PATIENCE).until(() -> lab.counter("TCPMinTTLDrop") > 0);
        assertThat(lab.told("peers peer 192.0.2.12", "state")).isNotEqualTo("Established");
    }

    @Test
    void ipv6RoutesPassOverIpv6SessionsBesideIpv4() throws Exception {
        lab.serve(
                HEAD
                        + FIRST
                        + "  - {address: '2001:db8::11', asn: 64511}\n"
                        + "  - {address: '2001:db8::12', asn: 64512, passive: true, password: s}\n");
        lab.bird(11, "");
        lab.awaitUp(11);
        lab.bird6(11, "multihop;", "2001:db8:11::/48");
        lab.bird6(12, "multihop; password \"s\";");

        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.birdc6(12, "show route 2001:db8:11::/48 all"))
                                .contains("BGP.as_path: 64511\n")
                                .contains("BGP.next_hop: 2001:db8::11"));
    }

    @Test
    void allAddressesOfBothFamiliesCanBeListenedOn() throws Exception {
        lab.serve(
                HEAD.replaceFirst("listen: .*", "listen: [0.0.0.0, '::']")
                        .replace("peers:", "peers: []"));
        assertThat(lab.said("err"))
                .contains("listening on 0.0.0.0:179")
                .contains("listening on [::]:179")
                .doesNotContain("not listening");
    }

    @Test
    void aPeerThatTellsTooMuchLosesItsSession() throws Exception {
        lab.serve(HEAD + FIRST.replace("}", ", prefixLimit: 2}"));
        lab.bird(11, "", "10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24");

        await().atMost(Lab.PATIENCE)
                .until(() -> lab.log(11).contains("Received: Maximum number of prefixes reached"));
        assertThat(lab.told("peers peer 192.0.2.11", "lastError"))
                .contains("over the limit of 2; it is kept out for 1800 s");
    }

    @Test
    void aPeerThatTellsTooMuchStaysOutForItsTimeAndComesBack() throws Exception {
        var events = folder.resolve("events");
        lab.serve(
                "events: {file: "
                        + events
                        + "}\n"
                        + HEAD
                        + FIRST.replace(
                                "}", ", passive: true, prefixLimit: {ipv4: 2, restart: 8s}}"));
        lab.bird(11, "", "10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24");

        await().atMost(Lab.PATIENCE)
                .until(() -> lab.log(11).contains("Received: Connection rejected"));
        assertThat(lab.told("peers peer 192.0.2.11", "state")).isEqualTo("Idle");
        assertThat(String.join("", lab.show("peers peer 192.0.2.11")))
                .contains("\"idleHold\":{\"reason\":\"prefix-limit\",\"left\":");
        await().atMost(Lab.PATIENCE).until(() -> times(events, "up").size() == 2);
        assertThat(Duration.between(times(events, "down").get(0), times(events, "up").get(1)))
                .as("from its end to its return")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void aReloadWithAHigherLimitLetsAPeerInAtOnceAndCostsNoSession() throws Exception {
        lab.serve(HEAD + FIRST.replace("}", ", prefixLimit: {ipv4: 2, restart: never}}"));
        lab.bird(11, "", "10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24");
        lab.awaitState("192.0.2.11", "Idle");

        lab.reload(HEAD + FIRST.replace("}", ", prefixLimit: {ipv4: 3, restart: never}}"));
        lab.awaitUp(11);
        var since = lab.told("peers peer 192.0.2.11", "since");

        lab.reload(HEAD + FIRST.replace("}", ", prefixLimit: 4}"));
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.told("peer peer 192.0.2.11", "restart").equals("1800s"));
        assertThat(lab.told("peers peer 192.0.2.11", "state")).isEqualTo("Established");
        assertThat(lab.told("peers peer 192.0.2.11", "since")).isEqualTo(since);
    }

    /** When sessions came up or went down, by the event log. */
    private static List<Instant> times(Path events, String event) throws IOException {
        return Pattern.compile("\"at\":\"([^\"]+)\",\"event\":\"" + event + "\"")
                .matcher(Files.exists(events) ? Files.readString(events) : "")
                .results()
                .map(found -> Instant.parse(found.group(1)))
                .toList();
    }

    @Test
    void aLimitThatOnlyWarnsIsSaidOnceAndEndsNothing() throws Exception {
        lab.serve(HEAD + FIRST.replace("}", ", prefixLimit: {ipv4: 2, action: warn}}"));
        lab.bird(11, "", "10.1.0.0/24", "10.2.0.0/24", "10.3.0.0/24");

        await().atMost(Lab.PATIENCE)
                .until(() -> lab.told("peers peer 192.0.2.11", "accepted").equals("3"));
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.said("err").contains("tells more than 2 prefixes of ipv4"));
        assertThat(lab.told("peers peer 192.0.2.11", "state")).isEqualTo("Established");
    }

    @Test
    void sigtermSaysGoodbyeToAllAndEndsWell() throws Exception {
        lab.serve(HEAD + FIRST + SECOND);
        lab.bird(11, "");
        lab.bird(12, "");
        lab.awaitUp(11);
        lab.awaitUp(12);

        lab.server().destroy();

        assertThat(lab.server().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.server().exitValue()).isEqualTo(Ending.DONE.ordinal());
        for (int host : new int[] {11, 12}) {
            await().atMost(Lab.PATIENCE)
                    .until(() -> lab.log(host).contains("Received: Administrative shutdown"));
        }
        assertThat(folder.resolve("control")).doesNotExist();
        assertThat(folder.resolve("control.running")).doesNotExist();
    }

    @Test
    void sigusr1LeavesRoutesWithPeersUntilTheServerIsBack() throws Exception {
        lab.serve(RESTARTING + FIRST + SECOND);
        lab.bird(11, "", "10.11.0.0/24");
        lab.bird(12, "", "10.12.0.0/24");
        awaitRoutesBothWays();

        new ProcessBuilder("kill", "-USR1", Long.toString(lab.server().pid())).start().waitFor();

        assertThat(lab.server().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.server().exitValue()).isEqualTo(Ending.DONE.ordinal());
        backAgain();
    }

    @Test
    void aServerThatWasKilledStartsAgainAsARestartingOne() throws Exception {
        lab.serve(RESTARTING + FIRST + SECOND);
        lab.bird(11, "", "10.11.0.0/24");
        lab.bird(12, "", "10.12.0.0/24");
        awaitRoutesBothWays();

        lab.server().destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        backAgain();
    }

    @Test
    void afterARestartItIsSaidWhoIsWaitedFor() throws Exception {
        java.nio.file.Files.createFile(folder.resolve("control.running"));
        lab.serve(RESTARTING + FIRST + SECOND);
        lab.bird(12, "");
        lab.awaitUp(12);
        assertThat(lab.told("why peer 192.0.2.12 prefix 10.11.0.0/24", "answer"))
                .contains("after a restart everything waits until 192.0.2.11 has told all");
        lab.bird(11, "", "10.11.0.0/24");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.birdc(12, "show route 10.11.0.0/24")).contains("[server "));
        assertThat(lab.told("why peer 192.0.2.12 prefix 10.11.0.0/24", "answer"))
                .contains("is told 10.11.0.0/24 by the path of 192.0.2.11")
                .doesNotContain("restart");
    }

    private void awaitRoutesBothWays() {
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(lab.birdc(12, "show route 10.11.0.0/24")).contains("[server ");
                    assertThat(lab.birdc(11, "show route 10.12.0.0/24")).contains("[server ");
                });
    }

    /** Who was told something still has it, and hears it again, when the server is back. */
    private void backAgain() throws Exception {
        await().atMost(Lab.PATIENCE)
                .until(() ->
                        lab.birdc(12, "show protocols all server")
                                .contains("Neighbor graceful restart active"));
        assertThat(lab.birdc(12, "show route 10.11.0.0/24")).contains("[server ");
        // One that told it to us is back last: until then nobody is to hear that there is less.
        lab.birdc(11, "disable server");
        lab.serve(RESTARTING + FIRST + SECOND);
        lab.awaitUp(12);
        await().during(Duration.ofSeconds(2))
                .atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lab.birdc(12, "show route 10.11.0.0/24")).contains("[server "));
        lab.birdc(11, "enable server");
        lab.awaitUp(11);
        await().atMost(Lab.PATIENCE).until(() -> lab.said("err").contains("the restart is over"));
        assertThat(lab.said("err")).contains("restarting: nothing is told before");
        awaitRoutesBothWays();
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.told("peers peer 192.0.2.12", "advertised").equals("1"));
        assertThat(lab.birdc(12, "show protocols all server"))
                .as("received, rejected, filtered, ignored and accepted withdrawals")
                .containsPattern("Import withdraws: +\\d+ +0 +--- +\\d+ +0\n");
    }

    @Test
    void aSecondServerIsToldThatTheAddressIsInUse() throws Exception {
        lab.serve(HEAD + FIRST);
        var first = lab.server();
        try {
            assertThat(lab.start().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lab.server().exitValue()).isEqualTo(Ending.ADDRESS_TAKEN.ordinal());
            assertThat(lab.said("err")).contains("192.0.2.1:179 is in use by another program");
        } finally {
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}

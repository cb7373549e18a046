package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void aTableIsSpacedAsAzSpacesIt() {
        var table =
                new Table("Name", "PeerAsn", "PeerIp")
                        .row("nva_0", "65001", "10.1.2.4")
                        .row("nva_10", "65001", "");

        assertThat(table.toString())
                .isEqualTo(
                        """
                        Name    PeerAsn    PeerIp
                        ------  ---------  --------
                        nva_0   65001      10.1.2.4
                        nva_10  65001
                        """);
    }

    @Test
    void aRowMustFitItsHeadings() {
        assertThatThrownBy(() -> new Table("One", "Two").row("1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    default | root | /root | | /var/lib/fairlead/default
                    demo    | mia  | /home/mia | | /home/mia/.local/state/fairlead/demo
                    demo    | mia  | /home/mia | /data/fl | /data/fl/demo
                    demo    | root | /root | /data/../fl | /fl/demo
                    """)
    void aCloudLivesWhereItsUserKeepsState(
            String cloud, String user, String home, String set, String expected) {
        var environment = set == null ? Map.<String, String>of() : Map.of("FAIRLEAD_HOME", set);

        assertThat(StateFolder.of(cloud, environment, user, home).path()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "-x", ".hidden", "a b", "x\n"})
    void aCloudsNameIsOneFoldersName(String name) {
        assertThatThrownBy(() -> StateFolder.of(name, Map.of(), "mia", "/home/mia"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(Exit.USAGE));
    }

    @Test
    void aProcessIsNamedByPidAndStartTime() {
        assertThat(ProcessId.parse("12 345\n")).contains(new ProcessId(12, 345));
        assertThat(List.of("", "12", "12 x", "-1 2", "1 2 3", "99999999999999999999 1"))
                .allSatisfy(text -> assertThat(ProcessId.parse(text)).isEmpty());
    }

    @Test
    void theStartTimeIsFoundWhateverTheProcessIsCalled() {
        var stat = "42 (a) b ((c) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 1 2";

        assertThat(ProcessId.startTimeIn(stat)).isEqualTo(98765);
    }

    @Test
    void connectionsAreCountedAtTheMasqueradeRule() {
        var rules =
                """
                Chain POSTROUTING (policy ACCEPT 17 packets, 1020 bytes)
                    pkts      bytes target     prot opt in     out     source               destination
                     341    20460 MASQUERADE  0    --  *      eth0    0.0.0.0/0           !10.0.0.0/8
                """;

        assertThat(Traffic.masqueraded(rules)).isEqualTo(341);
    }

    @Test
    void appliancesAreOrderedByNumber() {
        assertThat(List.of("nva_10", "nva_2", "nva_0").stream().sorted(Traffic::byNumber))
                .containsExactly("nva_0", "nva_2", "nva_10");
    }

    @Test
    void onlyLearnedDefaultRoutesCountAsNextHops() {
        var routes =
                CloudApi.JSON.readTree(
                        """
                        {"value":[
                          {"source":"Default","addressPrefix":["0.0.0.0/0"],"nextHopIpAddress":[]},
                          {"source":"VirtualNetworkGateway","addressPrefix":["0.0.0.0/0"],"nextHopIpAddress":["10.1.2.4"]},
                          {"source":"VirtualNetworkGateway","addressPrefix":["0.0.0.0/0"],"nextHopIpAddress":["10.1.2.5"]},
                          {"source":"VirtualNetworkGateway","addressPrefix":["10.9.0.0/16"],"nextHopIpAddress":["10.1.2.5"]}]}\
                        """);

        assertThat(NvaLab.nextHopsOfDefault(routes)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2.45.0, 2020-09-01-hybrid",
        "2.49.1, 2020-09-01-hybrid",
        "2.50.0, ''",
        "2.74.0, ''",
        "3.0.0,  ''"
    })
    void anAzOfBefore250NeedsAnOlderCloudProfile(String version, String profile) {
        for (var answer :
                List.of(
                        "{\n \"azure-cli\": \"" + version + "\",\n \"azure-cli-core\": \"9.9\"\n}",
                        "azure-cli " + version + "\nsuite bookworm\n")) {
            assertThat(AzVersion.in(answer).orElseThrow().profile().orElse("")).isEqualTo(profile);
        }
    }

    @Test
    void anAzThatSaysNothingSensibleHasNoVersion() {
        assertThat(AzVersion.in("Traceback (most recent call last)")).isEmpty();
    }

    @Test
    void aShellReadsBackWhatWasQuoted() {
        assertThat(EnvCommand.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}

package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureCommandTest {

    private static final String DEVICES =
            """
            {'value':[
              {'kind':'nic','id':'/n/vmVMNic','name':'vmVMNic','group':'lab','machine':'vm','namespace':'fl-m1','device':'eth0','address':'10.1.10.4','enter':['into','fl-m1']},
              {'kind':'nic','id':'/n/second','name':'second','group':'lab','machine':'vm','namespace':'fl-m1','device':'eth1','address':'10.1.11.4','enter':['into','fl-m1']},
              {'kind':'nic','id':'/n/twin','name':'twinNic','group':'a','machine':'twin','namespace':'fl-m2','device':'eth0','address':'10.1.10.5','enter':['into','fl-m2']},
              {'kind':'nic','id':'/n/twin2','name':'otherNic','group':'b','machine':'twin','namespace':'fl-m3','device':'eth0','address':'10.1.10.6','enter':['into','fl-m3']},
              {'kind':'routeServer','name':'rs_0','group':'lab','namespace':'fl-rs9-0','device':'eth0','address':'10.1.1.4','enter':['into','fl-rs9-0']},
              {'kind':'internet','name':'internet','group':'','namespace':'fl-inet','device':'fl-pool','address':'192.0.2.1','enter':['into','fl-inet']}]}
            """;

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        cloud.on("GET", "providers/Fairlead.Host/devices", DEVICES);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "vmVMNic, fl-m1 eth0",
        "VMVMNIC, fl-m1 eth0",
        "lab/second, fl-m1 eth1",
        "vm, fl-m1 eth0",
        "lab/vm, fl-m1 eth0",
        "a/twin, fl-m2 eth0",
        "b/twin, fl-m3 eth0",
        "rs_0, fl-rs9-0 eth0",
        "internet, fl-inet fl-pool"
    })
    void aDeviceIsFoundByWhatPeopleCallIt(String wanted, String expected) {
        try (var api = CloudApi.of(cloud.folder)) {
            var device = HostDocuments.device(api, wanted);

            assertThat(device.path("namespace").asString() + " " + device.path("device").asString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatNobodyIsCalledAndWhatTwoAreCalledIsSaid() {
        assertThat(cloud.run("capture", "nothing")).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(cloud.complained())
                .contains("There is no NIC 'nothing'. There are: a/twinNic, b/otherNic, internet,");

        assertThat(cloud.run("capture", "twin")).isEqualTo(Exit.USAGE.code());
        assertThat(cloud.complained()).contains("Say which: a/twin, b/twin");
    }

    private List<String> line(CaptureCommand command, boolean json, String wanted) {
        var above = cloud.fairlead();
        above.json = json;
        try (var api = CloudApi.of(cloud.folder)) {
            return command.line(above, HostDocuments.device(api, wanted));
        }
    }

    @Test
    void theProgramRunsWhereTheDeviceIs() {
        assertThat(line(new CaptureCommand(), false, "vmVMNic"))
                .startsWith("into", "fl-m1", "/bin/true")
                .endsWith(
                        "fairlead.host.capture.Capture",
                        "--device",
                        "eth0",
                        "--name",
                        "vmVMNic (eth0 of vm, 10.1.10.4)",
                        "--form",
                        "text");
        assertThat(line(new CaptureCommand(), true, "internet"))
                .endsWith("--name", "internet (fl-pool, 192.0.2.1)", "--form", "json");
    }

    @Test
    void aFileIsOpenedBeforeTheNamespacesAreEntered() {
        var command = new CaptureCommand();
        command.file = "it's.pcap";
        command.filter = List.of("tcp", "port", "179");
        command.count = 5;
        command.snaplen = 96;
        command.duration = Duration.ofSeconds(2);

        assertThat(line(command, false, "vmVMNic"))
                .startsWith("sh", "-c", "exec \"$@\" >\"$0\"", "it's.pcap", "into", "fl-m1")
                .endsWith(
                        "--form",
                        "pcap",
                        "--snaplen",
                        "96",
                        "--count",
                        "5",
                        "--millis",
                        "2000",
                        "--filter",
                        "tcp port 179");
    }

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource({"30, 30", "30s, 30", "5m, 300", "2h, 7200", "1d, 86400"})
    void timesAreReadAsPeopleTypeThem(String text, long seconds) {
        assertThat(TimeSpan.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatIsNoTimeIsAUsageError() {
        assertThat(cloud.run("capture", "vm", "--duration", "soon")).isEqualTo(Exit.USAGE.code());
        assertThat(cloud.complained()).contains("'soon' is no length of time such as 30s");
        assertThatThrownBy(() -> TimeSpan.parse("-1s")).hasMessageContaining("-1s");
    }

    @Test
    void aForwardNamesNamespaceAndAddressOfEachMachine() {
        try (var api = CloudApi.of(cloud.folder)) {
            var wanted =
                    List.of(
                            PortMapping.parse("8080:vm:80"),
                            PortMapping.parse("0.0.0.0:0:b/twin:443"));

            assertThat(new ForwardCommand().line(cloud.fairlead(), api, wanted))
                    .containsSubsequence("fairlead.host.forward.Forward", "text")
                    .endsWith(
                            List.of(
                                            "127.0.0.1 8080 fl-m1 10.1.10.4 80 vm",
                                            "0.0.0.0 0 fl-m3 10.1.10.6 443 b/twin")
                                    .stream()
                                    .flatMap(words -> List.of(words.split(" ")).stream())
                                    .toArray(String[]::new));
        }
    }

    @Test
    void theInternetSeesNoProxyOfTheHost() {
        assertThat(
                        ExecCommand.withoutProxies(
                                Map.of("http_proxy", "x", "HTTPS_PROXY", "x", "HOME", "/h")))
                .isEqualTo(Map.of("HOME", "/h"));
    }
}

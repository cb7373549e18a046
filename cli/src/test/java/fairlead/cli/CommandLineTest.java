package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final String NICS =
            "{'value':[{'id':'/n/vmVMNic','name':'vmVMNic','group':'lab'},{'id':'/n/a','name':'same','group':'a'},{'id':'/n/b','name':'same','group':'b'}]}";

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        cloud.on("GET", "providers/Fairlead.Host/nics", NICS);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void jsonPrintsTheDocumentAndNothingElse() {
        cloud.on("GET", "providers/Fairlead.Host/status", "{'cloud':'default','ready':false}");

        assertThat(cloud.run("status", "--json")).isZero();

        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("cloud").asString())
                .isEqualTo("default");
        assertThat(cloud.complained()).isEmpty();
    }

    @Test
    void routesAsksForTheNicByItsIdAndShowsReasons() {
        cloud.on(
                "GET",
                "providers/Fairlead.Network/routes",
                """
                {'nic':'/n/vmVMNic','rows':[{'source':'VirtualNetworkGateway','state':'Active','prefix':'0.0.0.0/0',
                  'nextHopType':'VirtualNetworkGateway','nextHops':['10.1.2.4'],'name':'','reason':'learned from rs'}],
                 'hidden':[{'source':'Default','state':'Invalid','prefix':'100.64.0.0/10','nextHopType':'None','nextHops':[],'name':'','reason':'reserved'}]}\
                """);

        assertThat(cloud.run("routes", "vmvmnic")).isZero();

        assertThat(cloud.requests).anyMatch(request -> request.contains("nic=%2Fn%2FvmVMNic"));
        assertThat(cloud.printed())
                .containsPattern("10.1.2.4 +learned from rs\n")
                .doesNotContain("100.64");
        assertThat(cloud.run("routes", "vmVMNic", "--hidden")).isZero();
        assertThat(cloud.printed()).contains("100.64.0.0/10");
    }

    @Test
    void whyNamesTheChosenRouteTheRungAndTheLosers() {
        cloud.on(
                "GET",
                "providers/Fairlead.Network/why",
                """
                {'nic':'/n/vmVMNic','address':'203.0.113.10','rung':'longest prefix',
                 'chosen':{'prefix':'0.0.0.0/0','nextHopType':'VirtualNetworkGateway','nextHops':['10.1.2.4','10.1.2.5']},
                 'candidates':[{'verdict':'lost','source':'Default','prefix':'0.0.0.0/0','nextHopType':'Internet','nextHops':[],'reason':'BGP wins over system'}]}\
                """);

        assertThat(cloud.run("why", "vmVMNic", "203.0.113.10")).isZero();

        assertThat(cloud.printed())
                .contains("203.0.113.10 goes by 0.0.0.0/0 VirtualNetworkGateway 10.1.2.4 10.1.2.5")
                .contains("decided by: longest prefix")
                .containsPattern("lost +Default +0.0.0.0/0 +Internet +BGP wins over system\n");
    }

    @Test
    void whySaysWhenNothingCoversTheAddress() {
        cloud.on(
                "GET",
                "providers/Fairlead.Network/why",
                "{'rung':'','chosen':null,'candidates':[]}");

        assertThat(cloud.run("why", "vmVMNic", "10.9.9.9")).isZero();

        assertThat(cloud.printed())
                .isEqualTo("No route of vmVMNic covers 10.9.9.9: the packet is dropped.\n");
    }

    @Test
    void aDryRunOfTheFleetPrintsWhatItWouldDo() {
        cloud.on(
                "POST",
                "providers/Fairlead.Fleet/sync",
                "{'fleets':[{'name':'nva','steps':['create peering nva_3'],'log':['Peering to 10.1.2.5 already exists']},{'name':'idle','steps':[],'log':[]}]}");

        assertThat(cloud.run("fleet", "sync", "--dry-run")).isZero();

        assertThat(cloud.requests.getLast()).contains("dryRun=true");
        assertThat(cloud.printed())
                .contains("  Peering to 10.1.2.5 already exists")
                .contains("  would: create peering nva_3")
                .contains("idle\n  in step, nothing to do");
    }

    @Test
    void aFleetSyncWithoutDryRunAsksForTheRealThing() {
        cloud.on("POST", "providers/Fairlead.Fleet/sync", "{'fleets':[]}");

        assertThat(cloud.run("fleet", "sync")).isZero();

        assertThat(cloud.requests.getLast()).doesNotContain("dryRun");
    }

    @Test
    void theLogOfAMachineIsThatOfItsConsoleOrOfCloudInit() throws Exception {
        Files.writeString(home.resolve("console"), "booted\n");
        Files.writeString(home.resolve("cloud-init"), "step 5 failed\n");
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm','group':'lab','console':'%s','cloudInitLog':'%s'}]}"
                        .formatted(home.resolve("console"), home.resolve("cloud-init")));

        assertThat(cloud.run("log", "lab/vm")).isZero();
        assertThat(cloud.printed()).isEqualTo("booted\n");
        assertThat(cloud.run("logs", "vm", "--cloud-init")).isZero();
        assertThat(cloud.printed()).isEqualTo("step 5 failed\n");
    }

    @Test
    void aNameThatNobodyHasIsNotFoundAndTheNamesThatExistAreSaid() {
        assertThat(cloud.run("routes", "nothing")).isEqualTo(Exit.NOT_FOUND.code());

        assertThat(cloud.complained())
                .isEqualTo(
                        "fairlead: There is no NIC 'nothing'. There are: a/same, b/same, lab/vmVMNic.\n");
    }

    @Test
    void aNameThatTwoHaveIsAskedForWithItsGroup() {
        assertThat(cloud.run("routes", "same")).isEqualTo(Exit.USAGE.code());

        assertThat(cloud.complained())
                .contains("Several are called 'same'. Say which: a/same, b/same.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "routes x",
                "why x 1.2.3.4",
                "bgp show peers",
                "trace vm 1.2.3.4",
                "exec vm -- ls",
                "shell vm",
                "logs vm",
                "capture vm",
                "forward 8080:vm:80",
                "forward --stdio vm:22",
                "ssh vm",
                "fleet sync"
            })
    void withoutADaemonEveryQuestionEndsWithNotRunningAndSaysHowToStart(String line)
            throws Exception {
        cloud.endpoint(new ProcessId(ProcessHandle.current().pid(), 1));

        assertThat(cloud.run(line.split(" "))).isEqualTo(Exit.NOT_RUNNING.code());

        assertThat(cloud.complained())
                .contains("The cloud 'default' is not running (" + home.resolve("default") + ")")
                .contains("fairlead serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "status --nonsense",
                "routes",
                "why vmVMNic",
                "forward",
                "forward 8080:vm",
                "forward x:8080:vm:80",
                "forward 300.0.0.1:8080:vm:80",
                "forward 8080:vm:0",
                "forward 65536:vm:80",
                "forward --stdio 8080:vm:80",
                "forward --stdio vm:22 vm:23",
                "exec",
                "exec vm",
                "exec vm --",
                "--cloud ../x status",
                "trace vm",
                "bgp",
                "bgp show",
                "bgp show nonsense",
                "fleet"
            })
    void aWrongCommandLineIsAUsageError(String line) {
        cloud.on("GET", "providers/Fairlead.Host/machines", "{'value':[]}");

        assertThat(cloud.run(line.isEmpty() ? new String[0] : line.split(" ")))
                .isEqualTo(Exit.USAGE.code());

        assertThat(cloud.complained()).isNotBlank();
    }

    @Test
    void theRefusalOfTheDaemonIsPrintedWithItsCauses() {
        cloud.on(
                "GET",
                "providers/Fairlead.Host/status",
                409,
                () ->
                        "{'error':{'code':'Conflict','message':'busy','details':[{'code':'Why','message':'because'}]}}");

        assertThat(cloud.run("status")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained()).isEqualTo("fairlead: Conflict: busy\n  Why: because\n");
    }

    @Test
    void aMachineThatDoesNotRunCannotBeEntered() {
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm','group':'lab','state':'stopped','enter':[]}]}");

        assertThat(cloud.run("exec", "vm", "--", "ls")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained()).contains("The machine 'vm' is stopped. Start it with:");
    }

    @ParameterizedTest
    @MethodSource("fairlead.cli.ManualTest#commands")
    void everyCommandHasHelp(String command) {
        var words = (command.replaceFirst("^fairlead ?", "") + " --help").strip().split(" ", -1);

        assertThat(cloud.run(words)).isZero();

        assertThat(cloud.printed()).startsWith("Usage: fairlead").contains("--cloud=NAME");
    }

    @Test
    void whatGoesIsToldToProgramsToo() throws Exception {
        cloud.endpoint(new ProcessId(ProcessHandle.current().pid(), 1));

        assertThat(cloud.run("stop", "--json")).isEqualTo(Exit.NOT_RUNNING.code());
        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("stopped").asBoolean(true))
                .isFalse();
        assertThat(cloud.run("--cloud", "none", "down", "--json")).isZero();
        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("removed").asBoolean(true))
                .isFalse();
    }

    @Test
    void theHelpListsEveryExitCode() {
        assertThat(cloud.run("--help")).isZero();

        for (var exit : Exit.values()) {
            assertThat(cloud.printed()).containsPattern(exit.code() + " +" + exit.meaning());
        }
    }

    @Test
    void theDemoLeavesACloudThatExistsAloneAndOffersDown() throws Exception {
        Files.createDirectories(home.resolve("demo"));

        assertThat(cloud.run("demo")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained())
                .contains("The cloud 'demo' exists already, in " + home.resolve("demo"))
                .contains("fairlead --cloud demo down");
    }
}

package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandTest {

    private static final String STATUS = "providers/Fairlead.Host/status";
    private static final Instant SINCE = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static String machine(String name, String state) {
        return "{'name':'%s','group':'lab','state':'%s','since':'%s','addresses':['10.1.2.4']}"
                .formatted(name, state, SINCE);
    }

    private static String session(String peer, String state) {
        return "{'peer':'%s','address':'10.1.2.4','asn':65001,'state':'%s','since':'%s','flaps':1,'prefixes':2}"
                .formatted(peer, state, SINCE);
    }

    private static String document(
            boolean ready, String problems, String running, String machines, String sessions) {
        return """
        {'cloud':'default','version':'1','profile':'extended','pace':'azure','ready':%b,'phase':'fetching','healthy':%b,'since':'%s','problems':[%s],
         'operations':{'running':[%s],'failed':[{'kind':'write','name':'vnet2','ended':'%s','code':'InUse','message':'no'}]},
         'resources':{'total':36},'machines':{'running':1,'total':2,'list':[%s]},
         'routeServers':[{'name':'rs','instances':[{'address':'10.1.1.4','sessions':[%s]}]}],
         'fleets':[{'name':'fleet','scaleSet':'nva','routeServer':'rs','instances':3,'peerings':3}],
         'notices':['Network security groups are stored and not enforced.']}\
        """
                .formatted(
                        ready,
                        ready && problems.isEmpty(),
                        SINCE,
                        problems,
                        running,
                        SINCE,
                        machines,
                        sessions);
    }

    private static final String PROBLEM =
            "{'text':'Machine vm has ended by itself','since':'" + SINCE + "','next':'Start it'}";
    private static final String OPERATION =
            "{'kind':'write','type':'Microsoft.Compute/virtualMachines','name':'vm','started':'"
                    + SINCE
                    + "'}";

    private void answer(String name) {
        var one = machine("vm", "running");
        cloud.on(
                "GET",
                STATUS,
                switch (name) {
                    case "well" -> document(true, "", "", one, session("nva_0", "Established"));
                    case "problem" ->
                            document(
                                    true,
                                    PROBLEM + "," + PROBLEM,
                                    OPERATION,
                                    machine("vm", "stopped"),
                                    session("nva_0", "Active"));
                    case "starting" -> document(false, "", "", "", "");
                    default -> document(true, PROBLEM, "", many("running"), many());
                });
    }

    private static String many(String state) {
        return machine("ended", "stopped")
                + ","
                + IntStream.range(0, 30)
                        .mapToObj(i -> machine("vm" + i, state))
                        .collect(Collectors.joining(","));
    }

    private static String many() {
        return IntStream.range(0, 30)
                .mapToObj(i -> session("nva_" + i, "Established"))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource({"well", "problem", "starting", "many"})
    void everyStateReadsAsItsGolden(String name) {
        answer(name);

        assertThat(cloud.run("status")).as(cloud.complained()).isZero();

        Golden.check(
                Path.of("src/test/goldens/status-" + name + ".txt"),
                cloud.printed()
                        .replace(cloud.url(), "https://localhost:8443")
                        .replace(home.toString(), "STATE"));
    }

    @Test
    void allShowsWhatIsOneOfMany() {
        answer("many");

        assertThat(cloud.run("status", "--all")).isZero();

        assertThat(cloud.printed()).contains("vm29 ", "nva_29 ").doesNotContain("--all");
    }

    @ParameterizedTest
    @CsvSource({"well,0", "problem,1", "starting,1"})
    void checkSaysInItsExitCodeWhetherAllIsWell(String name, int exit) {
        answer(name);

        assertThat(cloud.run("status", "--check")).isEqualTo(exit);
    }

    @Test
    void watchShowsItAgainAndAgainUntilTheDaemonIsGone() {
        var asked = new AtomicInteger();
        cloud.on(
                "GET",
                STATUS,
                200,
                () -> asked.incrementAndGet() < 3 ? document(true, "", "", "", "") : "gone");

        assertThat(cloud.run("status", "--watch", "1")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.printed().split("all is well", -1)).hasSize(3);
    }

    @Test
    void watchingWithoutAPauseIsRefused() {
        assertThat(cloud.run("status", "--watch", "0")).isEqualTo(Exit.USAGE.code());
    }
}

package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCommandTest {

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                """
                {'value':[{'id':'/m/vm','name':'vm','group':'lab','addresses':['10.1.10.4']},
                 {'id':'/m/nva_0','name':'nva_0','group':'lab','addresses':['10.1.2.4']},
                 {'id':'/m/bare','name':'bare','group':'lab','addresses':[]}]}\
                """);
        answer(true, true);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void answer(boolean agrees, boolean arrives) {
        cloud.on(
                "POST",
                "providers/Fairlead.Network/trace",
                """
                {'machine':'vm','source':'10.1.10.4','destination':'203.0.113.10','protocol':'tcp','port':80,'sourcePort':40000,
                 'hops':[{'predicted':'vm sends by 0.0.0.0/0','seen':'sent by vm','agrees':true},
                  {'predicted':'to nva_0, one of 3 by flow','seen':'%s','agrees':%b}],
                 'agrees':%b,'arrives':%b,'replies':%s}\
                """
                        .formatted(
                                agrees ? "handed to nva_0" : "vm did not send it",
                                agrees,
                                agrees,
                                arrives,
                                arrives ? "[{'from':'203.0.113.10','error':false}]" : "[]"));
    }

    @ParameterizedTest
    @CsvSource({"true,true,0", "true,false,1", "false,true,5", "false,false,5"})
    void theExitCodeSaysWhetherItArrivedAndWhetherThatWasPredicted(
            boolean agrees, boolean arrives, int exit) {
        answer(agrees, arrives);

        assertThat(cloud.run("trace", "vm", "203.0.113.10", "--port", "80")).isEqualTo(exit);

        Golden.check(
                Path.of("src/test/goldens").resolve("trace-" + agrees + "-" + arrives + ".txt"),
                cloud.printed());
    }

    @Test
    void everyOptionReachesTheDaemon() {
        assertThat(
                        cloud.run(
                                "trace",
                                "lab/vm",
                                "9.9.9.9",
                                "--port",
                                "53",
                                "--protocol",
                                "udp",
                                "--source-port",
                                "40000",
                                "--json"))
                .isZero();

        assertThat(cloud.requests.getLast())
                .contains(
                        "?machine=%2Fm%2Fvm&address=9.9.9.9&protocol=udp&port=53&sourcePort=40000");
        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("hops")).hasSize(2);
    }

    @Test
    void aMachineMayBeTheDestination() {
        assertThat(cloud.run("trace", "vm", "nva_0")).isZero();

        assertThat(cloud.requests.getLast()).contains("&address=10.1.2.4");
    }

    @Test
    void aMachineWithoutAddressIsNoDestination() {
        assertThat(cloud.run("trace", "vm", "bare")).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained()).contains("The machine 'bare' has no address.");
    }
}

package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgpCommandTest {

    private static final Path GOLDENS = Path.of("src/test/goldens");

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        var since = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));
        cloud.on(
                "GET",
                "providers/Fairlead.Bgp/peers",
                """
                {'value':[
                 {'routeServer':'rs','group':'lab','instance':0,'localAddress':'10.1.1.4','peer':'nva_0','address':'10.1.2.4','asn':65001,
                  'state':'Established','since':'%s','flaps':0,'received':4,'accepted':1,'rejected':3,'advertised':1,'lastError':''},
                 {'routeServer':'rs','group':'lab','instance':1,'localAddress':'10.1.1.5','peer':'nva_0','address':'10.1.2.4','asn':65001,
                  'state':'Active','since':'%s','flaps':2,'received':0,'accepted':0,'rejected':0,'advertised':0,'lastError':'it refuses connections'}]}\
                """
                        .formatted(since, since));
        cloud.on(
                "GET",
                "providers/Fairlead.Bgp/routes",
                """
                {'value':[
                 {'routeServer':'rs','localAddress':'10.1.1.4','peer':'nva_0','prefix':'0.0.0.0/0','nextHop':'10.1.2.4','asPath':'65001','med':50,
                  'communities':['65001:1','65535:65282'],'state':'used','best':true,'reason':'AS path 65001 is as short as any'},
                 {'routeServer':'rs','localAddress':'10.1.1.4','peer':'nva_1','prefix':'0.0.0.0/0','nextHop':'10.1.2.5','asPath':'65001 65001',
                  'communities':[],'state':'lost','best':false,'reason':'AS path 65001 65001 has 2 hops, the shortest 1'}]}\
                """);
        cloud.on("GET", "providers/Fairlead.Bgp/rejected", "{'value':[]}");
        cloud.on(
                "GET",
                "providers/Fairlead.Bgp/advertised",
                """
                {'value':[{'localAddress':'10.1.1.4','peer':'nva_0','prefix':'10.1.0.0/16','nextHop':'10.1.1.4','asPath':'65515','communities':['65518:65518']}]}\
                """);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({"peers", "routes", "rejected", "advertised"})
    void everyTableReadsAsItsGolden(String what) {
        assertThat(cloud.run("bgp", "show", what)).as(cloud.complained()).isZero();

        Golden.check(GOLDENS.resolve("bgp-show-" + what + ".txt"), cloud.printed());
    }

    @Test
    void whatIsAskedForIsWhatTheDaemonIsAsked() {
        assertThat(
                        cloud.run(
                                "bgp",
                                "show",
                                "routes",
                                "10.0.0.0/8",
                                "--received",
                                "-s",
                                "lab/rs",
                                "-p",
                                "nva_0",
                                "-i",
                                "1",
                                "--json"))
                .as(cloud.complained())
                .isZero();

        assertThat(cloud.requests)
                .singleElement()
                .asString()
                .contains(
                        "?routeServer=lab%2Frs&peer=nva_0&instance=1&received=true&prefix=10.0.0.0%2F8");
        assertThat(CloudApi.JSON.readTree(cloud.printed()).path("value")).hasSize(2);
    }

    @Test
    void theDaemonsRefusalIsNotFound() {
        cloud.on(
                "GET",
                "providers/Fairlead.Bgp/peers",
                404,
                () -> "{'error':{'code':'NotFound','message':'There is no peer x.'}}");

        assertThat(cloud.run("bgp", "show", "peers", "-p", "x")).isEqualTo(Exit.NOT_FOUND.code());
    }

    @ParameterizedTest
    @CsvSource({"0.4,0s", "59,59s", "192,3m12s", "3661,1h1m", "190800,2d5h", "-5,0s"})
    void anAgeIsSaidInItsTwoLargestUnits(double seconds, String text) {
        assertThat(Age.text(Duration.ofMillis((long) (seconds * 1000)))).isEqualTo(text);
    }
}

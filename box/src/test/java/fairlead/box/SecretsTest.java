package fairlead.box;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What is secret goes in and does not come out: not in an answer, whether it says yes or no, and
 * not in the log, however much that is asked to say.
 */
@Timeout(60)
class SecretsTest {

    private static final String PASSWORD = "Pa55-word-of-the-machine";
    private static final String PARAMETER = "Par4meter-that-is-secure";
    private static final String DEFAULT = "Def4ult-that-is-secure";
    private static final String TYPED = "Wr0ng-secret-that-somebody-typed";
    private static final String BEARER = "eyJhbGciOiJFUzI1NiJ9.stolen.t0ken";
    private static final String CUSTOM = "#cloud-config\nruncmd: [echo kEy-in-custom-data]\n";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(CUSTOM.getBytes(UTF_8));
    private static final String VM = Requests.COMPUTE + "virtualMachines/vm";

    @TempDir Path home;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("fairlead");
    private final List<String> answers = new ArrayList<>();
    private RunningCloud cloud;

    @BeforeEach
    void begin() throws Exception {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(log);
        cloud = new RunningCloud(home);
        send("PUT", Requests.GROUP, Requests.LOCATED);
        send("PUT", Requests.VNET, Requests.NETWORK);
        send("PUT", Requests.NET + "networkInterfaces/nic", Requests.nic());
    }

    @AfterEach
    void end() throws InterruptedException {
        cloud.close();
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private int send(String verb, String path, String body) throws Exception {
        var answer = cloud.send(verb, path, body);
        answers.add(verb + " " + path + ": " + answer.headers().map() + " " + answer.body());
        await().until(() -> cloud.loop.world().inventory().unsettled().isEmpty());
        return answer.statusCode();
    }

    private void nothingOf(String... secrets) {
        var logged =
                log.list.stream()
                        .map(event ->
                                event.getFormattedMessage()
                                        + (event.getThrowableProxy() == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(
                                                        event.getThrowableProxy())))
                        .collect(Collectors.joining("\n"));
        for (var secret : secrets) {
            assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain(secret));
            assertThat(logged).doesNotContain(secret);
        }
    }

    private static String machine() {
        return Requests.machine()
                .replace("I2Nsb3VkLWNvbmZpZwo=", ENCODED)
                .replace(
                        "'adminUsername':'lab'",
                        "'adminUsername':'lab','adminPassword':'" + PASSWORD + "'");
    }

    @Test
    void aMachineKeepsItsPasswordAndCustomDataToItself() throws Exception {
        assertThat(send("PUT", VM, machine())).isEqualTo(201);
        send("GET", VM, "");
        send("GET", Requests.COMPUTE + "virtualMachines", "");
        send("PATCH", VM, "{'tags':{'a':'c'}}");
        assertThat(send("PUT", VM, machine().replace(ENCODED, "I2Nsb3Vk"))).isEqualTo(409);
        assertThat(send("PUT", VM, machine().replace(ENCODED, CUSTOM.strip().replace("\n", " "))))
                .isEqualTo(400);
        assertThat(send("PUT", VM, machine().replace("'" + PASSWORD + "'", "['" + PASSWORD + "']")))
                .isEqualTo(400);
        assertThat(send("PUT", VM, machine().replace("adminPassword", "adminPasswort")))
                .isEqualTo(400);

        nothingOf(PASSWORD, ENCODED, "kEy-in-custom-data");
    }

    @Test
    void aDeploymentKeepsItsSecureParametersToItself() throws Exception {
        var id = Requests.GROUP + "/providers/Microsoft.Resources/deployments/d";
        var body =
                """
                {'properties':{'mode':'Incremental','parameters':{'password':{'value':'%s'}},'template':{
                   '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                   'contentVersion':'1.0.0.0',
                   'parameters':{'password':{'type':'secureString'},
                     'other':{'type':'secureString','defaultValue':'%s'}},
                   'resources':[%s],
                   'outputs':{'password':{'type':'secureString','value':"[parameters('password')]"}}}}}
                """
                        .formatted(PARAMETER, DEFAULT, inTemplate())
                        .replace(
                                "\"[parameters('password')]\"",
                                "'[parameters(\\u0027password\\u0027)]'");

        send("POST", id + "/validate", body);
        send("POST", id + "/whatIf", body);
        assertThat(send("PUT", id, body)).isEqualTo(201);
        send("GET", id, "");
        send("GET", id + "/operations", "");
        send("GET", VM, "");
        send(
                "PUT",
                id,
                body.replace("'type':'secureString'}", "'type':'secureString','maxLength':3}"));
        send("PUT", id, body.replace("'type':'secureString'}", "'type':'secureObject'}"));
        send(
                "PUT",
                id,
                body.replace(
                        "'type':'secureString'}", "'type':'secureString','allowedValues':['x']}"));

        nothingOf(PARAMETER, DEFAULT);
        assertThat(answers).anySatisfy(answer -> assertThat(answer).contains("Succeeded"));
    }

    private static String inTemplate() {
        return "{'type':'Microsoft.Compute/virtualMachines','apiVersion':'2024-07-01','name':'vm',"
                + machine()
                        .strip()
                        .substring(1)
                        .replace("'" + PASSWORD + "'", "'[parameters(\\u0027password\\u0027)]'");
    }

    @Test
    void whatSomebodySentToLogInIsNotRepeated() throws Exception {
        var login = cloud.login("wrong-client", TYPED);
        answers.add(login.body());
        assertThat(login.statusCode()).isEqualTo(401);
        answers.add(cloud.bearing(BEARER, Requests.GROUP).body());
        var good = cloud.login();
        assertThat(good.statusCode()).isEqualTo(200);

        nothingOf(TYPED, BEARER, cloud.secret());
        var token = good.body().replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
        assertThat(token).hasSizeGreaterThan(100);
        assertThat(cloud.bearing(token, Requests.GROUP).statusCode()).isEqualTo(200);
        nothingOf(token);
    }
}

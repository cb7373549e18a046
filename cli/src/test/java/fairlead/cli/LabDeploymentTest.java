package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabDeploymentTest {

    private static final String DEPLOYMENT =
            "resourceGroups/tiny/providers/Microsoft.Resources/deployments/tiny";

    @TempDir Path home;
    private FakeCloud cloud;
    private Path lab;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
        lab = Files.createDirectories(home.resolve("labs/tiny"));
        Files.writeString(lab.resolve("template.json"), "{ // a comment\n\"resources\": []}");
        cloud.on("PUT", "resourceGroups/tiny", "{}");
        cloud.on("GET", "resourceGroups/tiny/deployments/tiny/operations", operations("Running"));
        cloud.on("GET", "providers/Fairlead.Host/machines", "{'value':[]}");
        cloud.on("GET", "providers/Fairlead.Host/status", "{'cloud':'default','ready':true}");
        cloud.on("POST", "providers/Fairlead.Fleet/sync", "{'fleets':[]}");
        deploymentIs("Succeeded");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aLabIsPutIntoAGroupOfItsNameWithItsParameters() throws Exception {
        Files.writeString(
                lab.resolve("parameters.json"),
                "{\"parameters\":{\"size\":{\"value\":1},\"name\":{\"value\":\"x\"}}}");

        assertThat(cloud.run("up", lab.toString(), "-p", "size=8")).isZero();

        assertThat(cloud.requests)
                .anyMatch(r ->
                        r.startsWith("PUT /subscriptions/sub/resourceGroups/tiny?")
                                && r.contains("\"westeurope\""))
                .anyMatch(r ->
                        r.startsWith("PUT /subscriptions/sub/" + DEPLOYMENT)
                                && r.contains("\"template\":{\"resources\":[]}")
                                && r.contains("\"size\":{\"value\":8}")
                                && r.contains("\"name\":{\"value\":\"x\"}"));
        assertThat(cloud.printed()).contains("The lab tiny is up after");
    }

    @Test
    void aSecondUpChangesNothingAndSaysSo() {
        assertThat(cloud.run("up", lab.toString())).isZero();
        long writes = writes();

        assertThat(cloud.run("up", lab.toString())).isZero();

        assertThat(writes()).isEqualTo(writes);
        assertThat(cloud.printed()).contains("The lab tiny stands already; nothing was changed.");
    }

    @Test
    void aChangedTemplateOrParameterIsDeployedAgain() throws Exception {
        assertThat(cloud.run("up", lab.toString())).isZero();
        assertThat(cloud.run("up", lab.toString(), "-p", "size=8")).isZero();
        assertThat(cloud.printed()).contains("is up after");
        Files.writeString(lab.resolve("template.json"), "{\"resources\": [1]}");

        assertThat(cloud.run("up", lab.toString(), "-p", "size=8")).isZero();

        assertThat(cloud.printed()).contains("is up after");
    }

    @Test
    void aDeploymentThatIsGoneIsMadeAgain() {
        assertThat(cloud.run("up", lab.toString())).isZero();
        cloud.on(
                "GET",
                DEPLOYMENT,
                404,
                () -> "{'error':{'code':'DeploymentNotFound','message':'gone'}}");

        assertThat(cloud.run("up", lab.toString())).isZero();

        assertThat(cloud.printed()).contains("is up after");
    }

    @Test
    void whileADeploymentRunsItsResourcesAreCounted() {
        var asked = new AtomicInteger();
        cloud.on("PUT", DEPLOYMENT, 201, () -> deployment("Running"));
        cloud.on(
                "GET",
                DEPLOYMENT,
                200,
                () -> deployment(asked.incrementAndGet() < 2 ? "Running" : "Succeeded"));

        assertThat(cloud.run("up", lab.toString())).isZero();

        assertThat(cloud.complained())
                .contains("... Deploying tiny: 1 of 2 resources; now virtualHubs rs");
    }

    @Test
    void aFailedDeploymentEndsWithItsErrorAndCauses() {
        cloud.on(
                "PUT",
                DEPLOYMENT,
                201,
                () ->
                        "{'properties':{'provisioningState':'Failed','error':{'code':'DeploymentFailed','message':'no','details':[{'code':'Conflict','message':'subnet in use'}]}}}");

        assertThat(cloud.run("up", lab.toString())).isEqualTo(Exit.FAILED.code());

        assertThat(cloud.complained()).contains("DeploymentFailed: no\n  Conflict: subnet in use");
        deploymentIs("Succeeded");
        assertThat(cloud.run("up", lab.toString())).isZero();
        assertThat(cloud.printed())
                .contains("is up after"); // a failed one is not remembered as standing
    }

    @Test
    void upWaitsForMachinesSessionsAndFleets() {
        var looks = new AtomicInteger();
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                200,
                () ->
                        "{'value':[{'name':'vm','group':'tiny','state':'running','cloudInit':{'done':"
                                + (looks.incrementAndGet() > 2)
                                + "}}]}");
        var sessions = new AtomicInteger();
        cloud.on(
                "GET",
                "providers/Fairlead.Host/status",
                200,
                () ->
                        "{'ready':true,'routeServers':[{'instances':[{'address':'10.1.1.4','sessions':[{'peer':'nva_0','state':'"
                                + (sessions.incrementAndGet() > 2 ? "Established" : "Active")
                                + "'}]}]}]}");
        var steps = new AtomicInteger();
        cloud.on(
                "POST",
                "providers/Fairlead.Fleet/sync",
                200,
                () ->
                        "{'fleets':[{'name':'nva','steps':["
                                + (steps.incrementAndGet() > 2 ? "" : "'create'")
                                + "]}]}");

        assertThat(cloud.run("up", lab.toString())).isZero();

        assertThat(cloud.complained())
                .contains("Waiting for the cloud-config of vm")
                .contains("Waiting for the session of nva_0 with 10.1.1.4")
                .contains("Waiting for the fleet nva");
    }

    @Test
    void aLabThatDoesNotExistIsNotFoundAndTheKnownOnesAreNamed() throws Exception {
        Files.createDirectories(home.resolve("tree/labs/nva-scale-set"));

        assertThat(cloud.run("up", "nonsense")).isEqualTo(Exit.NOT_FOUND.code());

        assertThat(cloud.complained())
                .contains("There is no lab 'nonsense'")
                .contains("nva-scale-set");
    }

    private void deploymentIs(String state) {
        cloud.on("PUT", DEPLOYMENT, deployment(state)).on("GET", DEPLOYMENT, deployment(state));
    }

    private static String deployment(String state) {
        return "{'properties':{'provisioningState':'" + state + "'}}";
    }

    private static String operations(String state) {
        return """
        {'value':[
          {'properties':{'provisioningState':'Succeeded','targetResource':{'resourceType':'Microsoft.Network/routeTables','resourceName':'r'}}},
          {'properties':{'provisioningState':'%s','targetResource':{'resourceType':'Microsoft.Network/virtualHubs','resourceName':'rs'}}},
          {'properties':{'provisioningState':'Succeeded'}}]}\
        """
                .formatted(state);
    }

    private long writes() {
        return cloud.requests.stream().filter(request -> request.startsWith("PUT")).count();
    }
}

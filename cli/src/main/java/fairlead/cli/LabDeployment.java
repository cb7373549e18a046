package fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** Deploys a lab as any client of Azure would: a resource group, a deployment, and polling. */
final class LabDeployment {

    private static final String VERSION = "?api-version=2021-04-01";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CloudApi api;
    private final Lab lab;
    private final Path mark;

    LabDeployment(CloudApi api, StateFolder folder, Lab lab) {
        this.api = api;
        this.lab = lab;
        this.mark = folder.path().resolve("labs").resolve(lab.name());
    }

    /** Whether this very lab stands already. */
    boolean unchanged() {
        try {
            return Files.exists(mark)
                    && Files.readString(mark).equals(lab.fingerprint())
                    && api.find(path() + VERSION)
                            .map(LabDeployment::state)
                            .orElse("")
                            .equals("Succeeded");
        } catch (IOException e) {
            throw Failure.because(mark + " cannot be read: " + e);
        }
    }

    /** Deploys and waits until every resource is there. */
    void deploy(Progress progress) {
        var json = CloudApi.JSON;
        api.put(
                "resourceGroups/" + lab.name() + VERSION,
                json.createObjectNode().put("location", "westeurope"));
        var body = json.createObjectNode();
        body.putObject("properties")
                .put("mode", "Incremental")
                .set("template", lab.template())
                .set("parameters", lab.parameters());
        var deployment = api.put(path() + VERSION, body);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ended(state(deployment))) {
            if (System.nanoTime() > deadline) {
                throw Failure.because(
                        "The deployment of "
                                + lab.name()
                                + " did not end within "
                                + PATIENCE.toMinutes()
                                + " minutes.");
            }
            progress.say("Deploying " + lab.name() + ": " + operations());
            Waiting.pause(Duration.ofMillis(200));
            deployment = api.get(path() + VERSION);
        }
        if (!state(deployment).equals("Succeeded")) {
            throw Failure.because(
                    "The deployment of "
                            + lab.name()
                            + " has "
                            + state(deployment)
                            + ".\n"
                            + Errors.text(deployment.path("properties").path("error")));
        }
        remember();
    }

    private void remember() {
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, lab.fingerprint());
        } catch (IOException e) {
            throw Failure.because(mark + " cannot be written: " + e);
        }
    }

    /** {@code 4 of 9 resources; now virtualHubs rs, virtualMachines vm}. */
    private String operations() {
        int done = 0;
        int all = 0;
        var now = new ArrayList<String>();
        for (var operation : api.get(operationsPath() + VERSION).path("value")) {
            var properties = operation.path("properties");
            var target = properties.path("targetResource");
            if (target.path("resourceName").asString("").isEmpty()) {
                continue;
            }
            all++;
            if (ended(properties.path("provisioningState").asString(""))) {
                done++;
            } else {
                now.add(
                        lastWord(target.path("resourceType").asString(""))
                                + " "
                                + target.path("resourceName").asString(""));
            }
        }
        return done
                + " of "
                + all
                + " resources"
                + (now.isEmpty() ? "" : "; now " + String.join(", ", now));
    }

    private String path() {
        return "resourceGroups/"
                + lab.name()
                + "/providers/Microsoft.Resources/deployments/"
                + lab.name();
    }

    /** Azure's path for operations has no providers segment. */
    private String operationsPath() {
        return "resourceGroups/" + lab.name() + "/deployments/" + lab.name() + "/operations";
    }

    private static String state(JsonNode deployment) {
        return deployment.path("properties").path("provisioningState").asString("");
    }

    private static boolean ended(String state) {
        return state.equals("Succeeded") || state.equals("Failed") || state.equals("Canceled");
    }

    private static String lastWord(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }
}

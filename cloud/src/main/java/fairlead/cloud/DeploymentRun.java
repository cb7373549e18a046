package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.Resource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a deployment has come; kept in its resource, so that it goes on after a restart.
 *
 * @param correlation names this run; another PUT of the same name is another run
 * @param steps by the key of the plan's node; a node that is not here has not begun
 * @param error why it failed or will fail when the steps under way have ended
 */
record DeploymentRun(
        String correlation,
        Instant accepted,
        Optional<Instant> ended,
        Map<String, Step> steps,
        Optional<ArmError> error,
        Optional<ObjectNode> outputs) {

    enum Step {
        STARTED,
        DONE,
        FAILED
    }

    DeploymentRun {
        steps = Map.copyOf(steps);
    }

    static DeploymentRun begun(String correlation, Instant now) {
        return new DeploymentRun(
                correlation, now, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }

    static DeploymentRun of(Resource deployment) {
        var json = (ObjectNode) deployment.body().get(Hidden.RUN);
        var steps = new LinkedHashMap<String, Step>();
        json.path("steps")
                .properties()
                .forEach(
                        step -> steps.put(step.getKey(), Step.valueOf(step.getValue().asString())));
        return new DeploymentRun(
                json.path("correlation").asString(),
                Instant.parse(json.path("accepted").asString()),
                json.has("ended")
                        ? Optional.of(Instant.parse(json.path("ended").asString()))
                        : Optional.empty(),
                steps,
                json.get("error") instanceof ObjectNode error
                        ? Optional.of(error(error))
                        : Optional.empty(),
                json.get("outputs") instanceof ObjectNode outputs
                        ? Optional.of(outputs)
                        : Optional.empty());
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("correlation", correlation).put("accepted", accepted.toString());
        ended.ifPresent(instant -> json.put("ended", instant.toString()));
        var all = json.putObject("steps");
        steps.forEach((key, step) -> all.put(key, step.name()));
        error.ifPresent(why -> json.set("error", Reply.error(why)));
        outputs.ifPresent(values -> json.set("outputs", values));
        return json;
    }

    DeploymentRun with(String key, Step step) {
        var next = new LinkedHashMap<>(steps);
        next.put(key, step);
        return new DeploymentRun(correlation, accepted, ended, next, error, outputs);
    }

    DeploymentRun failing(ArmError why) {
        return new DeploymentRun(
                correlation, accepted, ended, steps, error.or(() -> Optional.of(why)), outputs);
    }

    DeploymentRun ended(Instant now, Optional<ObjectNode> outputs) {
        return new DeploymentRun(correlation, accepted, Optional.of(now), steps, error, outputs);
    }

    private static ArmError error(ObjectNode json) {
        var details = new java.util.ArrayList<ArmError>();
        json.path("details").forEach(detail -> details.add(error((ObjectNode) detail)));
        return new ArmError(
                json.path("code").asString(),
                json.path("message").asString(),
                json.has("target") ? Optional.of(json.path("target").asString()) : Optional.empty(),
                details);
    }
}

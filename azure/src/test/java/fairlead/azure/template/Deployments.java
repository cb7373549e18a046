package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A group to deploy to, and a cloud around it that knows what it was told. */
final class Deployments {

    static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg1";

    static final DeploymentScope SCOPE =
            new DeploymentScope(
                    ArmId.group(SUBSCRIPTION, "rg1"),
                    "westeurope",
                    Map.of("team", "net"),
                    "d1",
                    "99999999-0000-0000-0000-000000000001",
                    "Lab",
                    Values.object().put("name", "Fairlead"),
                    Instant.parse("2026-03-04T05:06:07Z"),
                    "seed-1");

    private Deployments() {}

    /**
     * A cloud that shows each resource as the body it was given, and answers list actions with
     * their own words.
     */
    static final class Cloud implements Surroundings {
        private final Map<ArmId, ObjectNode> resources = new HashMap<>();

        Cloud with(String id, String document) throws RefusedException {
            resources.put(ArmId.parse(id), (ObjectNode) LenientJson.read(document));
            return this;
        }

        @Override
        public Optional<ObjectNode> resource(ArmId id) {
            return Optional.ofNullable(resources.get(id));
        }

        @Override
        public JsonNode list(String function, ArmId id, String apiVersion, JsonNode body) {
            return Values.object()
                    .put(
                            "asked",
                            function + " of " + id.name() + " at " + apiVersion + " with " + body);
        }

        @Override
        public List<String> apiVersions(String namespace, String type) {
            return type.equals("nothing") ? List.of() : List.of("2024-05-01", "2022-01-01");
        }
    }

    static DeploymentPlan plan(String template, String parameters) throws RefusedException {
        return DeploymentPlan.of(
                Template.read(LenientJson.read(template)), LenientJson.read(parameters), SCOPE);
    }

    static DeploymentPlan plan(String template) throws RefusedException {
        return plan(template, "{}");
    }

    /** The node whose key ends so. */
    static Node node(DeploymentPlan plan, String keyEnd) {
        return plan.nodes().stream()
                .filter(node -> node.key().endsWith(keyEnd))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + keyEnd + " among " + plan.nodes()));
    }

    /** The value of an expression in an output, where everything is allowed. */
    static JsonNode value(String expression, Surroundings cloud) throws RefusedException {
        var setting =
                Settings.of(
                        Template.read(
                                LenientJson.read(
                                        """
                                        {"parameters": {"p": {"type": "string", "defaultValue": "pv"}},
                                         "variables": {"v": [1, 2, 3], "o": {"Name": "x", "in": {"deep": [7]}}},
                                         "functions": [{"namespace": "my", "members": {"greet": {
                                             "parameters": [{"name": "who", "type": "string"}],
                                             "output": {"type": "string",
                                                        "value": "[concat('hi ', parameters('who'))]"}}}}],
                                         "resources": []}
                                        """)),
                        Map.of(),
                        SCOPE,
                        Values.object());
        var nothing = new Directory(Expansion.of(Template.read(Values.object()), setting));
        var context =
                new Context(setting, new Stage.Running(cloud, nothing)).inResourceLoop("loop", 4);
        return Evaluator.string("[" + expression + "]", context, "outputs.o.value");
    }
}

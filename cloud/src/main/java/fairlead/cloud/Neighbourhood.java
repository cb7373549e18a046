package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.Surroundings;
import fairlead.azure.types.Catalogue;
import fairlead.azure.types.TypeRow;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the expressions of a template may see of one World. */
record Neighbourhood(World world, Catalogue catalogue, Documents documents)
        implements Surroundings {

    @Override
    public Optional<ObjectNode> resource(ArmId id) {
        return world.inventory().find(id).map(resource -> documents.of(resource, world));
    }

    @Override
    public JsonNode list(String function, ArmId id, String apiVersion, JsonNode body)
            throws RefusedException {
        throw RefusedException.badRequest(
                "InvalidTemplate",
                "The template function '"
                        + function
                        + "' asks "
                        + id
                        + " for secrets, and no resource type of this cloud has any.");
    }

    @Override
    public List<String> apiVersions(String namespace, String type) {
        return catalogue
                .row(new ResourceType(namespace + "/" + type))
                .map(TypeRow::apiVersions)
                .orElse(List.of());
    }
}

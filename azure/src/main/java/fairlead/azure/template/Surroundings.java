package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a running deployment may ask of the cloud around it. */
public interface Surroundings {

    /**
     * The full document of a resource as a GET shows it: {@code id}, {@code name}, {@code type},
     * {@code location}, {@code properties} and so on. A finished deployment is such a resource; its
     * {@code properties.outputs} hold what its template gave out. Empty if there is no such
     * resource.
     */
    Optional<ObjectNode> resource(ArmId id);

    /**
     * The answer to a POST of a list action.
     *
     * @param function the function's name as the template spells it, such as {@code listKeys}
     * @param apiVersion what the template gave
     * @param body the third argument, an empty object if there was none
     * @throws RefusedException with the cloud's own refusal, for instance an action that the type
     *     does not have
     */
    JsonNode list(String function, ArmId id, String apiVersion, JsonNode body)
            throws RefusedException;

    /**
     * The API versions of {@code namespace/type}, newest first; empty if the type is not served.
     *
     * @param type without the namespace: {@code virtualNetworks/subnets}
     */
    List<String> apiVersions(String namespace, String type);
}

package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ResourceType;
import java.util.Set;

/**
 * One resource that a deployment will PUT. A nested deployment is a node as well; its type is
 * {@link ResourceType#DEPLOYMENT}.
 *
 * @param key unique in its plan and the same in every plan of the same template, parameters and
 *     scope: the symbolic name (with {@code [3]} in a loop), else the id
 * @param dependsOn keys of the nodes that must have succeeded before the body of this one is
 *     evaluated. Batches of a serial loop are expressed here too
 */
public record Node(
        String key, ArmId id, ResourceType type, String apiVersion, Set<String> dependsOn) {
    public Node {
        dependsOn = Set.copyOf(dependsOn);
    }
}

package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/**
 * One resource of a template, after its loop has been unrolled and its name settled.
 *
 * @param symbol the symbolic name, {@code ""} in a template without them
 * @param name the full name, with the parents' names before it: {@code vnet1/default}
 * @param loop where in a loop it is
 * @param written as the template has it
 * @param context of its expressions
 * @param path of {@code written} in the template, for messages
 */
record Declared(
        String symbol,
        ArmId id,
        ResourceType type,
        String name,
        String apiVersion,
        Standing standing,
        Round loop,
        ObjectNode written,
        Context context,
        String path) {

    /** What a deployment has to do with a resource. */
    enum Standing {
        /** It is to be PUT. */
        WANTED,
        /** It is there, and the template only looks at it. */
        EXISTING,
        /** Its condition is false. */
        OFF
    }

    /**
     * The round of a loop.
     *
     * @param loop the loop's name; {@code ""} if the resource is in none
     * @param batch how many rounds may run at once; all of them if it is 0
     */
    record Round(String loop, long index, long batch) {
        static final Round NONE = new Round("", 0, 0);
    }

    /** See {@link Node#key}. */
    String key() {
        if (symbol.isEmpty()) {
            return id.toString();
        }
        return loop.loop().isEmpty() ? symbol : symbol + "[" + loop.index() + "]";
    }

    boolean isWanted() {
        return standing == Standing.WANTED;
    }

    boolean isDeployment() {
        return type.equals(ResourceType.DEPLOYMENT);
    }
}

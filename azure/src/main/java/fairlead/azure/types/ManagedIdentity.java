package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity that a resource was given with {@code "identity": {"type": "SystemAssigned"}}; it
 * lasts as long as its resource. All instances of a scale set share that of the set.
 *
 * @param owner the resource whose identity it is
 * @param principalId a GUID, the {@code oid} of its tokens
 * @param clientId a GUID, the {@code appid} of its tokens
 */
public record ManagedIdentity(ArmId owner, String principalId, String clientId) {

    /** The identity of a resource of its own. */
    static Optional<ManagedIdentity> of(Resource resource) {
        var type = resource.body().path("identity").path("type").asString("");
        return type.contains("SystemAssigned")
                ? Optional.of(
                        new ManagedIdentity(
                                resource.id(),
                                guid("principal", resource),
                                guid("client", resource)))
                : Optional.empty();
    }

    /** The identity that a virtual machine, or an instance of a scale set, acts as. */
    public static Optional<ManagedIdentity> ofMachine(Resource machine, Resources cloud) {
        return machine.id().type().equals(Types.INSTANCES)
                ? machine.id().parent().flatMap(cloud::find).flatMap(ManagedIdentity::of)
                : of(machine);
    }

    private static String guid(String what, Resource resource) {
        var seed = what + " " + resource.id() + "#" + resource.serial();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

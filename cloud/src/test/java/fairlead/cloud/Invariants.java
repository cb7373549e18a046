package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.types.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds in every World, looked at after every event. */
final class Invariants {

    private final Map<Integer, ArmId> owners = new HashMap<>();
    private final Map<ArmId, Integer> serials = new HashMap<>();

    /** Looks at the facts that are new, and at the World in which they hold. */
    void check(List<Fact> news, World world) {
        news.forEach(this::noSerialTwice);
        noRevisionAboveTheVersion(world);
        noAddressTwice(world);
        onePeeringAtATime(world);
    }

    private void noSerialTwice(Fact fact) {
        if (fact instanceof Fact.Written(var resource)) {
            var owner = owners.putIfAbsent(resource.serial(), resource.id());
            assertThat(owner == null || owner.equals(resource.id()))
                    .as("serial %s of %s was that of %s", resource.serial(), resource.id(), owner)
                    .isTrue();
            var before = serials.put(resource.id(), resource.serial());
            assertThat(before == null || before == resource.serial())
                    .as(
                            "%s changed its serial from %s to %s",
                            resource.id(), before, resource.serial())
                    .isTrue();
        } else if (fact instanceof Fact.Removed(var id)) {
            serials.remove(id);
            owners.replaceAll((_, owner) -> owner.equals(id) ? id.child("gone", "gone") : owner);
        }
    }

    private static void noRevisionAboveTheVersion(World world) {
        assertThat(world.inventory().byKey().values())
                .allMatch(resource -> resource.revision() <= world.version());
    }

    private static void noAddressTwice(World world) {
        var holders = new HashMap<String, ArmId>();
        for (var resource : world.inventory().byKey().values()) {
            if (resource.id()
                            .type()
                            .path()
                            .toLowerCase(java.util.Locale.ROOT)
                            .endsWith("ipconfigurations")
                    && MachinePlaces.isNic(resource.id().parent().orElseThrow().type())) {
                var properties = resource.properties();
                var vnet = ArmId.parse(properties.path("subnet").path("id").asString()).root();
                var key = vnet.key() + " " + properties.path("privateIPAddress").asString();
                var other = holders.put(key, resource.id());
                assertThat(other).as("%s is also the address of %s", key, resource.id()).isNull();
            }
        }
    }

    private static void onePeeringAtATime(World world) {
        for (var hub : world.inventory().ofType(Types.VIRTUAL_HUBS).toList()) {
            var busy =
                    world.inventory()
                            .children(hub.id(), "bgpConnections")
                            .filter(peer -> !peer.state().isFinal())
                            .map(Resource::id)
                            .toList();
            boolean going = hub.state() == fairlead.azure.arm.ProvisioningState.DELETING;
            assertThat(going ? 0 : busy.size()).as("written at once: %s", busy).isLessThan(2);
        }
    }

    /** Nothing is on its way. */
    static void atRest(World world) {
        assertThat(world.inventory().unsettled()).as("unsettled").isEmpty();
        assertThat(world.operations().running().values()).as("running operations").isEmpty();
    }
}

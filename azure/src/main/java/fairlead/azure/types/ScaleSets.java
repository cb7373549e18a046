package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A uniform scale set. A PUT makes and removes instances until there are as many as {@code
 * sku.capacity} says; instance ids count from 0 and are not used again.
 */
final class ScaleSets implements TypeRow {

    /** Kept: the id of the next instance. */
    static final String NEXT_INSTANCE = "nextInstance";

    /** Kept: the number of the model, which rises whenever it changes. */
    static final String MODEL = "model";

    private static final int MOST_INSTANCES = 1000;

    private static final Shape PROFILE =
            MachineShapes.offered(MachineShapes.machine(MachineShapes.MODEL_STORAGE))
                    .object("hardwareProfile", Shape.empty().opaque("vmSizeProperties"))
                    .opaque("extensionProfile", "serviceArtifactReference")
                    .opaque("securityPostureReference")
                    .later("2022-11-01", "securityPostureReference")
                    .object("osProfile", MachineShapes.osProfile("computerNamePrefix"))
                    .object(
                            "networkProfile",
                            Shape.empty()
                                    .reference("healthProbe", Types.PROBES)
                                    .objects(
                                            "networkInterfaceConfigurations",
                                            MachineShapes.MODEL_NIC)
                                    .text("networkApiVersion"));

    private static final Shape SHAPE =
            Shape.empty()
                    .object(
                            "upgradePolicy",
                            Shape.empty()
                                    .choice("mode", "Manual", "Automatic", "Rolling")
                                    .opaque("rollingUpgradePolicy", "automaticOSUpgradePolicy"))
                    .object("virtualMachineProfile", PROFILE)
                    .object(
                            "scaleInPolicy",
                            Shape.empty()
                                    .texts("rules")
                                    .flag("forceDeletion", "prioritizeUnhealthyVMs")
                                    .later("2022-11-01", "prioritizeUnhealthyVMs"))
                    .choice("orchestrationMode", "Uniform", "Flexible")
                    .flag("overprovision", "doNotRunExtensionsOnOverprovisionedVMs")
                    .flag("singlePlacementGroup", "zoneBalance", "constrainedMaximumCapacity")
                    .number("platformFaultDomainCount", 0, 20)
                    .opaque("scheduledEventsPolicy", "automaticRepairsPolicy", "hostGroup")
                    .opaque("proximityPlacementGroup", "additionalCapabilities", "skuProfile")
                    .opaque("spotRestorePolicy", "priorityMixPolicy", "resiliencyPolicy")
                    .opaque("zonalPlatformFaultDomainAlignMode")
                    .later("2022-11-01", "scheduledEventsPolicy", "skuProfile")
                    .later("2022-11-01", "resiliencyPolicy", "zonalPlatformFaultDomainAlignMode")
                    .readOnly("provisioningState", "uniqueId", "timeCreated");

    private static final Shape ENVELOPE =
            Envelope.with("sku", "plan", "identity", "zones", "extendedLocation")
                    .later("2022-11-01", "etag");

    @Override
    public ResourceType type() {
        return Types.SCALE_SETS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    /** {@code az vmss scale} sends location and sku alone. */
    @Override
    public Omission omission() {
        return Omission.KEEP;
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        ScaleSetProfile.complete(wanted, cloud);
        int capacity = capacity(wanted);
        var kept = wanted.body().putObject(Envelope.KEPT);
        var before =
                wanted.existing()
                        .map(old -> old.body().path(Envelope.KEPT))
                        .orElseGet(() -> wanted.body().objectNode());
        boolean changed =
                !wanted.before()
                        .object("virtualMachineProfile")
                        .node()
                        .equals(wanted.fields().object("virtualMachineProfile").node());
        kept.put(MODEL, before.path(MODEL).asInt(0) + (changed ? 1 : 0));
        int next = before.path(NEXT_INSTANCE).asInt(0);
        var standing = instances(wanted.id(), cloud);
        int more = Math.max(0, capacity - standing.size());
        kept.put(NEXT_INSTANCE, next + more);

        var model = new ScaleSetModel(wanted.id(), wanted.body(), cloud);
        var also = new ArrayList<Change>();
        var leaving = leaving(standing, standing.size() - capacity, wanted.fields());
        leaving.forEach(instance -> also.add(new Change.Remove(instance.id())));
        var mode = wanted.fields().object("upgradePolicy").text("mode").orElse("Manual");
        if (changed && !mode.equals("Manual")) {
            for (var instance : standing) {
                if (!leaving.contains(instance)) {
                    also.addAll(model.instance(instance.id().name()));
                }
            }
        }
        for (int id = next; id < next + more; id++) {
            also.addAll(model.instance(Integer.toString(id)));
        }
        return new Admission(wanted.body(), also);
    }

    private static int capacity(Wanted wanted) throws RefusedException {
        var sku = wanted.body().withObjectProperty("sku");
        var before =
                wanted.existing()
                        .map(old -> old.body().path("sku"))
                        .filter(ObjectNode.class::isInstance);
        before.ifPresent(old ->
                old.properties()
                        .forEach(member -> sku.putIfAbsent(member.getKey(), member.getValue())));
        if (!sku.has("name")) {
            throw Refusal.missing("sku.name");
        }
        if (!sku.has("capacity")) {
            throw Refusal.missing("sku.capacity");
        }
        if (!sku.has("tier")) {
            sku.put("tier", "Standard");
        }
        int capacity = sku.get("capacity").intValue();
        if (capacity > MOST_INSTANCES) {
            throw Refusal.parameter(
                    "sku.capacity",
                    "The capacity " + capacity + " is outside 0.." + MOST_INSTANCES + ".");
        }
        return capacity;
    }

    /** Who goes when there are too many: the newest, or the oldest if the policy says so. */
    private static List<Resource> leaving(List<Resource> standing, int tooMany, Fields set) {
        if (tooMany <= 0) {
            return List.of();
        }
        var rules = set.object("scaleInPolicy").texts("rules");
        boolean oldest = rules.contains("OldestVM");
        return (oldest ? standing : standing.reversed())
                .stream().filter(instance -> !isProtected(instance)).limit(tooMany).toList();
    }

    private static boolean isProtected(Resource instance) {
        return Fields.of(instance).object("protectionPolicy").flag("protectFromScaleIn");
    }

    @Override
    public ObjectNode computed(Resource set, Resources cloud) {
        return set.body().objectNode().put("uniqueId", Derived.guid(set));
    }

    /** The instances of a scale set, oldest first. */
    static List<Resource> instances(ArmId set, Resources cloud) {
        return cloud.children(set, "virtualMachines")
                .sorted(Comparator.comparingInt(one -> Integer.parseInt(one.id().name())))
                .toList();
    }

    /** The scale set with this many instances less than it says. */
    static Change shrunk(Resource set, int by) {
        var body = set.body().deepCopy();
        var sku = body.withObjectProperty("sku");
        sku.put("capacity", sku.path("capacity").intValue() - by);
        return new Change.Put(set.id(), body);
    }

    /**
     * The instances with these ids; all of them for {@code *}.
     *
     * @throws RefusedException {@code InvalidParameter} for an id that no instance has
     */
    static List<Resource> chosen(Resource set, List<String> ids, Resources cloud)
            throws RefusedException {
        if (ids.contains("*")) {
            return instances(set.id(), cloud);
        }
        var chosen = new ArrayList<Resource>();
        for (var id : ids.stream().distinct().toList()) {
            Optional<Resource> instance = cloud.find(set.id().child("virtualMachines", id));
            chosen.add(
                    instance.orElseThrow(() ->
                            Refusal.parameter(
                                    "instanceIds",
                                    "The provided instanceId "
                                            + id
                                            + " is not an active Virtual Machine Scale Set"
                                            + " VM instanceId.")));
        }
        return chosen;
    }
}

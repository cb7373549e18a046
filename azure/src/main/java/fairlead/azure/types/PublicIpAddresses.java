package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A public address. A static one is chosen when it is made and kept; a dynamic one (Basic only) has
 * no address until something uses it, and loses it afterwards.
 */
final class PublicIpAddresses implements TypeRow {

    /** Where addresses come from: the lowest free one, without the first four. */
    static final Prefix POOL = Prefix.parse("20.50.0.0/16");

    private static final List<ResourceType> USERS =
            List.of(Types.NIC_IP_CONFIGURATIONS, Types.FRONTENDS, Types.HUB_IP_CONFIGURATIONS);

    private static final Shape SHAPE =
            Shape.empty()
                    .choice("publicIPAllocationMethod", "Static", "Dynamic")
                    .choice("publicIPAddressVersion", "IPv4", "IPv6")
                    .number("idleTimeoutInMinutes", 4, 30)
                    .object(
                            "dnsSettings",
                            Shape.empty()
                                    .text("domainNameLabel", "domainNameLabelScope", "reverseFqdn")
                                    .readOnly("fqdn")
                                    .later("2022-01-01", "domainNameLabelScope"))
                    .choice("deleteOption", "Delete", "Detach")
                    .opaque("ddosSettings", "ipTags", "publicIPPrefix", "natGateway")
                    .opaque("linkedPublicIPAddress", "servicePublicIPAddress", "migrationPhase")
                    .readOnly(
                            "upgradedToV2",
                            "ipAddress",
                            "ipConfiguration",
                            "resourceGuid",
                            "provisioningState")
                    .later("2024-05-01", "upgradedToV2");

    private static final Shape ENVELOPE = Envelope.with("sku", "zones", "extendedLocation");

    @Override
    public ResourceType type() {
        return Types.PUBLIC_IP_ADDRESSES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var sku = Skus.fillIn(wanted, "Basic", List.of("Basic", "Standard"));
        var properties = wanted.properties();
        var fields = wanted.fields();
        if (fields.text("publicIPAddressVersion").orElse("IPv4").equals("IPv6")) {
            throw Refusal.lacking("properties.publicIPAddressVersion", "IPv6");
        }
        boolean isStatic =
                fields.text("publicIPAllocationMethod").orElse("Dynamic").equals("Static");
        if (sku.equals("Standard") && !isStatic) {
            throw RefusedException.badRequest(
                    "StandardSkuPublicIPAddressMustBeStatic",
                    "Public IP address " + wanted.id() + " has SKU Standard and must be Static.");
        }
        properties.put("publicIPAddressVersion", "IPv4");
        properties.put("publicIPAllocationMethod", isStatic ? "Static" : "Dynamic");
        if (!properties.has("idleTimeoutInMinutes")) {
            properties.put("idleTimeoutInMinutes", 4);
        }
        if (!properties.has("ipTags")) {
            properties.putArray("ipTags");
        }
        var address = wanted.before().address("ipAddress");
        if (address.isEmpty() && isStatic) {
            address = Optional.of(lowestFree(cloud));
        }
        address.ifPresent(chosen -> properties.put("ipAddress", chosen.toString()));
        return new Admission(wanted.body());
    }

    private static IpAddress lowestFree(Resources cloud) throws RefusedException {
        var taken =
                cloud.ofType(Types.PUBLIC_IP_ADDRESSES)
                        .flatMap(other -> Fields.of(other).address("ipAddress").stream())
                        .collect(Collectors.toSet());
        for (var address = POOL.address(4); address.compareTo(POOL.last()) < 0; ) {
            if (!taken.contains(address)) {
                return address;
            }
            address = address.plus(1);
        }
        throw RefusedException.conflict(
                "PublicIPAddressPoolExhausted", "No public address of " + POOL + " is free.");
    }

    @Override
    public ObjectNode computed(Resource address, Resources cloud) {
        var computed = address.body().objectNode();
        computed.put("resourceGuid", Derived.guid(address));
        BackReferences.first(address.id(), USERS, cloud)
                .ifPresent(user ->
                        computed.set("ipConfiguration", ShapeReader.referenceTo(user.id())));
        var dns = Fields.of(address).object("dnsSettings");
        fqdn(address)
                .ifPresent(name ->
                        computed.set("dnsSettings", dns.node().deepCopy().put("fqdn", name)));
        return computed;
    }

    /** The name that the public DNS has for an address, if it was given a label. */
    static Optional<String> fqdn(Resource address) {
        var location = address.body().path("location").asString();
        return Fields.of(address)
                .object("dnsSettings")
                .text("domainNameLabel")
                .map(label -> label + "." + location + ".cloudapp.azure.com");
    }

    @Override
    public List<Change> release(Resource address, Resources cloud) throws RefusedException {
        var user = BackReferences.first(address.id(), USERS, cloud);
        if (user.isPresent()) {
            throw RefusedException.badRequest(
                    "PublicIPAddressCannotBeDeleted",
                    "Public IP address "
                            + address.id()
                            + " can not be deleted since it is still allocated to resource "
                            + user.get().id()
                            + ". In order to delete the public IP, disassociate the resource that"
                            + " uses it. See aka.ms/deletepublicip.");
        }
        return List.of();
    }

    /**
     * What follows when {@code user} uses {@code after} and no longer {@code before}.
     *
     * @throws RefusedException {@code PublicIPAddressInUse} if another one uses it
     */
    static List<Change> moved(
            ArmId user, Optional<ArmId> before, Optional<ArmId> after, Resources cloud)
            throws RefusedException {
        if (after.isEmpty()) {
            return detached(before, cloud);
        }
        var target = cloud.find(after.get()).orElseThrow();
        var rival =
                BackReferences.to(target.id(), USERS, cloud)
                        .filter(other -> !other.id().equals(user))
                        .findFirst();
        if (rival.isPresent()) {
            throw RefusedException.badRequest(
                    "PublicIPAddressInUse",
                    "Resource "
                            + user
                            + " references public IP address "
                            + target.id()
                            + " that is already allocated to resource "
                            + rival.get().id()
                            + ".");
        }
        var changes =
                new ArrayList<>(detached(before.filter(old -> !old.equals(after.get())), cloud));
        if (!target.properties().has("ipAddress")) {
            var body = target.body().deepCopy();
            body.withObjectProperty("properties").put("ipAddress", lowestFree(cloud).toString());
            changes.add(new Change.Put(target.id(), body));
        }
        return changes;
    }

    /** What follows when nothing uses {@code before} any more. */
    static List<Change> detached(Optional<ArmId> before, Resources cloud) {
        return before.flatMap(cloud::find).stream()
                .filter(address ->
                        Fields.of(address).needed("publicIPAllocationMethod").equals("Dynamic"))
                .<Change>map(address -> {
                    var body = address.body().deepCopy();
                    body.withObjectProperty("properties").remove("ipAddress");
                    return new Change.Put(address.id(), body);
                })
                .toList();
    }
}

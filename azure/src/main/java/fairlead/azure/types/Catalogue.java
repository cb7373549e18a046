package fairlead.azure.types;

import fairlead.azure.arm.ApiVersion;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.Profile;
import fairlead.azure.types.TypeRow.Change;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Every resource type of the cloud, and what can be done with a resource whatever its type. */
public final class Catalogue {

    /** One resource type as {@code GET providers/NAMESPACE} lists it. */
    public record ProvidedType(String path, List<String> apiVersions) {
        public ProvidedType {
            apiVersions = List.copyOf(apiVersions);
        }
    }

    private final Limits limits;
    private final Map<ResourceType, TypeRow> rows = new LinkedHashMap<>();

    private Catalogue(Limits limits, List<TypeRow> rows) {
        this.limits = limits;
        rows.forEach(row -> this.rows.put(row.type(), row));
    }

    /** The types that Fairlead serves, with Azure's rules for Route Servers. */
    public static Catalogue of(Limits limits) {
        return of(limits, Profile.AZURE);
    }

    /**
     * The types that Fairlead serves, used ones before their users.
     *
     * @param profile what a Route Server may have
     */
    public static Catalogue of(Limits limits, Profile profile) {
        var rows = new ArrayList<TypeRow>();
        rows.add(new ResourceGroups());
        rows.add(
                new PlainRow(
                        Types.NETWORK_WATCHERS,
                        TypeRow.Access.DIRECT,
                        Shape.empty().readOnly("provisioningState"),
                        List.of(),
                        Map.of()));
        rows.add(new NetworkSecurityGroups());
        rows.add(new SecurityRules());
        rows.add(new RouteTables());
        rows.add(new Routes());
        rows.add(new VirtualNetworks());
        rows.add(new Subnets());
        rows.add(new Peerings());
        rows.add(new PublicIpAddresses());
        rows.add(new LoadBalancers());
        rows.add(new Frontends());
        rows.add(new BackendPools());
        rows.addAll(LoadBalancerParts.rows());
        rows.add(new NetworkInterfaces());
        rows.add(new IpConfigurations(Types.NIC_IP_CONFIGURATIONS));
        rows.add(new VirtualHubs());
        rows.add(new HubIpConfigurations());
        rows.add(new BgpConnections(profile));
        rows.add(new VirtualMachines(limits));
        rows.add(new ScaleSets());
        rows.add(new ScaleSetInstances());
        rows.add(new ScaleSetNics());
        rows.add(new IpConfigurations(Types.INSTANCE_NIC_IP_CONFIGURATIONS));
        rows.add(new RouteServerPeerings(profile));
        return new Catalogue(limits, rows);
    }

    Limits limits() {
        return limits;
    }

    /** The row of a type, whatever the case of its name. */
    public Optional<TypeRow> row(ResourceType type) {
        return Optional.ofNullable(rows.get(type));
    }

    /** All rows; parents before their children. */
    public List<TypeRow> rows() {
        return List.copyOf(rows.values());
    }

    /**
     * The versions in which a type is asked for, newest first; none for a type that is not here.
     */
    public List<String> apiVersions(ResourceType type) {
        return type.equals(ResourceType.DEPLOYMENT)
                ? ApiVersions.RESOURCES
                : row(type).map(TypeRow::apiVersions).orElse(List.of());
    }

    /** Provider namespaces, each with its types in the order of the catalogue. */
    public Map<String, List<ProvidedType>> namespaces() {
        var byNamespace = new LinkedHashMap<String, List<ProvidedType>>();
        for (var row : rows.values()) {
            byNamespace
                    .computeIfAbsent(row.type().namespace(), _ -> new ArrayList<>())
                    .add(new ProvidedType(row.type().path(), row.apiVersions()));
        }
        return byNamespace;
    }

    /**
     * What a PUT of {@code body} means: the change of {@code id} first, then those of its children,
     * then whatever else must change with it. Children that were sent as they stand are not in the
     * list.
     *
     * @throws RefusedException with Azure's code if Azure would refuse
     */
    public List<Change> put(ArmId id, ObjectNode body, Resources cloud) throws RefusedException {
        return new Admissions(this, cloud).put(id, spelled(id.type(), body));
    }

    /**
     * What a DELETE means: children before their parents; nothing if {@code id} is not there. A
     * group goes with everything in it.
     *
     * @throws RefusedException if something still uses it
     */
    public List<Change> delete(ArmId id, Resources cloud) throws RefusedException {
        return new Removals(this, new Overlay(cloud)).delete(id);
    }

    /**
     * What {@code POST .../delete} of a scale set means: these instances go, and its capacity with
     * them.
     *
     * @param instanceIds {@code *} stands for all
     * @throws RefusedException {@code InvalidParameter} for an id that no instance has
     */
    public List<Change> deleteInstances(
            Resource scaleSet, List<String> instanceIds, Resources cloud) throws RefusedException {
        var overlay = new Overlay(cloud);
        var chosen = ScaleSets.chosen(scaleSet, instanceIds, cloud);
        for (var instance : chosen) {
            new Removals(this, overlay).remove(instance);
        }
        overlay.apply(ScaleSets.shrunk(scaleSet, chosen.size()));
        return overlay.changes();
    }

    /**
     * What {@code POST .../manualupgrade} of a scale set means: these instances take over its model
     * as it is now.
     *
     * @param instanceIds {@code *} stands for all
     * @throws RefusedException {@code InvalidParameter} for an id that no instance has
     */
    public List<Change> applyModel(Resource scaleSet, List<String> instanceIds, Resources cloud)
            throws RefusedException {
        var model = new ScaleSetModel(scaleSet.id(), scaleSet.body(), cloud);
        var changes = new ArrayList<Change>();
        for (var instance : ScaleSets.chosen(scaleSet, instanceIds, cloud)) {
            changes.addAll(model.instance(instance.id().name()));
        }
        return changes;
    }

    /** What Azure shows: the stored body, what is computed, the children. A fresh tree. */
    public ObjectNode document(Resource resource, Resources cloud) {
        return new Documents(this, cloud).of(resource);
    }

    /**
     * Judges by age what a client sent.
     *
     * @throws RefusedException {@code InvalidRequestFormat} for a member that {@code version} does
     *     not have yet
     */
    public void checkAge(ResourceType type, ObjectNode body, ApiVersion version)
            throws RefusedException {
        var row = row(type);
        if (row.isPresent()) {
            new Vintage(this, version).admit(row.get(), spelled(type, body));
        }
    }

    /** Takes out of a document of this type what {@code version} does not have yet. */
    public void age(ResourceType type, ObjectNode document, ApiVersion version) {
        row(type).ifPresent(row -> new Vintage(this, version).show(row, document));
    }

    /**
     * The body that a PATCH amounts to, to be {@link #put}. Tags are replaced as a set; other
     * objects are merged, arrays and values replaced. Microsoft.Network knows only tags.
     */
    public ObjectNode merged(Resource existing, ObjectNode patch) {
        return Patches.merged(existing, spelled(existing.id().type(), patch));
    }

    private ObjectNode spelled(ResourceType type, ObjectNode body) {
        return row(type).map(row -> new Spelling(this).of(row, body)).orElse(body);
    }

    /**
     * The answer of a virtual network's {@code CheckIPAddressAvailability}: whether {@code address}
     * is free there, and if not, up to five that are.
     */
    public ObjectNode addressAvailability(Resource vnet, IpAddress address, Resources cloud) {
        return AddressAvailability.of(vnet, address, cloud);
    }

    /** The id in the case in which it is shown: types by their rows, names as they are stored. */
    public ArmId canonical(ArmId id, Resources cloud) {
        var standing = cloud.find(id);
        if (standing.isPresent()) {
            return standing.get().id();
        }
        var row = row(id.type());
        var parent = id.parent();
        if (row.isEmpty() || parent.isEmpty()) {
            return id;
        }
        var type = row.get().type();
        var above = canonical(parent.get(), cloud);
        if (type.equals(ResourceType.GROUP)) {
            return id;
        }
        return id.root().equals(id)
                ? above.resource(type, id.name())
                : above.child(type.text().substring(type.text().lastIndexOf('/') + 1), id.name());
    }

    /** The rows of the types directly below {@code type}. */
    List<TypeRow> childrenOf(ResourceType type) {
        var prefix = type + "/";
        return rows.values().stream()
                .filter(row -> {
                    var text = row.type().text();
                    return text.regionMatches(true, 0, prefix, 0, prefix.length())
                            && text.indexOf('/', prefix.length()) < 0;
                })
                .toList();
    }

    /** The top-level resources of a group; users of others (by and large) before the used. */
    List<Resource> inGroup(ArmId group, Resources cloud) {
        var found = new ArrayList<Resource>();
        for (var row : List.copyOf(rows.values()).reversed()) {
            if (row.type().path().indexOf('/') < 0 && !row.type().equals(ResourceType.GROUP)) {
                cloud.ofType(row.type())
                        .filter(resource -> group.isAbove(resource.id()))
                        .sorted(Comparator.comparing(Resource::id))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Judges everything above {@code id} as it now stands. */
    void settle(ArmId id, Resources cloud) throws RefusedException {
        for (var above = id; !above.root().equals(above); ) {
            above = above.parent().orElseThrow();
            var standing = cloud.find(above);
            var row = row(above.type());
            if (standing.isPresent() && row.isPresent()) {
                row.get().settle(standing.get(), cloud);
            }
        }
    }
}

package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.vnet.Topology;
import fairlead.host.desired.Mapping;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.PublicPart;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What public addresses stand for: the NIC that carries one (both ways, one to one), or the
 * backends of a load balancer (connections from inside leave with it, each backend from a block of
 * ports of its own).
 */
final class PublicParts {

    private static final List<ResourceType> IP_CONFIGURATIONS =
            List.of(
                    KnownTypes.NIC.child("ipConfigurations"),
                    KnownTypes.SCALE_SET_NIC.child("ipConfigurations"));
    private static final ResourceType FRONTEND =
            KnownTypes.LOAD_BALANCER.child("frontendIPConfigurations");

    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 65536 - FIRST_PORT;

    private PublicParts() {}

    static Map<PartKey, Part> of(Resources standing, Topology topology) {
        var parts = new HashMap<PartKey, Part>();
        standing.ofType(KnownTypes.PUBLIC_ADDRESS)
                .flatMap(address -> part(address, standing, topology).stream())
                .forEach(part -> parts.put(part.key(), part));
        return parts;
    }

    private static Optional<PublicPart> part(
            Resource address, Resources standing, Topology topology) {
        var text = address.properties().path("ipAddress").asString("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var ip = IpAddress.parse(text);
        return carriers(address.id(), standing)
                .findFirst()
                .flatMap(configuration ->
                        vnetSerial(configuration, topology)
                                .map(vnet ->
                                        new PublicPart(
                                                ip,
                                                vnet,
                                                new Mapping.OneToOne(
                                                        privateAddress(configuration)))))
                .or(() ->
                        standing.referrers(address.id(), FRONTEND)
                                .findFirst()
                                .flatMap(frontend -> outbound(ip, frontend, standing, topology)));
    }

    private static Optional<PublicPart> outbound(
            IpAddress ip, Resource frontend, Resources standing, Topology topology) {
        var configurations = new ArrayList<Resource>();
        for (var pool : pools(frontend, standing)) {
            carriers(pool, standing)
                    .filter(configuration -> !configuration.properties().has("publicIPAddress"))
                    .forEach(configurations::add);
        }
        configurations.sort(Comparator.comparingInt(Resource::serial));
        var vnet =
                configurations.stream()
                        .flatMap(configuration -> vnetSerial(configuration, topology).stream())
                        .findFirst();
        if (vnet.isEmpty()) {
            return Optional.empty();
        }
        int block = portsPerBackend(configurations.size());
        var backends = new ArrayList<Mapping.Backend>();
        for (var configuration : configurations.stream().distinct().toList()) {
            int from = FIRST_PORT + backends.size() * block;
            backends.add(
                    new Mapping.Backend(
                            privateAddress(configuration), vnet.get(), from, from + block - 1));
        }
        return Optional.of(new PublicPart(ip, vnet.get(), new Mapping.SourceNat(backends)));
    }

    /**
     * The pools whose members may leave through a frontend: those of its rules, unless the rule
     * says no.
     */
    private static List<ArmId> pools(Resource frontend, Resources standing) {
        var loadBalancer = frontend.id().parent().orElseThrow();
        var rules =
                Stream.concat(
                        standing.children(loadBalancer, "outboundRules"),
                        standing.children(loadBalancer, "loadBalancingRules"));
        return rules.filter(rule ->
                        uses(rule, frontend.id())
                                && !rule.properties().path("disableOutboundSnat").asBoolean(false))
                .flatMap(rule ->
                        Stream.concat(
                                Stream.of(rule.properties().path("backendAddressPool")),
                                rule.properties().path("backendAddressPools").valueStream()))
                .map(pool -> pool.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .map(ArmId::parse)
                .distinct()
                .toList();
    }

    private static boolean uses(Resource rule, ArmId frontend) {
        var one = rule.properties().path("frontendIPConfiguration").path("id").asString("");
        return (!one.isEmpty() && ArmId.parse(one).equals(frontend))
                || rule.properties()
                        .path("frontendIPConfigurations")
                        .valueStream()
                        .anyMatch(
                                other -> ArmId.parse(other.path("id").asString()).equals(frontend));
    }

    /** Azure's default allocation by the size of the pool. */
    private static int portsPerBackend(int backends) {
        int[][] table = {{50, 1024}, {100, 512}, {200, 256}, {400, 128}, {800, 64}, {1000, 32}};
        for (var row : table) {
            if (backends <= row[0]) {
                return row[1];
            }
        }
        return Math.max(1, PORTS / backends);
    }

    private static Stream<Resource> carriers(ArmId target, Resources standing) {
        return IP_CONFIGURATIONS.stream().flatMap(type -> standing.referrers(target, type));
    }

    private static Optional<Integer> vnetSerial(Resource configuration, Topology topology) {
        return Optional.ofNullable(topology.nics().get(configuration.id().parent().orElseThrow()))
                .map(nic -> topology.vnet(topology.subnet(nic.subnet()).vnet()).serial());
    }

    private static IpAddress privateAddress(Resource configuration) {
        return IpAddress.parse(configuration.properties().path("privateIPAddress").asString());
    }
}

package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.LoadBalancer;
import fairlead.azure.types.NetworkInterface;
import fairlead.azure.types.PublicAddress;
import fairlead.azure.vnet.Topology;
import fairlead.host.desired.Mapping;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.PublicPart;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What public addresses stand for: the NIC that carries one (both ways, one to one), or the
 * backends of a load balancer (connections from inside leave with it, each backend from a block of
 * ports of its own).
 */
final class PublicParts {

    private static final int FIRST_PORT = 1024;

    /** Ports per backend up to a size of the pool, as in Azure's page on outbound connections. */
    private static final int[][] DEFAULT_PORTS = {
        {50, 1024}, {100, 512}, {200, 256}, {400, 128}, {800, 64}, {1000, 32}
    };

    private final Resources standing;
    private final Topology topology;
    private final Map<PartKey, Part> parts = new HashMap<>();

    /**
     * A private address and the serial of the network it is in; the serial of its NIC orders the
     * blocks of ports.
     */
    private record Member(int nic, int vnet, IpAddress address) {}

    private PublicParts(Resources standing, Topology topology) {
        this.standing = standing;
        this.topology = topology;
    }

    static Map<PartKey, Part> of(Resources standing, Topology topology) {
        var parts = new PublicParts(standing, topology);
        parts.collect();
        return parts.parts;
    }

    private void collect() {
        var leavingBy = new LinkedHashMap<ArmId, List<Member>>();
        for (var type : MachinePlaces.NICS) {
            standing.ofType(type)
                    .map(nic -> NetworkInterface.of(nic, standing))
                    .filter(nic -> topology.nics().containsKey(nic.id()))
                    .forEach(nic -> {
                        for (var configuration : nic.ipConfigurations()) {
                            var member =
                                    new Member(
                                            nic.serial(),
                                            vnetSerial(nic.subnet()),
                                            configuration.address());
                            if (configuration.publicAddress().isPresent()) {
                                put(
                                        configuration.publicAddress().get(),
                                        member.vnet(),
                                        new Mapping.OneToOne(member.address()));
                            } else {
                                configuration
                                        .pools()
                                        .forEach(pool -> leave(pool, member, leavingBy));
                            }
                        }
                    });
        }
        leavingBy.forEach(this::share);
    }

    /** Notes the public addresses with which members of a pool are seen outside. */
    private void leave(ArmId pool, Member member, Map<ArmId, List<Member>> leavingBy) {
        standing.find(pool.root())
                .map(balancer -> LoadBalancer.of(balancer, standing))
                .ifPresent(balancer ->
                        balancer.outboundAddresses(pool).stream()
                                .findFirst()
                                .ifPresent(address ->
                                        leavingBy
                                                .computeIfAbsent(address, _ -> new ArrayList<>())
                                                .add(member)));
    }

    private void share(ArmId publicAddress, List<Member> members) {
        var ordered =
                members.stream().distinct().sorted(Comparator.comparingInt(Member::nic)).toList();
        int vnet = ordered.getFirst().vnet();
        int block = portsPerBackend(ordered.size());
        var backends = new ArrayList<Mapping.Backend>();
        for (var member : ordered) {
            if (member.vnet() == vnet) {
                int from = FIRST_PORT + backends.size() * block;
                backends.add(new Mapping.Backend(member.address(), vnet, from, from + block - 1));
            }
        }
        put(publicAddress, vnet, new Mapping.SourceNat(backends));
    }

    private void put(ArmId publicAddress, int vnet, Mapping mapping) {
        standing.find(publicAddress)
                .flatMap(resource -> PublicAddress.of(resource).address())
                .ifPresent(address -> {
                    var part = new PublicPart(address, vnet, mapping);
                    parts.put(part.key(), part);
                });
    }

    private int vnetSerial(ArmId subnet) {
        return topology.vnet(topology.subnet(subnet).vnet()).serial();
    }

    private static int portsPerBackend(int backends) {
        for (var row : DEFAULT_PORTS) {
            if (backends <= row[0]) {
                return row[1];
            }
        }
        throw new IllegalStateException(
                backends + " backends share one address; a pool has at most 1000");
    }
}

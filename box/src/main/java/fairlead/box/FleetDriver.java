package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.client.ArmClient;
import fairlead.azure.fleet.Decision;
import fairlead.azure.fleet.Fleet;
import fairlead.azure.fleet.Seen;
import fairlead.azure.fleet.Step;
import fairlead.azure.fleet.Wanted;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Looks at one fleet through ARM and takes its steps there. It knows the cloud only as a client
 * does, so it could as well drive a fleet of real Azure.
 */
final class FleetDriver {

    private static final String NETWORK = "2024-05-01";
    private static final String COMPUTE = "2024-07-01";

    private final ArmClient client;
    private final int peerLimit;
    private final Map<ArmId, List<Prefix>> lastSubnets = new ConcurrentHashMap<>();

    FleetDriver(ArmClient client, int peerLimit) {
        this.client = client;
        this.peerLimit = peerLimit;
    }

    /** A scale set that is bound to a Route Server. */
    record Binding(ArmId id, ArmId routeServer, ArmId scaleSet, Asn asn) {}

    /** What should happen next, judged by what ARM says now. */
    Decision look(Binding binding) throws IOException, InterruptedException {
        return Fleet.next(wanted(binding), seen(binding));
    }

    /** Takes one step and waits for its end. */
    void take(Binding binding, Step step) throws IOException, InterruptedException {
        var peer = binding.routeServer().child("bgpConnections", step.name());
        switch (step) {
            case Step.CreatePeering(var name, var address, var asn) -> {
                var body = JsonNodeFactory.instance.objectNode().put("name", name);
                body.putObject("properties")
                        .put("peerAsn", asn.value())
                        .put("peerIp", address.toString());
                client.put(peer, NETWORK, body);
            }
            case Step.DeletePeering _ -> client.delete(peer, NETWORK);
            case Step.WaitFor _ -> {
                // The client follows a write to its end, so there is nothing left to wait for.
            }
        }
    }

    private Wanted wanted(Binding binding) throws IOException, InterruptedException {
        var instances = new ArrayList<Wanted.Instance>();
        var subnets = new LinkedHashSet<Prefix>();
        if (client.find(binding.scaleSet(), COMPUTE).isPresent()) {
            for (var machine : client.list(binding.scaleSet() + "/virtualMachines", COMPUTE)) {
                var name = machine.path("name").asString();
                boolean ready =
                        machine.path("properties")
                                .path("provisioningState")
                                .asString()
                                .equals("Succeeded");
                for (var nic :
                        client.list(
                                ArmId.parse(machine.path("id").asString()) + "/networkInterfaces",
                                NETWORK)) {
                    var ip =
                            nic.path("properties")
                                    .path("ipConfigurations")
                                    .path(0)
                                    .path("properties");
                    instances.add(
                            new Wanted.Instance(
                                    name,
                                    IpAddress.parse(ip.path("privateIPAddress").asString()),
                                    ready ? Wanted.Readiness.READY : Wanted.Readiness.NOT_READY));
                }
            }
            for (var subnet : subnetIds(client.get(binding.scaleSet(), COMPUTE).document())) {
                subnets.add(prefix(client.get(subnet, NETWORK).document()));
            }
            lastSubnets.put(binding.id(), List.copyOf(subnets));
        } else {
            // Gone, and its peerings are to go with it: they are known by the subnets it had.
            subnets.addAll(lastSubnets.getOrDefault(binding.id(), List.of()));
        }
        return new Wanted(
                binding.routeServer(),
                binding.scaleSet(),
                binding.asn(),
                List.copyOf(subnets),
                instances,
                peerLimit);
    }

    /** A subnet says its prefix in one of two ways. */
    private static Prefix prefix(JsonNode subnet) {
        var properties = subnet.path("properties");
        return Prefix.parse(
                properties
                        .path("addressPrefix")
                        .asString(properties.path("addressPrefixes").path(0).asString("")));
    }

    private static List<ArmId> subnetIds(JsonNode scaleSet) {
        var ids = new ArrayList<ArmId>();
        for (var nic :
                scaleSet.path("properties")
                        .path("virtualMachineProfile")
                        .path("networkProfile")
                        .path("networkInterfaceConfigurations")) {
            for (var ip : nic.path("properties").path("ipConfigurations")) {
                ids.add(ArmId.parse(ip.path("properties").path("subnet").path("id").asString()));
            }
        }
        return ids.stream().distinct().toList();
    }

    private Seen seen(Binding binding) throws IOException, InterruptedException {
        var hub = client.find(binding.routeServer(), NETWORK);
        if (hub.isEmpty()) {
            return new Seen(Seen.HubState.MISSING, List.of());
        }
        boolean ready =
                hub.get().path("properties").path("routingState").asString().equals("Provisioned");
        var peerings = new ArrayList<Seen.Peering>();
        for (var peer : client.list(binding.routeServer() + "/bgpConnections", NETWORK)) {
            peerings.add(Seen.Peering.of(peer));
        }
        return new Seen(ready ? Seen.HubState.READY : Seen.HubState.BUSY, peerings);
    }
}

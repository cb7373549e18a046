package fairlead.box;

import fairlead.azure.arm.Resource;
import fairlead.cloud.Decided;
import fairlead.cloud.MachinePlaces;
import fairlead.cloud.World;
import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Names;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.PartKey;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every network device that packets can be watched on, and the words before a command that runs in
 * its network namespace: NICs of machines, instances of Route Servers, the Internet.
 */
final class DeviceReport {

    private final List<String> intoHolder;
    private final Supplier<World> world;
    private final Supplier<Decided> decided;

    /**
     * @param intoHolder words before a command that must run inside the cloud's holder
     */
    DeviceReport(List<String> intoHolder, Supplier<World> world, Supplier<Decided> decided) {
        this.intoHolder = List.copyOf(intoHolder);
        this.world = world;
        this.decided = decided;
    }

    ObjectNode devices() {
        var now = world.get();
        var wanted = decided.get();
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("value");
        var parts = wanted.parts();
        MachinePlaces.NICS.stream()
                .flatMap(type -> now.inventory().ofType(type))
                .forEach(nic -> {
                    if (parts.get(PartKey.nic(nic.serial())) instanceof NicPart part) {
                        nic(list, nic, part, now);
                    }
                });
        for (var place : wanted.speakers()) {
            var server = place.speaker().routeServer();
            device(list, "routeServer", place.namespace(), place.nic().device())
                    .put("name", server.name() + "_" + place.speaker().instance())
                    .put("group", server.resourceGroup().orElse(""))
                    .put("address", place.nic().address().toString());
        }
        device(list, "internet", Blueprint.STANDARD.internet(), Names.POOL)
                .put("name", "internet")
                .put("group", "")
                .put("address", Names.INTERNET.toString());
        return json;
    }

    private void nic(ArrayNode list, Resource nic, NicPart part, World now) {
        var machine = MachinePlaces.machineOf(nic, now.inventory());
        device(list, "nic", part.attachment().namespace(), part.attachment().device())
                .put("id", nic.id().toString())
                .put("name", HostReport.nicName(nic))
                .put("group", nic.id().resourceGroup().orElse(""))
                .put("machine", machine.map(HostReport::name).orElse(""))
                .put("address", part.addresses().getFirst().toString());
    }

    private ObjectNode device(ArrayNode list, String kind, String namespace, String device) {
        var json = list.addObject().put("kind", kind);
        json.put("namespace", namespace).put("device", device);
        var enter = json.putArray("enter");
        intoHolder.forEach(enter::add);
        enter.add("nsenter").add("--net=/run/netns/" + namespace);
        return json;
    }
}

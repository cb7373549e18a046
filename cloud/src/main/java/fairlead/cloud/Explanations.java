package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.Profile;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.Why;
import fairlead.net.IpAddress;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Azure does not tell: the effective routes of any NIC with the reason of every row, and why
 * packets to an address go where they go. A NIC needs no running machine for this.
 */
public final class Explanations {

    private final Routing routing;

    public Explanations(World world, Profile profile) {
        this.routing = Routing.of(world, profile);
    }

    /** {@code {"nic", "rows": [...], "hidden": [...]}}. */
    public ObjectNode routes(String nic) throws RefusedException {
        var table = table(nic);
        var json = JsonNodeFactory.instance.objectNode().put("nic", nic);
        var rows = json.putArray("rows");
        table.routes().forEach(entry -> rows.add(row(entry)));
        var hidden = json.putArray("hidden");
        table.hidden().forEach(entry -> hidden.add(row(entry)));
        return json;
    }

    /**
     * {@code {"nic", "address", "chosen": {...}, "rung", "candidates": [...]}}; without {@code
     * chosen} nothing holds the address.
     */
    public ObjectNode why(String nic, String address) throws RefusedException {
        var table = table(nic);
        var why = Why.of(table, address(address));
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("nic", nic)
                        .put("address", why.address().toString());
        why.chosen()
                .ifPresent(chosen -> {
                    json.set("chosen", row(chosen.entry()));
                    json.put("rung", chosen.rung().title());
                });
        var candidates = json.putArray("candidates");
        why.candidates()
                .forEach(candidate ->
                        candidates.add(
                                row(candidate.entry())
                                        .put(
                                                "verdict",
                                                candidate.outcome() == Why.Outcome.CHOSEN
                                                        ? "chosen"
                                                        : "lost")
                                        .put("rung", candidate.rung().title())
                                        .put("reason", candidate.reason())));
        return json;
    }

    private EffectiveRoutes table(String nic) throws RefusedException {
        var id = id(nic);
        var placed =
                Optional.ofNullable(routing.topology().nics().get(id))
                        .orElseThrow(() -> RefusedException.notFound(id));
        return routing.effective(placed.subnet());
    }

    private static ArmId id(String text) throws RefusedException {
        try {
            return ArmId.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "InvalidParameter",
                            "The parameter nic is '"
                                    + text
                                    + "', which is not the id of a network interface.",
                            "nic"));
        }
    }

    private static IpAddress address(String text) throws RefusedException {
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "InvalidParameter",
                            "The parameter address is '" + text + "', which is not an IP address.",
                            "address"));
        }
    }

    private static ObjectNode row(Entry entry) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("source", entry.source().azureName())
                .put("state", entry.state().azureName())
                .put("prefix", entry.prefix().toString());
        json.put("nextHopType", entry.nextHop().azureName());
        var hops = json.putArray("nextHops");
        entry.nextHop().addresses().forEach(hop -> hops.add(hop.toString()));
        entry.name().ifPresent(name -> json.put("name", name));
        return json.put("reason", entry.reason());
    }
}

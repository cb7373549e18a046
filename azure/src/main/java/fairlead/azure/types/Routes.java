package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;

/** A user's route: a prefix and a next hop. */
final class Routes implements TypeRow {

    private static final String HOP = "properties.nextHopIpAddress";

    private static final Shape SHAPE =
            Shape.empty()
                    .text("addressPrefix", "nextHopIpAddress")
                    .choice(
                            "nextHopType",
                            "VirtualNetworkGateway",
                            "VnetLocal",
                            "Internet",
                            "VirtualAppliance",
                            "None")
                    .opaque("nextHop")
                    .later("2024-05-01", "nextHop")
                    .readOnly("provisioningState", "hasBgpOverride");

    @Override
    public ResourceType type() {
        return Types.ROUTES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var properties = wanted.properties();
        if (properties.has("nextHop")) {
            throw Refusal.lacking("properties.nextHop", "A route to several appliances");
        }
        var text =
                fields.text("addressPrefix")
                        .orElseThrow(() -> Refusal.missing("properties.addressPrefix"));
        if (!text.isEmpty() && Character.isLetter(text.charAt(0)) && text.indexOf(':') < 0) {
            throw Refusal.lacking(
                    "properties.addressPrefix", "A route to the service tag '" + text + "'");
        }
        properties.put("addressPrefix", Prefixes.read(text, "properties.addressPrefix").toString());
        var type =
                fields.text("nextHopType")
                        .orElseThrow(() -> Refusal.missing("properties.nextHopType"));
        var hop = fields.text("nextHopIpAddress").filter(address -> !address.isBlank());
        properties.remove("nextHopIpAddress");
        if (type.equals("VirtualAppliance") != hop.isPresent()) {
            throw RefusedException.badRequest(
                    "InvalidRouteNextHop",
                    "Route "
                            + wanted.id().name()
                            + (hop.isPresent()
                                    ? " has a next hop address, which only next hop type"
                                            + " VirtualAppliance takes."
                                    : " needs a next hop address: its type is VirtualAppliance."));
        }
        if (hop.isPresent()) {
            properties.put("nextHopIpAddress", Prefixes.address(hop.get(), HOP).toString());
        }
        return new Admission(wanted.body());
    }
}

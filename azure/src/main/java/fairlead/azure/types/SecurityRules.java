package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;

/** A rule of a network security group. */
final class SecurityRules implements TypeRow {

    /** Lists that clients want to see even when they are empty. */
    static final List<String> LISTS =
            List.of(
                    "sourcePortRanges",
                    "destinationPortRanges",
                    "sourceAddressPrefixes",
                    "destinationAddressPrefixes",
                    "sourceApplicationSecurityGroups",
                    "destinationApplicationSecurityGroups");

    private static final Shape SHAPE =
            Shape.empty()
                    .text("description", "sourcePortRange", "destinationPortRange")
                    .text("sourceAddressPrefix", "destinationAddressPrefix")
                    .texts("sourcePortRanges", "destinationPortRanges")
                    .texts("sourceAddressPrefixes", "destinationAddressPrefixes")
                    .opaque("sourceApplicationSecurityGroups")
                    .opaque("destinationApplicationSecurityGroups")
                    .choice("protocol", "*", "Tcp", "Udp", "Icmp", "Esp", "Ah")
                    .choice("access", "Allow", "Deny")
                    .choice("direction", "Inbound", "Outbound")
                    .number("priority", 100, 4096)
                    .readOnly("provisioningState");

    @Override
    public ResourceType type() {
        return Types.SECURITY_RULES;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        for (var needed : List.of("protocol", "access", "direction", "priority")) {
            if (!properties.has(needed)) {
                throw Refusal.missing("properties." + needed);
            }
        }
        for (var list : LISTS) {
            if (!properties.has(list)) {
                properties.putArray(list);
            }
        }
        return new Admission(wanted.body());
    }
}

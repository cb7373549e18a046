package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Wanted;
import fairlead.net.IpAddress;
import java.util.Optional;

/** How an IP configuration of any kind comes by its private address. */
final class PrivateAddress {

    private static final String PATH = "properties.privateIPAddress";

    private PrivateAddress() {}

    /**
     * Fills in {@code privateIPAddress} and {@code privateIPAllocationMethod}: a static address is
     * checked, a dynamic one stays while it may, and else is the lowest free one.
     */
    static void choose(Wanted wanted, ArmId subnet, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var properties = wanted.properties();
        boolean isStatic = fields.text("privateIPAllocationMethod").orElse("").equals("Static");
        var before =
                wanted.before().reference("subnet").filter(subnet::equals).isPresent()
                        ? wanted.before().address("privateIPAddress")
                        : Optional.<IpAddress>empty();
        IpAddress chosen;
        if (isStatic) {
            var text = fields.text("privateIPAddress");
            var asked = Prefixes.address(text.orElseThrow(() -> Refusal.missing(PATH)), PATH);
            chosen =
                    before.filter(asked::equals).isPresent()
                            ? asked
                            : SubnetAddresses.of(subnet, cloud)
                                    .without(wanted.id())
                                    .take(asked, wanted.id(), PATH);
        } else if (before.isPresent()) {
            chosen = before.get();
        } else {
            chosen = SubnetAddresses.of(subnet, cloud).without(wanted.id()).takeLowest(wanted.id());
        }
        properties.put("privateIPAddress", chosen.toString());
        properties.put("privateIPAllocationMethod", isStatic ? "Static" : "Dynamic");
    }
}

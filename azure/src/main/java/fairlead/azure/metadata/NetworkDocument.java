package fairlead.azure.metadata;

import fairlead.azure.types.NetworkInterface;
import fairlead.azure.types.PublicAddress;
import fairlead.net.IpAddress;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part {@code network}: every NIC of the machine, the primary one first. */
final class NetworkDocument {

    private NetworkDocument() {}

    static ObjectNode of(Resident resident) {
        var document = JsonNodeFactory.instance.objectNode();
        var interfaces = document.putArray("interface");
        for (var residence : resident.residences()) {
            var one = interfaces.addObject();
            var ipv4 = one.putObject("ipv4");
            var addresses = ipv4.putArray("ipAddress");
            for (var configuration : residence.nic().ipConfigurations()) {
                addresses
                        .addObject()
                        .put("privateIpAddress", configuration.address().toString())
                        .put("publicIpAddress", publicAddress(configuration, resident));
            }
            ipv4.putArray("subnet")
                    .addObject()
                    .put("address", residence.subnet().network().toString())
                    .put("prefix", Integer.toString(residence.subnet().length()));
            one.putObject("ipv6").putArray("ipAddress");
            one.put(
                    "macAddress",
                    residence.nic().mac().toString().replace(":", "").toUpperCase(Locale.ROOT));
        }
        return document;
    }

    private static String publicAddress(
            NetworkInterface.IpConfiguration configuration, Resident resident) {
        return configuration
                .publicAddress()
                .flatMap(resident.cloud()::find)
                .flatMap(found -> PublicAddress.of(found).address())
                .map(IpAddress::toString)
                .orElse("");
    }
}

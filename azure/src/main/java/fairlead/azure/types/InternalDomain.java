package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.net.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;

/**
 * How a virtual network's machines are told to resolve names (Azure: "Name resolution for resources
 * in Azure virtual networks").
 */
public final class InternalDomain {

    /**
     * Below it are the domains of all virtual networks, and each one's view of its own machines.
     */
    public static final String ROOT = "internal.cloudapp.net";

    /** The suffix that stands for none, where the network has DNS servers of its own. */
    public static final String NONE = "reddog.microsoft.com";

    /** By this a NIC asks for Azure's servers though its network names others. */
    private static final String AZURE_PROVIDED = "AzureProvidedDNS";

    private static final int LABEL = 26;

    private InternalDomain() {}

    /**
     * The domain of a virtual network, {@code LABEL.ax.internal.cloudapp.net}: the same as long as
     * the network exists, and no other network's.
     */
    public static String of(Resource vnet) {
        var guid = UUID.fromString(Derived.guid(vnet));
        var number =
                new BigInteger(Long.toUnsignedString(guid.getMostSignificantBits()))
                        .shiftLeft(Long.SIZE)
                        .add(new BigInteger(Long.toUnsignedString(guid.getLeastSignificantBits())));
        var label = number.toString(32);
        return "0".repeat(LABEL - label.length()) + label + ".ax." + ROOT;
    }

    /**
     * The DNS servers of a NIC's machine, in the order of asking: those that the NIC names, else
     * those that its network names.
     *
     * @return nothing where Azure's own are to be asked
     */
    public static List<IpAddress> servers(Resource nic, Resource vnet) {
        var own = Fields.of(nic).object("dnsSettings").texts("dnsServers");
        var named = own.isEmpty() ? Fields.of(vnet).object("dhcpOptions").texts("dnsServers") : own;
        return named.equals(List.of(AZURE_PROVIDED))
                ? List.of()
                : named.stream().map(IpAddress::parse).toList();
    }

    /**
     * Refuses what names no DNS server.
     *
     * @param path of {@code settings}, for the refusal
     */
    static void judge(Fields settings, String path) throws RefusedException {
        var named = settings.texts("dnsServers");
        if (named.equals(List.of(AZURE_PROVIDED))) {
            return;
        }
        for (var server : named) {
            try {
                IpAddress.parse(server);
            } catch (IllegalArgumentException notAnAddress) {
                throw Refusal.parameter(
                        path + ".dnsServers",
                        "'"
                                + server
                                + "' is not the address of a DNS server. Name IP addresses, or of a"
                                + " network interface "
                                + AZURE_PROVIDED
                                + " alone.");
            }
        }
    }
}

package fairlead.cloud;

import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.dns.VnetNames;
import fairlead.azure.metadata.Resident;
import fairlead.azure.types.InternalDomain;
import fairlead.azure.types.PublicAddress;
import fairlead.azure.types.Residence;
import fairlead.azure.types.Types;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform addresses know in each virtual network: the names of its machines, and which
 * machine has an address. Two networks with equal address spaces have unequal views.
 */
public final class PlatformView {

    private final Map<Integer, VnetNames> names = new HashMap<>();
    private final Map<Integer, Map<IpAddress, Resident>> residents = new HashMap<>();

    private PlatformView() {}

    /**
     * The view of an inventory, for all its networks.
     *
     * @param own absolute names of the platform itself, in lower case
     */
    public static PlatformView of(Inventory inventory, Map<String, IpAddress> own) {
        var standing = InventoryView.standing(inventory);
        var view = new PlatformView();
        var byVnet = new HashMap<Integer, List<Residence>>();
        Residence.all(standing)
                .forEach(one ->
                        byVnet.computeIfAbsent(one.vnet().serial(), _ -> new ArrayList<>())
                                .add(one));
        var everywhere = new HashMap<>(publicNames(standing));
        everywhere.putAll(own);
        standing.ofType(Types.VIRTUAL_NETWORKS)
                .forEach(vnet ->
                        view.add(
                                vnet,
                                byVnet.getOrDefault(vnet.serial(), List.of()),
                                everywhere,
                                standing));
        return view;
    }

    /** The names of a network by its serial; empty if it has gone. */
    public Optional<VnetNames> names(int vnet) {
        return Optional.ofNullable(names.get(vnet));
    }

    /** The machine that has an address in a network. */
    public Optional<Resident> resident(int vnet, IpAddress address) {
        return Optional.ofNullable(residents.getOrDefault(vnet, Map.of()).get(address));
    }

    private void add(
            Resource vnet,
            List<Residence> residences,
            Map<String, IpAddress> everywhere,
            Resources standing) {
        var running =
                residences.stream().filter(one -> MachineSeen.isWanted(one.machine())).toList();
        names.put(vnet.serial(), VnetNames.of(InternalDomain.of(vnet), running, everywhere));
        var byMachine = new HashMap<Integer, List<Residence>>();
        for (var one : residences) {
            var all = byMachine.computeIfAbsent(one.machine().serial(), _ -> new ArrayList<>());
            all.add(one.isPrimary() ? 0 : all.size(), one);
        }
        var byAddress = new HashMap<IpAddress, Resident>();
        for (var all : byMachine.values()) {
            var resident = new Resident(all.getFirst().machine(), all, standing);
            for (var one : all) {
                one.nic()
                        .ipConfigurations()
                        .forEach(address -> byAddress.put(address.address(), resident));
            }
        }
        residents.put(vnet.serial(), byAddress);
    }

    private static Map<String, IpAddress> publicNames(Resources standing) {
        var names = new HashMap<String, IpAddress>();
        standing.ofType(Types.PUBLIC_IP_ADDRESSES)
                .map(PublicAddress::of)
                .forEach(one ->
                        one.fqdn()
                                .ifPresent(name ->
                                        one.address()
                                                .ifPresent(address ->
                                                        names.put(
                                                                name.toLowerCase(Locale.ROOT),
                                                                address))));
        return names;
    }
}

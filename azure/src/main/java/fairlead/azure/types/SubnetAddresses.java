package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resources;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The addresses of one subnet and who has them. Azure reserves five: the network, {@code .1} (the
 * gateway), {@code .2} and {@code .3} (DNS), and the last. Mutable; lives as long as one request.
 */
final class SubnetAddresses {

    private static final int FIRST_USABLE = 4;

    private final ArmId subnet;
    private final Prefix prefix;
    private final Map<IpAddress, ArmId> taken = new HashMap<>();
    private long next = FIRST_USABLE;

    private SubnetAddresses(ArmId subnet, Prefix prefix) {
        this.subnet = subnet;
        this.prefix = prefix;
    }

    /** Who has which address now. */
    static SubnetAddresses of(ArmId subnet, Resources cloud) {
        var addresses =
                new SubnetAddresses(subnet, Subnets.prefix(cloud.find(subnet).orElseThrow()));
        Subnets.users(subnet, cloud)
                .forEach(user ->
                        Fields.of(user)
                                .address("privateIPAddress")
                                .ifPresent(address -> addresses.taken.put(address, user.id())));
        return addresses;
    }

    /** Gives what {@code id} has back to the others. */
    SubnetAddresses without(ArmId id) {
        taken.values().removeIf(id::equals);
        return this;
    }

    /**
     * Takes the lowest free address.
     *
     * @throws RefusedException {@code SubnetIsFull}
     */
    IpAddress takeLowest(ArmId user) throws RefusedException {
        long size = 1L << (prefix.network().width() - prefix.length());
        for (; next < size - 1; next++) {
            var address = prefix.address(next);
            if (taken.putIfAbsent(address, user) == null) {
                return address;
            }
        }
        throw RefusedException.badRequest(
                "SubnetIsFull",
                "Subnet "
                        + subnet.name()
                        + " with address prefix "
                        + prefix
                        + " does not have enough capacity for 1 IP addresses.");
    }

    /**
     * Takes the address that a client asks for.
     *
     * @throws RefusedException {@code PrivateIPAddressNotInSubnet}, {@code
     *     PrivateIPAddressInReservedRange} or {@code PrivateIPAddressIsAllocated}
     */
    IpAddress take(IpAddress address, ArmId user, String path) throws RefusedException {
        if (!prefix.contains(address)) {
            throw refused(
                    "PrivateIPAddressNotInSubnet",
                    "Private static IP address "
                            + address
                            + " does not belong to the range of subnet prefix "
                            + subnet.name()
                            + "/"
                            + prefix
                            + ".",
                    path);
        }
        if (isReserved(address)) {
            throw refused(
                    "PrivateIPAddressInReservedRange",
                    "Private static IP address "
                            + address
                            + " falls within reserved IP range of subnet prefix "
                            + prefix
                            + ".",
                    path);
        }
        var holder = taken.putIfAbsent(address, user);
        if (holder != null && !holder.equals(user)) {
            throw refused(
                    "PrivateIPAddressIsAllocated",
                    "IP address " + address + " is already allocated to resource " + holder + ".",
                    path);
        }
        return address;
    }

    /** One of the five that Azure keeps. */
    boolean isReserved(IpAddress address) {
        return prefix.contains(address)
                && (address.compareTo(prefix.address(FIRST_USABLE)) < 0
                        || address.equals(prefix.last()));
    }

    boolean isFree(IpAddress address) {
        return prefix.contains(address) && !isReserved(address) && !taken.containsKey(address);
    }

    /** The lowest free ones, at most {@code count}. */
    List<IpAddress> free(int count) {
        long size = 1L << (prefix.network().width() - prefix.length());
        return LongStream.range(FIRST_USABLE, size - 1)
                .mapToObj(prefix::address)
                .filter(this::isFree)
                .limit(count)
                .toList();
    }

    private static RefusedException refused(String code, String message, String path) {
        return new RefusedException(400, new ArmError(code, message, path));
    }
}

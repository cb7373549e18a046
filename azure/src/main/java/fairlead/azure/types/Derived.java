package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import fairlead.net.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Names that follow from a resource's serial, so that they are unique and last as long as it. */
final class Derived {

    private static final long MICROSOFT = 0x000d_3a00_0000L;
    private static final long LOCAL = 0x020d_0000_0000L;

    private Derived() {}

    /** {@code resourceGuid}, {@code vmId} and the like. */
    static String guid(Resource resource) {
        var seed = resource.id().toString().toLowerCase(Locale.ROOT);
        return UUID.nameUUIDFromBytes(
                        (seed + "#" + resource.serial()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The address of a NIC: 00-0D-3A and 24 bits, as in Azure, for the first 2^24 serials. */
    static MacAddress mac(Resource nic) {
        long serial = Integer.toUnsignedLong(nic.serial());
        return new MacAddress(serial < 1 << 24 ? MICROSOFT | serial : LOCAL | serial);
    }
}

package fairlead.host.desired;

import static java.util.stream.Collectors.joining;

import fairlead.host.plan.NftChain;
import fairlead.host.plan.NftTable;
import fairlead.net.Prefix;
import java.util.List;

/**
 * Packets whose source is outside the virtual network that sends them. Only a forwarding NIC can
 * send one; it is noted in a bit of the packet's mark, and a NIC of another virtual network whose
 * peering is closed to forwarded traffic is not handed it.
 */
final class ForwardedTraffic {

    /** The bit of a packet's mark. */
    static final String BIT = "0x40000000";

    /** The kernel takes 255 characters for the name of a chain. */
    private static final int LONGEST_NAME = 200;

    private ForwardedTraffic() {}

    /** What the packets of a forwarding NIC go through in a virtual network with this space. */
    static NftChain chain(String fabric, List<Prefix> space) {
        var prefixes = space.stream().sorted().map(Prefix::toString).toList();
        return new NftChain(
                fabric,
                "ip",
                FabricGround.TABLE,
                name(prefixes),
                List.of(
                        "ip saddr { " + prefixes.stream().collect(joining(", ")) + " } goto ttl",
                        "meta mark set meta mark | " + BIT + " goto ttl"));
    }

    private static String name(List<String> prefixes) {
        var all = String.join("_", prefixes);
        return "inside_"
                + (all.length() > LONGEST_NAME
                        ? prefixes.size() + "_" + NftTable.versionOf(all)
                        : all);
    }

    /**
     * Sets, and a chain that comes after everything else that reads the mark, since it overwrites
     * it with the serial of the virtual network that sent the packet.
     */
    static String text() {
        return """
        map forwarders { type ifname : verdict; }
        map homes { type mark : mark; }
        set closed { type mark . ifname; }
        set unforwarded { type ifname; size 65535; flags dynamic; counter; }
        chain handed {
          type filter hook postrouting priority 310; policy accept;
          meta mark & %s == 0 accept
          meta mark set meta mark & 0x00ffffff
          meta mark set meta mark map @homes
          meta mark . oifname @closed update @unforwarded { oifname } drop
        }
        """
                .formatted(BIT);
    }
}

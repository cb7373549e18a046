package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Loopback;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.NftTable;
import fairlead.host.plan.Route;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Edge and Internet before any virtual network. The edge alone tracks connections, in a zone per
 * virtual network, so that equal private addresses stay apart.
 */
final class EdgeGround {

    /** What is neither mapped nor an answer goes nowhere, in silence, either way. */
    private static final String IP =
            """
            map vnets { type ifname : mark; }
            map zones { typeof iifname : ct zone; }
            map public_vnets { type ipv4_addr : mark; }
            map public_zones { typeof ip daddr : ct zone; }
            map inward { type ipv4_addr : ipv4_addr; }
            map outward { type mark . ipv4_addr : ipv4_addr; }
            map blocks { type mark . ipv4_addr : verdict; }
            %1$s
            chain in {
              type filter hook prerouting priority raw; policy accept;
              iifname "%2$s" meta mark set ip daddr map @public_vnets
              iifname "%2$s" ct zone set ip daddr map @public_zones
              iifname != "%2$s" meta mark set iifname map @vnets
              iifname != "%2$s" ct zone set iifname map @zones
              goto ttl
            }
            chain translate_in {
              type nat hook prerouting priority dstnat; policy accept;
              iifname "%2$s" dnat to ip daddr map @inward
            }
            chain through {
              type filter hook forward priority 0; policy accept;
              iifname "%2$s" oifname "%2$s" drop
              iifname != "%2$s" oifname != "%2$s" drop
              iifname "%2$s" ct state new ct status & dnat == 0 drop
            }
            chain translate_out {
              type nat hook postrouting priority srcnat; policy accept;
              oifname "%2$s" snat to meta mark & 0xffffff . ip saddr map @outward
              oifname "%2$s" meta mark & 0xffffff . ip saddr vmap @blocks
              oifname "%2$s" drop
            }
            chain self { type filter hook output priority 0; policy drop; }
            """
                    .formatted(TtlChains.text(), Names.WAN);

    /** Hosts on the Internet must not send more than a guest's 1500 octets. */
    private static final int INTERNET_MTU = 1500;

    private EdgeGround() {}

    static List<KernelObject> of(Blueprint blueprint) {
        var objects = new ArrayList<KernelObject>();
        objects.addAll(edge(blueprint.edge()));
        objects.addAll(internet(blueprint.internet(), blueprint.publicPool()));
        objects.addAll(
                Wires.unnumbered(
                        blueprint.edge(),
                        Names.WAN,
                        blueprint.internet(),
                        Names.POOL,
                        INTERNET_MTU));
        return List.copyOf(objects);
    }

    private static List<KernelObject> edge(String namespace) {
        return List.of(
                new Namespace(namespace),
                Sysctls.router(namespace),
                new Loopback(namespace, Set.of()),
                Wires.route(namespace, Names.WAN_TABLE, Prefix.ALL_V4, Names.WAN),
                MarkTree.last(namespace),
                NftTable.of(namespace, "ip", FabricGround.TABLE, IP));
    }

    /**
     * Every address is here, but for the public ones, which lie behind the edge. All of it stands
     * in the kernel's table {@code local}: only what that table calls local may be answered from.
     */
    private static List<KernelObject> internet(String namespace, Prefix pool) {
        return List.of(
                new Namespace(namespace),
                Sysctls.router(namespace),
                new Loopback(namespace, Set.of(Names.INTERNET)),
                new Route(namespace, Names.LOCAL_TABLE, Prefix.ALL_V4, new Route.Target.Local()),
                Wires.route(namespace, Names.LOCAL_TABLE, pool, Names.POOL));
    }
}

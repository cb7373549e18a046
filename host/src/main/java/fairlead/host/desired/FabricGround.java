package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Loopback;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.NftTable;
import fairlead.host.plan.Route;
import fairlead.host.plan.Rule;
import fairlead.host.plan.Veth;
import fairlead.host.plan.Veth.End;
import fairlead.host.plan.Veth.State;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Set;

/** The fabric before any virtual network. It has no conntrack, so asymmetric flows pass. */
final class FabricGround {

    static final String TABLE = "fl";

    /**
     * What every packet from a wire meets first. Link-local sources are dropped even from
     * forwarding NICs: that silences appliances that answer from 169.254.0.0/16, as in Azure.
     */
    private static final String IP =
            """
            map marks { type ifname : mark; }
            set owned { type ifname . ipv4_addr; }
            set forwarding { type ifname; }
            set spoofed { type ifname; size 65535; flags dynamic; counter; }
            set strays { type ifname; size 65535; flags dynamic; counter; }
            %s
            %s
            chain in {
              type filter hook prerouting priority raw; policy accept;
              ip daddr 224.0.0.0/3 drop
              ip protocol { 4, 47 } drop
              meta mark set iifname map @marks
              iifname "fl-p*" goto ttl
              iifname "fl-u*" goto ttl
              ip saddr { 127.0.0.0/8, 169.254.0.0/16 } drop
              iifname . ip saddr @owned goto ttl
              iifname vmap @forwarders
              update @spoofed { iifname } drop
            }
            chain through {
              type filter hook forward priority 0; policy accept;
              oifname . ip daddr @owned accept
              oifname @forwarding accept
              oifname "fl-n*" update @strays { oifname } drop
            }
            chain self { type filter hook output priority 0; policy drop; }
            """
                    .formatted(TtlChains.text(), ForwardedTraffic.text());

    /** A guest that asks for its own address must not hear that somebody else has it. */
    private static final String ARP =
            """
            set owned { type ifname . ipv4_addr; }
            chain in {
              type filter hook input priority 0; policy accept;
              iifname . arp daddr ip @owned drop
            }
            """;

    private FabricGround() {}

    static List<KernelObject> of(Blueprint blueprint) {
        var ns = blueprint.fabric();
        return List.of(
                new Namespace(ns),
                Sysctls.fabric(ns),
                new Loopback(ns, Set.of()),
                new Veth(
                        ns,
                        Names.SINK,
                        new End(Names.FABRIC_MAC, Wires.ANY_SIZE, State.UP_WITHOUT_ARP),
                        new Veth.Far(
                                ns,
                                Names.VOID,
                                new End(Names.FABRIC_MAC, Wires.ANY_SIZE, State.DOWN))),
                new Route(ns, Names.SINK_TABLE, Prefix.ALL_V4, new Route.Target.Device(Names.SINK)),
                new Rule(
                        ns,
                        1,
                        new Rule.Match.Mark(0, Names.SERIAL_MASK),
                        new Rule.Action.Lookup(Names.SINK_TABLE)),
                NftTable.of(ns, "ip", TABLE, IP),
                NftTable.of(ns, "arp", TABLE, ARP));
    }
}

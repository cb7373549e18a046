package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.Path.Hop;
import fairlead.azure.vnet.Topology.IpForwarding;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Follows one packet through the effective routes; used once. */
final class PathWalk {

    private final Topology topology;
    private final Function<ArmId, EffectiveRoutes> tables;
    private final Exits exits;
    private final IpAddress to;
    private final List<ArmId> taken;
    private int handed;
    private final List<Hop> hops = new ArrayList<>();

    /** Addresses that the packet may have as its source by now, the first sender's first. */
    private final LinkedHashSet<IpAddress> sources = new LinkedHashSet<>();

    private final Set<ArmId> visited = new HashSet<>();

    PathWalk(
            Topology topology,
            Function<ArmId, EffectiveRoutes> tables,
            Exits exits,
            IpAddress to,
            List<ArmId> taken) {
        this.topology = topology;
        this.tables = tables;
        this.exits = exits;
        this.to = to;
        this.taken = taken;
    }

    Path from(Nic first) {
        var sender = Optional.of(first);
        while (sender.isPresent()) {
            sender = next(sender.get());
        }
        return new Path(hops);
    }

    /** Adds the hops from one NIC to the next, and returns that if it may send the packet on. */
    private Optional<Nic> next(Nic nic) {
        visited.add(nic.id());
        sources.add(nic.primary());
        var why = Why.of(tables.apply(nic.subnet()), to);
        hops.add(new Hop.Sends(nic, why));
        if (Platform.answers(to)) {
            return end(new Hop.MeetsPlatform());
        }
        var chosen = why.chosen();
        if (chosen.isEmpty()) {
            return end(new Hop.Dropped("no route holds " + to));
        }
        return switch (chosen.get().entry().nextHop()) {
            case NextHop.VnetLocal() -> end(local(nic));
            case NextHop.VnetPeering _ -> end(local(nic));
            case NextHop.Internet() -> leave(nic);
            case NextHop.None() -> end(new Hop.Dropped("its next hop is None"));
            case NextHop.VirtualAppliance(var address) -> hand(nic, List.of(address));
            case NextHop.VirtualNetworkGateway(var addresses) -> hand(nic, addresses);
        };
    }

    private Optional<Nic> end(Hop hop) {
        hops.add(hop);
        return Optional.empty();
    }

    private Hop local(Nic sender) {
        return there(sender, to)
                .map(nic -> keptFrom(sender, nic).orElseGet(() -> new Hop.Arrives(nic)))
                .orElseGet(() ->
                        new Hop.Dropped(
                                "no NIC in "
                                        + vnet(sender).id().name()
                                        + " or a network peered with it has "
                                        + to));
    }

    private Optional<Nic> hand(Nic sender, List<IpAddress> addresses) {
        var there = addresses.stream().flatMap(address -> there(sender, address).stream()).toList();
        if (there.isEmpty()) {
            return end(new Hop.Dropped("no NIC has the next hop " + words(addresses)));
        }
        var members = there.stream().filter(nic -> keptFrom(sender, nic).isEmpty()).toList();
        if (members.isEmpty()) {
            return end(keptFrom(sender, there.getFirst()).orElseThrow());
        }
        var one =
                members.stream()
                        .filter(member ->
                                handed < taken.size() && taken.get(handed).equals(member.id()))
                        .findFirst()
                        .orElse(members.getFirst());
        if (one.addresses().contains(to)) {
            return end(new Hop.Arrives(one));
        }
        if (one.forwarding() == IpForwarding.DISABLED) {
            return end(
                    new Hop.Dropped(
                            one.id().name()
                                    + " "
                                    + one.primary()
                                    + " has IP forwarding off and is not handed packets to "
                                    + to));
        }
        hops.add(new Hop.Handed(members, one));
        handed++;
        if (visited.contains(one.id())) {
            return end(
                    new Hop.Dropped(
                            "it comes back to "
                                    + one.primary()
                                    + " again and again, until its TTL is used up"));
        }
        return Optional.of(one);
    }

    /** Whose address it is, may the packet get there or not; the own network goes first. */
    private Optional<Nic> there(Nic sender, IpAddress address) {
        var own = vnet(sender);
        var networks = new ArrayList<>(List.of(own));
        topology.connectedPeerings(own).forEach(one -> networks.add(topology.vnet(one.remote())));
        return topology.nicAt(networks, address);
    }

    /** A peering's routes are there whether it lets packets across or not. */
    private Optional<Hop> keptFrom(Nic sender, Nic receiver) {
        var own = vnet(sender);
        var other = vnet(receiver);
        if (own.equals(other)) {
            return Optional.empty();
        }
        return topology.reachedFrom(own).contains(other)
                ? closed(own, other)
                : Optional.of(
                        new Hop.Dropped(
                                "the peering of "
                                        + own.id().name()
                                        + " with "
                                        + other.id().name()
                                        + " lets nothing across"
                                        + " (allowVirtualNetworkAccess is false)"));
    }

    /** Whether an appliance keeps the source is not known; it is supposed to. */
    private Optional<Hop> closed(Topology.Vnet own, Topology.Vnet other) {
        var source = sources.getFirst();
        boolean isForwarded =
                own.addressSpace().stream().noneMatch(space -> space.contains(source));
        return isForwarded && topology.takenUnforwarded(other).contains(own)
                ? Optional.of(
                        new Hop.Dropped(
                                "the peering of "
                                        + other.id().name()
                                        + " with "
                                        + own.id().name()
                                        + " takes nothing from "
                                        + source
                                        + ", which is elsewhere"
                                        + " (allowForwardedTraffic is false)"))
                : Optional.empty();
    }

    private Optional<Nic> leave(Nic sender) {
        var as =
                sources.stream()
                        .flatMap(source -> exits.seenAs(vnet(sender).id(), source).stream())
                        .distinct()
                        .toList();
        if (as.isEmpty()) {
            return end(
                    new Hop.Dropped(
                            words(sources)
                                    + (sources.size() == 1 ? " has" : " have")
                                    + " no public address and no outbound rule, so nothing leaves"));
        }
        hops.add(new Hop.Leaves(as));
        return exits.pool().contains(to) ? end(inward()) : Optional.empty();
    }

    private Hop inward() {
        return Optional.ofNullable(exits.inward().get(to))
                .flatMap(nic -> Optional.ofNullable(topology.nics().get(nic)))
                .<Hop>map(Hop.Arrives::new)
                .orElseGet(() -> new Hop.Dropped("no NIC stands behind the public address " + to));
    }

    private Topology.Vnet vnet(Nic nic) {
        return topology.vnet(topology.subnet(nic.subnet()).vnet());
    }

    private static String words(Collection<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }
}

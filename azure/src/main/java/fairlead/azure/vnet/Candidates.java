package fairlead.azure.vnet;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.EffectiveRoutes.Source;
import fairlead.azure.vnet.LearnedRoutes.Learned;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what one subnet could route by, before anything is compared, in the order of rows. */
final class Candidates {

    /**
     * @param barred why it may not take part at all; empty if it may
     */
    record Candidate(
            Kind kind,
            Prefix prefix,
            Source source,
            NextHop nextHop,
            Optional<String> name,
            String reason,
            Optional<Barred> barred) {

        Candidate {
            if (kind.isSystem() != (source == Source.DEFAULT)) {
                throw new IllegalArgumentException(kind + " cannot be from " + source);
            }
        }
    }

    /** Kept out before any comparison. */
    record Barred(Rung rung, String reason) {}

    /** Declared in the order in which Azure prints rows. */
    enum Kind {
        VNET,
        REGIONAL_PEERING,
        LEARNED,
        INTERNET,
        RESERVED,
        GLOBAL_PEERING,
        USER;

        boolean isSystem() {
            return this != LEARNED && this != USER;
        }

        /** Routes of the own and of peered networks: what BGP cannot override. */
        boolean isSpace() {
            return this == VNET || this == REGIONAL_PEERING || this == GLOBAL_PEERING;
        }
    }

    private final Topology topology;
    private final Topology.Vnet vnet;
    private final Optional<Topology.RouteTable> table;
    private final List<Candidate> found = new ArrayList<>();

    private Candidates(Topology topology, Topology.Subnet subnet) {
        this.topology = topology;
        this.vnet = topology.vnet(subnet.vnet());
        this.table = topology.routeTableOf(subnet.id());
    }

    static List<Candidate> of(
            ArmId subnet, Topology topology, LearnedRoutes learned, RouteReading reading) {
        var all = new Candidates(topology, topology.subnet(subnet));
        all.addSpaces();
        all.addLearned(learned);
        all.addSystemDefaults(reading);
        all.addUserRoutes();
        all.found.sort(comparing(Candidate::kind));
        return all.found.stream().distinct().toList();
    }

    private void addSpaces() {
        for (var prefix : vnet.addressSpace()) {
            system(
                    Kind.VNET,
                    prefix,
                    new NextHop.VnetLocal(),
                    "address space of " + vnet.id().name());
        }
        for (var peering : topology.connectedPeerings(vnet)) {
            var remote = topology.vnet(peering.remote());
            boolean regional = sameLocation(vnet, remote);
            for (var prefix : remote.addressSpace()) {
                system(
                        regional ? Kind.REGIONAL_PEERING : Kind.GLOBAL_PEERING,
                        prefix,
                        new NextHop.VnetPeering(
                                remote.id(),
                                regional ? NextHop.Reach.REGIONAL : NextHop.Reach.GLOBAL),
                        peeredReason(remote, peering));
            }
        }
    }

    /** The flag does not show in the table, as in Azure; so that people need not guess, here. */
    private static String peeredReason(Topology.Vnet remote, Topology.Peering peering) {
        return "address space of "
                + remote.id().name()
                + ", by peering "
                + peering.id().name()
                + (peering.has(Topology.Peering.Flag.ALLOW_VIRTUAL_NETWORK_ACCESS)
                        ? ""
                        : ", which drops every packet (allowVirtualNetworkAccess is false)");
    }

    private void addLearned(LearnedRoutes learned) {
        addLearnedIn(vnet, learned, Optional.empty());
        for (var peering : topology.connectedPeerings(vnet)) {
            addLearnedIn(topology.vnet(peering.remote()), learned, transitRefusal(peering));
        }
    }

    private Optional<Barred> transitRefusal(Topology.Peering peering) {
        var remote = topology.vnet(peering.remote());
        if (!peering.has(Topology.Peering.Flag.USE_REMOTE_GATEWAYS)) {
            return Optional.of(
                    new Barred(
                            Rung.GATEWAY_TRANSIT,
                            "peering "
                                    + peering.id().name()
                                    + " does not use the gateways of "
                                    + remote.id().name()
                                    + " (useRemoteGateways is false)"));
        }
        return topology.otherSide(vnet, peering)
                        .filter(back -> back.has(Topology.Peering.Flag.ALLOW_GATEWAY_TRANSIT))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Barred(
                                Rung.GATEWAY_TRANSIT,
                                remote.id().name()
                                        + " does not share its gateways with "
                                        + vnet.id().name()
                                        + " (allowGatewayTransit is false)"));
    }

    private void addLearnedIn(
            Topology.Vnet owner, LearnedRoutes learned, Optional<Barred> transitRefusal) {
        var refusal = transitRefusal.or(this::propagationRefusal);
        var routes = new ArrayList<>(learned.in(owner.id()));
        routes.sort(comparing(Learned::prefix));
        for (var route : routes) {
            var reachable =
                    route.nextHops().stream().filter(hop -> canBeReached(hop, owner)).toList();
            var nextHop =
                    reachable.isEmpty()
                            ? new NextHop.None()
                            : new NextHop.VirtualNetworkGateway(reachable);
            found.add(
                    new Candidate(
                            Kind.LEARNED,
                            route.prefix(),
                            Source.VIRTUAL_NETWORK_GATEWAY,
                            nextHop,
                            Optional.empty(),
                            learnedReason(route, owner, reachable),
                            refusal));
        }
    }

    private Optional<Barred> propagationRefusal() {
        return table.filter(t -> t.propagation() == Topology.BgpPropagation.DISABLED)
                .map(t ->
                        new Barred(
                                Rung.PROPAGATION,
                                "route table "
                                        + t.id().name()
                                        + " keeps learned routes out"
                                        + " (disableBgpRoutePropagation is true)"));
    }

    /**
     * Packets go straight to a next hop in the own network or a directly peered one. A next hop in
     * another network behind {@code owner} cannot be had; one in no network is the gateway's own.
     */
    private boolean canBeReached(IpAddress hop, Topology.Vnet owner) {
        return topology.reachesDirectly(vnet, hop) || !topology.reachesDirectly(owner, hop);
    }

    private String learnedReason(Learned route, Topology.Vnet owner, List<IpAddress> reachable) {
        var reason = new StringBuilder(route.reason());
        if (!owner.id().equals(vnet.id())) {
            reason.append(", shared by ").append(owner.id().name());
        }
        var lost = route.nextHops().stream().filter(hop -> !reachable.contains(hop)).toList();
        if (!lost.isEmpty()) {
            reason.append("; ")
                    .append(lost.stream().map(IpAddress::toString).collect(joining(", ")))
                    .append(" is in a network that ")
                    .append(vnet.id().name())
                    .append(" is not peered with");
        }
        return reason.toString();
    }

    private void addSystemDefaults(RouteReading reading) {
        system(Kind.INTERNET, Prefix.ALL_V4, new NextHop.Internet(), "the system's default route");
        for (var prefix : reading.reserved()) {
            system(Kind.RESERVED, prefix, new NextHop.None(), "range that Azure sends nowhere");
        }
    }

    private void addUserRoutes() {
        table.ifPresent(t ->
                t.routes()
                        .forEach(route ->
                                found.add(
                                        new Candidate(
                                                Kind.USER,
                                                route.prefix(),
                                                Source.USER,
                                                route.nextHop(),
                                                Optional.of(route.name()),
                                                "route "
                                                        + route.name()
                                                        + " of table "
                                                        + t.id().name(),
                                                Optional.empty()))));
    }

    private void system(Kind kind, Prefix prefix, NextHop nextHop, String reason) {
        found.add(
                new Candidate(
                        kind,
                        prefix,
                        Source.DEFAULT,
                        nextHop,
                        Optional.empty(),
                        reason,
                        Optional.empty()));
    }

    private static boolean sameLocation(Topology.Vnet one, Topology.Vnet other) {
        return canonical(one.location()).equals(canonical(other.location()));
    }

    private static String canonical(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}

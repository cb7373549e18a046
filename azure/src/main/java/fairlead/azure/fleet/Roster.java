package fairlead.azure.fleet;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.fleet.Seen.Peering;
import fairlead.azure.fleet.Step.CreatePeering;
import fairlead.azure.fleet.Step.DeletePeering;
import fairlead.azure.fleet.Wanted.Instance;
import fairlead.azure.fleet.Wanted.Readiness;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Instances beside their peerings, at one moment when no peering is being written. */
final class Roster {

    private final Wanted wanted;
    private final List<Peering> all;
    private final Map<IpAddress, Instance> instances = new LinkedHashMap<>();

    /** Peerings without an instance, and second ones to the same address. */
    private final List<Peering> orphans = new ArrayList<>();

    private final List<Peering> doubles = new ArrayList<>();
    private final Map<IpAddress, Peering> adopted = new LinkedHashMap<>();

    Roster(Wanted wanted, List<Peering> peerings) {
        this.wanted = wanted;
        this.all = peerings.stream().sorted(comparing(Peering::name)).toList();
        wanted.instances().forEach(i -> instances.putIfAbsent(i.address(), i));
        var mine =
                all.stream()
                        .filter(p -> wanted.owns(p.address()))
                        .collect(groupingBy(Peering::address, LinkedHashMap::new, toList()));
        mine.forEach((address, peers) -> {
            if (!instances.containsKey(address)) {
                orphans.addAll(peers);
                return;
            }
            var kept = peers.stream().min(bestFor(address)).orElseThrow();
            adopted.put(address, kept);
            peers.stream().filter(p -> !p.equals(kept)).forEach(doubles::add);
        });
    }

    /** What is to be done first; empty if nothing is. */
    Optional<Step> firstStep() {
        return Stream.concat(orphans.stream(), doubles.stream())
                .<Step>map(p -> new DeletePeering(p.name()))
                .findFirst()
                .or(() ->
                        room() > 0
                                ? missing().stream().findFirst().map(this::creation)
                                : Optional.empty())
                .or(() -> broken().stream().findFirst().map(p -> new DeletePeering(p.name())));
    }

    /** One line per instance and per peering without one. */
    List<String> findings() {
        var lines = new ArrayList<String>();
        for (var instance : instances.values()) {
            lines.add(finding(instance));
        }
        orphans.forEach(p ->
                lines.add(
                        "Instance "
                                + p.address()
                                + " does not exist any more, peering "
                                + p.name()
                                + " needs to be deleted"));
        doubles.forEach(p ->
                lines.add(
                        "Peering "
                                + p.name()
                                + " is a second one to "
                                + p.address()
                                + ", needs to be deleted"));
        return lines;
    }

    private Comparator<Peering> bestFor(IpAddress address) {
        return comparing((Peering p) -> fault(p).isPresent())
                .thenComparing(p -> !named(address).equals(Optional.of(p.name())))
                .thenComparing(Peering::name);
    }

    private Optional<String> named(IpAddress address) {
        return Optional.ofNullable(instances.get(address)).map(Instance::name);
    }

    private String finding(Instance instance) {
        var peering = Optional.ofNullable(adopted.get(instance.address()));
        var fault = peering.flatMap(this::fault);
        if (instance.readiness() == Readiness.NOT_READY) {
            return "Instance " + instance.address() + " is not ready, leaving it alone for now";
        }
        if (fault.isPresent()) {
            return "Peering to "
                    + instance.address()
                    + " "
                    + fault.get()
                    + ", needs to be deleted and created again";
        }
        if (peering.isPresent()) {
            return "Peering to " + instance.address() + " already exists";
        }
        int place = missing().indexOf(instance);
        return place < room() + orphans.size() + doubles.size()
                ? "Peering to " + instance.address() + " does not exist, needs to be created"
                : "Route Server "
                        + wanted.routeServer().name()
                        + " takes "
                        + wanted.limit()
                        + " peers, no room for one to "
                        + instance.address();
    }

    private Step creation(Instance instance) {
        var name = instance.name();
        for (int i = 1; isTaken(name); i++) {
            name = instance.name() + "_" + instance.address() + (i == 1 ? "" : "_" + i);
        }
        return new CreatePeering(name, instance.address(), wanted.asn());
    }

    /** ARM ignores case in names; to PUT over someone's peering would move it. */
    private boolean isTaken(String name) {
        return all.stream().anyMatch(p -> p.name().equalsIgnoreCase(name));
    }

    private int room() {
        return wanted.limit() - all.size();
    }

    private List<Instance> missing() {
        return instances.values().stream()
                .filter(i -> i.readiness() == Readiness.READY)
                .filter(i -> !adopted.containsKey(i.address()))
                .toList();
    }

    private List<Peering> broken() {
        return instances.values().stream()
                .filter(i -> i.readiness() == Readiness.READY)
                .flatMap(i -> Stream.ofNullable(adopted.get(i.address())))
                .filter(p -> fault(p).isPresent())
                .toList();
    }

    private Optional<String> fault(Peering peering) {
        if (peering.state() != ProvisioningState.SUCCEEDED) {
            return Optional.of("is " + peering.state().text());
        }
        return peering.asn().equals(wanted.asn())
                ? Optional.empty()
                : Optional.of("has ASN " + peering.asn() + " instead of " + wanted.asn());
    }
}

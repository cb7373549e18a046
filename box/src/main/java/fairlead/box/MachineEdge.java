package fairlead.box;

import fairlead.cloud.Fact;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.MachineWanted;
import fairlead.host.machine.MachineEvent;
import fairlead.host.machine.MachineSpec;
import fairlead.host.machine.Machines;
import fairlead.host.machine.Nic;
import fairlead.host.machine.Resolver;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops machines until they are as wanted, and tells what becomes of them. {@link
 * #leave} and {@link #become} are called by one thread at a time; machines do not wait for one
 * another.
 */
final class MachineEdge {

    private static final Logger LOG = LoggerFactory.getLogger(MachineEdge.class);

    /** What Azure's Linux images use. */
    private static final int MTU = 1500;

    private final BootCount boot;
    private final Machines machines;
    private final Consumer<Fact.Seen> seen;
    private final Map<String, MachineSeen> state = new ConcurrentHashMap<>();
    private final Map<String, Integer> boots = new ConcurrentHashMap<>();
    private final Map<Integer, MachineWanted> held = new HashMap<>();

    MachineEdge(
            java.util.function.Function<Consumer<MachineEvent>, Machines> machines,
            BootCount boot,
            Consumer<Fact.Seen> seen) {
        this.boot = boot;
        this.seen = seen;
        this.machines = machines.apply(this::tell);
    }

    /**
     * Finds the machines that an earlier daemon left running, and removes what is left of those
     * that are not wanted.
     */
    void adopt(Map<Integer, MachineWanted> wanted) throws IOException {
        for (var key : machines.known()) {
            if (MachineWanted.isKey(key) && !wanted.containsKey(MachineWanted.serial(key))) {
                machines.adopt(List.of(key));
                noted(key, machines.delete(key));
            }
        }
        for (var machine : wanted.values()) {
            boots.put(machine.key(), boot.read(machine.key()));
        }
        var running = machines.adopt(wanted.values().stream().map(MachineWanted::key).toList());
        wanted.values().stream()
                .filter(machine -> running.contains(machine.key()))
                .forEach(machine ->
                        held.put(
                                machine.serial(),
                                machine.running(boots.getOrDefault(machine.key(), 0))));
    }

    /** Ends the machines that are wanted no more, before their networks go. */
    void leave(Map<Integer, MachineWanted> wanted) {
        var gone = held.keySet().stream().filter(serial -> !wanted.containsKey(serial)).toList();
        var ends =
                gone.stream()
                        .map(serial ->
                                machines.delete(MachineWanted.key(serial))
                                        .handle((_, failed) -> {
                                            if (failed != null) {
                                                LOG.warn(
                                                        "What is left of machine {} cannot be removed: {}",
                                                        MachineWanted.key(serial),
                                                        failed.getMessage());
                                            }
                                            state.remove(MachineWanted.key(serial));
                                            seen.accept(
                                                    new Fact.MachineObserved(
                                                            serial, Optional.empty()));
                                            return serial;
                                        }))
                        .toList();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        held.keySet().removeAll(gone);
    }

    /** Starts, stops and restarts the others; their networks are there. */
    void become(Map<Integer, MachineWanted> wanted) {
        wanted.forEach((serial, machine) -> {
            var before = Optional.ofNullable(held.put(serial, machine));
            boolean on = machine.power() == MachineWanted.Power.ON;
            boolean wasOn = before.filter(old -> old.power() == MachineWanted.Power.ON).isPresent();
            boolean again = before.filter(old -> old.boots() != machine.boots()).isPresent();
            if (wasOn && (!on || again)) {
                noted(machine.key(), machines.stop(machine.key()));
            }
            if (on && (!wasOn || again)) {
                forgetFailure(machine.key());
                boots.put(machine.key(), machine.boots());
                noted(
                        machine.key(),
                        machines.start(spec(machine))
                                .thenRun(() -> boot.write(machine.key(), machine.boots())));
            }
        });
    }

    /** Names the namespaces of running machines again; the names that were missing. */
    Set<String> nameAgain() throws InterruptedException {
        try {
            return machines.nameAgain();
        } catch (IOException refused) {
            LOG.error("A machine stays without a network: {}", refused.getMessage());
            return Set.of();
        }
    }

    /** Configures the interfaces of machines that were made anew under them. */
    void mend(Map<Integer, MachineWanted> wanted, Breakage broken) {
        wanted.values().stream()
                .filter(machine -> broken.rewired().contains(machine.namespace()))
                .forEach(machine -> noted(machine.key(), machines.renew(spec(machine))));
    }

    /** The words that enter a machine; empty if it does not run, or has just stopped. */
    Optional<List<String>> enter(String key) {
        try {
            return Optional.of(machines.enter(key));
        } catch (IllegalStateException doesNotRun) {
            return Optional.empty();
        }
    }

    /** Machines tell what becomes of them by events; what they throw besides is for the log. */
    private static void noted(String key, CompletableFuture<Void> change) {
        var _ =
                change.handle((_, failed) -> {
                    if (failed != null) {
                        LOG.warn("Machine {}: {}", key, failed.getMessage());
                    }
                    return key;
                });
    }

    /** What became of the last try is no answer to the next one. */
    private void forgetFailure(String key) {
        if (state.getOrDefault(key, MachineSeen.STOPPED).state() == MachineSeen.State.FAILED) {
            tell(new MachineEvent.Stopped(key));
        }
    }

    /** Whether the machine's first process lives. */
    boolean runs(String key) {
        return machines.pid(key).isPresent();
    }

    Machines machines() {
        return machines;
    }

    private static MachineSpec spec(MachineWanted machine) {
        return new MachineSpec(
                machine.key(),
                machine.namespace(),
                machine.hostname(),
                machine.nics().stream()
                        .map(nic ->
                                new Nic(
                                        nic.device(),
                                        nic.mac(),
                                        nic.address(),
                                        nic.prefixLength(),
                                        nic.gateway(),
                                        MTU))
                        .toList(),
                new Resolver(machine.resolver().servers(), machine.resolver().domain()),
                machine.guest().customData(),
                machine.guest().adminUsername(),
                machine.guest().sshKeys());
    }

    private void tell(MachineEvent event) {
        // Events of one machine come from several threads; what is told of it comes in one order.
        state.compute(
                event.key(),
                (key, known) -> {
                    var before = Optional.ofNullable(known).orElse(MachineSeen.STOPPED);
                    var after = after(before, event);
                    if (!after.equals(before)) {
                        seen.accept(
                                new Fact.MachineObserved(
                                        MachineWanted.serial(key), Optional.of(after)));
                    }
                    return after;
                });
    }

    private MachineSeen after(MachineSeen before, MachineEvent event) {
        return switch (event) {
            case MachineEvent.Running(var key, var pid) ->
                    before.running(pid, boots.getOrDefault(key, 0));
            case MachineEvent.Stopped _ -> before.stopped();
            case MachineEvent.Failed(_, var reason) -> before.failed(reason);
            case MachineEvent.CloudInitStep _ -> before;
            case MachineEvent.CloudInitDone(_, var failed) -> before.cloudInitDone(failed);
        };
    }
}

package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The machines of one cloud on this host. Everything asked of one machine happens in the order of
 * asking, on a thread of its own; machines do not wait for one another.
 *
 * <p>It must run inside the cloud's holder (see {@code libexec/enter}), with bubblewrap and ip on
 * hand: {@link ToolsLayer#install} sees to these. Closing it leaves the machines running.
 */
public final class Machines implements AutoCloseable {

    private final Path folder;
    private final Layers layers;
    private final List<Shared> shared;
    private final Consumer<MachineEvent> events;
    private final ConcurrentHashMap<String, Machine> machines = new ConcurrentHashMap<>();

    /**
     * @param stateFolder the cloud's; machines are kept in {@code machines/KEY} below it
     * @param cacheFolder where layers are shared with the user's other clouds
     * @param shared what of the host every machine sees besides {@code /usr}
     * @param events is told what happens; it should return soon, since the machine waits for it
     */
    public Machines(
            Path stateFolder,
            Path cacheFolder,
            List<Shared> shared,
            Consumer<MachineEvent> events) {
        this.folder = stateFolder.toAbsolutePath().resolve("machines");
        this.layers = new Layers(cacheFolder, line -> {});
        this.shared = List.copyOf(shared);
        this.events = events;
    }

    /**
     * Starts a machine, or starts it again with the disk it has; one that runs is left alone.
     * cloud-init goes on after the returned future completes.
     *
     * @return completes with {@link MachineEvent.Running}; fails with {@link MachineEvent.Failed}
     */
    public CompletableFuture<Void> start(MachineSpec spec) {
        return machine(spec.key()).start(spec);
    }

    /** Stops a machine as a guest's shutdown would, at most seconds later by force. */
    public CompletableFuture<Void> stop(String key) {
        return machine(key).stop();
    }

    /** Stops a machine and removes all that is kept of it. */
    public CompletableFuture<Void> delete(String key) {
        return machine(key).delete().thenRun(() -> machines.remove(key));
    }

    /**
     * Finds which of these machines still run, as after a crash of the daemon. They are watched
     * again, an interrupted cloud-init is taken up, and each is told of by {@link
     * MachineEvent.Running}.
     *
     * @return the keys of those that run; the others need a {@link #start}
     */
    public Set<String> adopt(Collection<String> keys) {
        var running = new TreeSet<String>();
        for (var key : keys) {
            if (Files.isDirectory(folder.resolve(key)) && machine(key).adopt().join()) {
                running.add(key);
            }
        }
        return running;
    }

    /**
     * Gives the network namespaces of running machines their names back where somebody has removed
     * them.
     *
     * @return the names that were missing
     * @throws IOException if one cannot be named; the others were
     */
    public Set<String> nameAgain() throws IOException, InterruptedException {
        var named = new TreeSet<String>();
        var failed = Optional.<IOException>empty();
        for (var machine : machines.values()) {
            try {
                machine.nameAgain().ifPresent(named::add);
            } catch (IOException one) {
                failed = Optional.of(one);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return named;
    }

    /**
     * Configures the interfaces of a machine that were made anew under it, as its DHCP client would
     * when the link comes back; nothing for one that does not run.
     */
    public CompletableFuture<Void> renew(MachineSpec spec) {
        return machine(spec.key()).renew(spec);
    }

    /** The keys of all machines that something is kept of, running or not. */
    public Set<String> known() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var names = Files.list(folder)) {
            var keys = new TreeSet<String>();
            names.forEach(name -> keys.add(name.getFileName().toString()));
            return keys;
        }
    }

    /** The pid of a machine's init, as the holder sees it; empty if it does not run. */
    public OptionalLong pid(String key) {
        var mark = machine(key).running();
        return mark.isPresent() ? OptionalLong.of(mark.get().pid()) : OptionalLong.empty();
    }

    /**
     * The words that, followed by a command, become that command as root in the machine, with the
     * caller's terminal and TERM. To be run inside the holder: {@code libexec/enter STATE} before
     * them.
     *
     * @throws IllegalStateException if the machine does not run
     */
    public List<String> enter(String key) {
        var mark = machine(key).running();
        if (mark.isEmpty()) {
            throw new IllegalStateException("machine " + key + " does not run: start it first");
        }
        return List.of(
                "sh",
                "-c",
                "exec "
                        + String.join(" ", Sandbox.enter(mark.get()))
                        + " TERM=\"${TERM:-dumb}\" \"$@\"",
                "enter");
    }

    /** What the machine's init and services said. */
    public Path consoleLog(String key) {
        return new MachineFolder(folder.resolve(key)).consoleLog();
    }

    /** What cloud-init and its commands said. */
    public Path cloudInitLog(String key) {
        return new MachineFolder(folder.resolve(key)).cloudInitLog();
    }

    /** Stops watching. The machines, and commands of cloud-init that run in them, go on. */
    @Override
    public void close() {
        machines.values().forEach(Machine::abandon);
    }

    private Machine machine(String key) {
        MachineSpec.requireKey(key);
        return machines.computeIfAbsent(
                key,
                name ->
                        new Machine(
                                name,
                                new MachineFolder(folder.resolve(name)),
                                layers,
                                shared,
                                events));
    }
}

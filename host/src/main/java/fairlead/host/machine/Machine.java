package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One machine. What is asked of it is done by its own virtual thread, one thing after the other;
 * cloud-init has a second one, so that a machine can be stopped in the middle of it. Fields are
 * written by the first of these only.
 */
final class Machine {

    private static final long GRACE_SECONDS = 3;

    private final String key;
    private final MachineFolder folder;
    private final Layers layers;
    private final Consumer<MachineEvent> events;
    private final Sandbox sandbox;
    private final ExecutorService inOrder;
    private Optional<Thread> cloudInit = Optional.empty();
    private volatile Optional<ProcessMark> watched = Optional.empty();

    Machine(
            String key,
            MachineFolder folder,
            Layers layers,
            List<Shared> shared,
            Consumer<MachineEvent> events) {
        this.key = key;
        this.folder = folder;
        this.layers = layers;
        this.events = events;
        this.sandbox = new Sandbox(folder, shared);
        this.inOrder =
                Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("machine " + key).factory());
    }

    CompletableFuture<Void> start(MachineSpec spec) {
        return inOrder(() -> {
            try {
                if (!resume()) {
                    boot(spec);
                }
                return null;
            } catch (IOException | PackageException | RuntimeException broken) {
                var reason = broken.getMessage() == null ? broken.toString() : broken.getMessage();
                events.accept(new MachineEvent.Failed(key, reason));
                throw broken;
            }
        });
    }

    CompletableFuture<Boolean> adopt() {
        return inOrder(this::resume);
    }

    CompletableFuture<Void> stop() {
        return inOrder(() -> {
            end();
            return null;
        });
    }

    CompletableFuture<Void> delete() {
        return inOrder(() -> {
            end();
            folder.delete();
            return null;
        });
    }

    CompletableFuture<Void> renew(MachineSpec spec) {
        return inOrder(() -> {
            if (running().isPresent()) {
                DhcpClient.renew(spec.namespace(), spec.nics());
            }
            return null;
        });
    }

    /** Names the network namespace again, if it has lost its name; that name. */
    Optional<String> nameAgain() throws IOException, InterruptedException {
        var mark = running();
        var name = folder.fact("namespace").orElse("");
        if (mark.isEmpty() || name.isEmpty() || Files.exists(Path.of("/run/netns", name))) {
            return Optional.empty();
        }
        var run = ProgramRun.of("", List.of("ip", "netns", "attach", name, mark.get().pid() + ""));
        if (!run.ok() && !Files.exists(Path.of("/run/netns", name))) {
            throw new IOException("namespace " + name + " cannot be named again: " + run.why());
        }
        return Optional.of(name);
    }

    /** The sandbox, if it runs; asked from any thread. */
    Optional<ProcessMark> running() {
        return watched.filter(ProcessMark::alive);
    }

    /** The daemon goes; the machine does not notice. */
    void abandon() {
        watched = Optional.empty();
        if (!inOrder.isShutdown()) {
            inOrder.execute(() -> cloudInit.ifPresent(Thread::interrupt));
            inOrder.shutdown();
        }
    }

    private void boot(MachineSpec spec) throws IOException, PackageException, InterruptedException {
        layOut(spec);
        var stack = stack(spec);
        var pending = !stack.complete();
        DhcpClient.configure(spec.namespace(), spec.nics());
        var usr = Usr.merged(stack.layers());
        var mark =
                sandbox.start(spec, usr, pending ? Optional.of(layers.folder()) : Optional.empty());
        runs(mark);
        cloudInit(mark, spec.customData(), true);
    }

    /** A disk is laid out once; a half laid out one was left by a daemon that died doing it. */
    private void layOut(MachineSpec spec) throws IOException {
        Files.createDirectories(folder.local());
        if (folder.fact("laid-out").isEmpty()) {
            folder.delete();
            Files.createDirectories(folder.local());
            Files.createDirectories(folder.disk());
            EtcFiles.layOut(spec, folder.disk());
            folder.fact("laid-out", "");
        }
        folder.fact("namespace", spec.namespace());
        folder.fact("custom-data", spec.customData());
        folder.fact("admin", spec.adminUsername());
    }

    /** The layers of a machine at its start; incomplete while a package has yet to be fetched. */
    private record Stack(List<Layer> layers, boolean complete) {}

    private Stack stack(MachineSpec spec)
            throws IOException, PackageException, InterruptedException {
        var stack = new ArrayList<Layer>();
        boolean complete = true;
        var packages = packages(spec.customData());
        if (!packages.isEmpty()) {
            var installed = folder.fact("layer");
            var layer =
                    installed.isPresent()
                            ? layers.withHash(installed.get())
                            : layers.cached(packages);
            if (layer.isEmpty() && installed.isPresent()) {
                // Somebody has emptied the cache since; what is installed must be there again.
                layer = Optional.of(layers.ensure(packages));
            }
            layer.ifPresent(stack::add);
            complete = layer.isPresent();
        }
        new ToolsLayer(layers).layer().ifPresent(stack::add);
        return new Stack(stack, complete);
    }

    private static List<String> packages(String customData) {
        try {
            return CloudConfig.parse(customData).packages();
        } catch (CloudConfigException bad) {
            // cloud-init reports it; the machine runs all the same.
            return List.of();
        }
    }

    /** Takes up a sandbox that already runs; false if there is none. */
    private boolean resume() throws IOException {
        if (running().isPresent()) {
            return true;
        }
        var found = sandbox.running(folder.fact("namespace").orElse(""));
        if (found.isEmpty()) {
            return false;
        }
        MachineFolder.replace(folder.pidFile(), found.get() + "\n");
        runs(found.get());
        cloudInit(found.get(), folder.fact("custom-data").orElse(""), false);
        return true;
    }

    private void runs(ProcessMark mark) {
        watched = Optional.of(mark);
        events.accept(new MachineEvent.Running(key, mark.pid()));
        // The sandbox is nobody's child; the JDK looks after it, ever more slowly, up to every 5 s.
        Thread.ofVirtual()
                .name("watch " + key)
                .start(() -> {
                    ProcessHandle.of(mark.pid()).ifPresent(it -> it.onExit().join());
                    ended(mark);
                });
    }

    /** Told by whatever noticed first that the sandbox has gone. */
    private void ended(ProcessMark mark) {
        if (!inOrder.isShutdown()) {
            inOrder.execute(() -> {
                if (watched.equals(Optional.of(mark)) && !mark.alive()) {
                    gone();
                }
            });
        }
    }

    private void gone() {
        watched = Optional.empty();
        cloudInit.ifPresent(Thread::interrupt);
        cloudInit = Optional.empty();
        events.accept(new MachineEvent.Stopped(key));
    }

    private void cloudInit(ProcessMark mark, String customData, boolean booted) {
        var run = new CloudInit(key, folder, mark, layers, booted, events);
        cloudInit =
                Optional.of(
                        Thread.ofVirtual()
                                .name("cloud-init " + key)
                                .start(() -> run.run(customData)));
    }

    private void end() throws IOException, InterruptedException {
        if (!resumeQuietly()) {
            return;
        }
        var mark = watched.orElseThrow();
        cloudInit.ifPresent(Thread::interrupt);
        var words = new ArrayList<>(Sandbox.enter(mark));
        words.add("/usr/local/sbin/poweroff");
        var shutdown = new ProcessBuilder(words);
        shutdown.redirectErrorStream(true);
        shutdown.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.consoleLog().toFile()));
        var asked = shutdown.start();
        if (!asked.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            asked.destroyForcibly();
        }
        awaitEnd(mark);
        if (cloudInit.isPresent()) {
            cloudInit.get().join();
        }
        gone();
    }

    private boolean resumeQuietly() throws IOException {
        if (running().isEmpty()) {
            watched = sandbox.running(folder.fact("namespace").orElse(""));
        }
        return watched.isPresent();
    }

    /** The init goes with the second process; if it does not, it is killed and all with it. */
    private static void awaitEnd(ProcessMark mark) throws IOException, InterruptedException {
        boolean forced = false;
        for (int tries = 0; mark.alive(); tries++) {
            if (tries == 100 && !forced) {
                ProcessHandle.of(mark.pid()).ifPresent(ProcessHandle::destroyForcibly);
                forced = true;
            }
            if (tries == 1000) {
                throw new IOException("process " + mark.pid() + " does not end");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private <T> CompletableFuture<T> inOrder(Callable<T> task) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.call();
                    } catch (Exception broken) {
                        throw new CompletionException(broken);
                    }
                },
                inOrder);
    }
}

package fairlead.testkit.bgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A daemon in a namespace, with a folder of its own for files, sockets and output. */
public final class RunningDaemon implements AutoCloseable, Console {

    private static final Duration BOUND = Duration.ofSeconds(120);

    private final Daemon daemon;
    private final List<String> enter;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private RouterConfig config;

    /**
     * Not started yet.
     *
     * @param enter the command line before a command line that takes it into the namespace
     * @param folder is made; it stays
     */
    public RunningDaemon(Daemon daemon, RouterConfig config, List<String> enter, Path folder) {
        this.daemon = daemon;
        this.config = config;
        this.enter = List.copyOf(enter);
        this.folder = folder;
    }

    public Daemon daemon() {
        return daemon;
    }

    public RouterConfig config() {
        return config;
    }

    /** Starts its programs; {@link #awaitAnswer} tells when it can be asked. */
    public void start() {
        try {
            Files.createDirectories(folder);
            for (var file : daemon.files(config, folder).entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.writeString(path, file.getValue());
                // OpenBGPD insists.
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            for (var program : daemon.programs(config, folder)) {
                if (program.ready().isPresent()) {
                    Files.deleteIfExists(program.ready().get());
                }
                var command = Stream.concat(enter.stream(), program.command().stream()).toList();
                processes.add(
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(
                                        ProcessBuilder.Redirect.appendTo(
                                                folder.resolve("output").toFile()))
                                .start());
                if (program.ready().isPresent()) {
                    await(
                            "makes " + program.ready().get(),
                            () -> Files.exists(program.ready().get()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it can be asked, and tells it what its files could not say. */
    public void awaitAnswer() {
        await("answers", () -> daemon.answers(this));
        daemon.completion(config).forEach(this::ask);
    }

    /** How the session with that neighbour stands. */
    public PeerView peer(NeighbourConfig neighbour) {
        return daemon.peer(this, neighbour);
    }

    /** The paths to exactly that prefix which it holds from that neighbour. */
    public List<SeenRoute> routes(NeighbourConfig neighbour, String prefix) {
        return daemon.routes(this, neighbour, prefix);
    }

    /** Has it ask the neighbour for its routes again. */
    public void refresh(NeighbourConfig neighbour) {
        daemon.refresh(neighbour).forEach(this::ask);
    }

    /** Ends it at once, as a crash does: nobody is told, and least by what it has forked. */
    public void kill() {
        tree().forEach(ProcessHandle::destroyForcibly);
        end(ProcessHandle::destroyForcibly);
    }

    /** Its processes, and before each what that has forked. */
    private List<ProcessHandle> tree() {
        return processes.reversed().stream()
                .flatMap(p -> Stream.concat(p.descendants(), Stream.of(p.toHandle())))
                .toList();
    }

    /** Starts it again, after a {@link #kill}, with another configuration. */
    public void startAgain(RouterConfig other) {
        config = other;
        start();
        awaitAnswer();
    }

    /** Everything that it printed and logged. */
    public String log() {
        var text = new StringBuilder();
        for (var name : List.of("output", "log", "frr/log")) {
            var file = folder.resolve(name);
            try {
                if (Files.exists(file)) {
                    text.append("== ").append(file).append('\n').append(Files.readString(file));
                }
            } catch (IOException e) {
                text.append(e).append('\n');
            }
        }
        return text.toString();
    }

    /** What it says; nothing while it does not run. */
    @Override
    public String ask(List<String> words) {
        if (processes.isEmpty() || !processes.getLast().isAlive()) {
            return "";
        }
        return daemon.console(folder, this::inside).ask(words);
    }

    /** What a command prints, run in the namespaces and with the root of the daemon. */
    private String inside(List<String> words) {
        var command =
                new ArrayList<>(
                        List.of(
                                "nsenter",
                                "--target=" + processes.getLast().pid(),
                                "--mount",
                                "--net",
                                "--root",
                                "--wd",
                                "--"));
        command.addAll(words);
        try {
            var client = new ProcessBuilder(command).redirectErrorStream(true).start();
            client.getOutputStream().close();
            client.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .whenComplete((_, late) -> {
                        if (late != null) {
                            client.descendants().forEach(ProcessHandle::destroyForcibly);
                            client.destroyForcibly();
                        }
                    });
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in good order, or after ten seconds in any. */
    @Override
    public void close() {
        end(ProcessHandle::destroy);
    }

    private void end(Consumer<ProcessHandle> how) {
        var all = tree();
        // What is forked is told by its parent, if that has time to.
        processes.reversed().forEach(process -> how.accept(process.toHandle()));
        try {
            for (var process : processes) {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        processes.clear();
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || processes.stream().noneMatch(Process::isAlive)) {
                throw new IllegalStateException(daemon.title() + " never " + what + ":\n" + log());
            }
            LockSupport.parkNanos(200_000_000);
        }
    }
}

package fairlead.bgp.speaker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Namespaces that one test makes and removes: {@code rs} at 10.1.1.4, a router, and appliances in
 * 10.1.2.0/24 behind it.
 */
final class TestNetwork implements AutoCloseable {

    private static final String PREFIX = "flt-bgp-" + ProcessHandle.current().pid() + "-";

    private final List<String> namespaces = new ArrayList<>();

    TestNetwork(int... appliances) throws IOException, InterruptedException {
        assumeTrue(
                onPath("ip") && tryIp("netns", "add", PREFIX + "probe"),
                "needs root, or 'unshare -Urnm' with a tmpfs on /run, to make network namespaces");
        namespaces.add(PREFIX + "probe");
        try {
            build(appliances);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void build(int... appliances) throws IOException, InterruptedException {
        for (var name : List.of("rs", "router")) {
            add(name);
        }
        pair("rs", "router", "r-rs");
        ip("-n", ns("router"), "addr", "add", "10.1.1.1/24", "dev", "r-rs");
        ip("-n", ns("router"), "link", "add", "lan", "type", "bridge");
        ip("-n", ns("router"), "link", "set", "lan", "up");
        ip("-n", ns("router"), "addr", "add", "10.1.2.1/24", "dev", "lan");
        run("ip", "netns", "exec", ns("router"), "sysctl", "-qw", "net.ipv4.ip_forward=1");
        for (int appliance : appliances) {
            var name = "nva" + appliance;
            add(name);
            pair(name, "router", "r-" + name);
            ip("-n", ns("router"), "link", "set", "r-" + name, "master", "lan");
            ip("-n", ns(name), "addr", "add", "10.1.2." + appliance + "/24", "dev", "eth0");
            ip("-n", ns(name), "route", "add", "default", "via", "10.1.2.1");
        }
        ip("-n", ns("rs"), "addr", "add", "10.1.1.5/24", "dev", "eth0");
        ip("-n", ns("rs"), "route", "add", "default", "via", "10.1.1.1");
    }

    /** Gives the route server its address; until then it has none to listen on. */
    void addressTheRouteServer() throws IOException, InterruptedException {
        ip("-n", ns("rs"), "addr", "add", "10.1.1.4/24", "dev", "eth0");
    }

    String ns(String name) {
        return PREFIX + name;
    }

    SocketOpener opener(String name) {
        return new SocketOpener() {
            @Override
            public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
                return in(name, () -> ServerSocketChannel.open(family));
            }

            @Override
            public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
                return in(name, () -> SocketChannel.open(family));
            }

            @Override
            public DatagramChannel datagram(ProtocolFamily family) throws IOException {
                return in(name, () -> DatagramChannel.open(family));
            }
        };
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var namespace : namespaces) {
            ip("netns", "del", namespace);
        }
    }

    static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)))
                || Files.isExecutable(Path.of("/usr/sbin", program));
    }

    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + output);
        }
        return output;
    }

    private void add(String name) throws IOException, InterruptedException {
        ip("netns", "add", ns(name));
        namespaces.add(ns(name));
        ip("-n", ns(name), "link", "set", "lo", "up");
    }

    private void pair(String name, String router, String there)
            throws IOException, InterruptedException {
        ip(
                "-n",
                ns(name),
                "link",
                "add",
                "eth0",
                "type",
                "veth",
                "peer",
                "name",
                there,
                "netns",
                ns(router));
        ip("-n", ns(name), "link", "set", "eth0", "up");
        ip("-n", ns(router), "link", "set", there, "up");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static boolean tryIp(String... arguments) throws InterruptedException {
        try {
            ip(arguments);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The body only opens a channel: whatever a thread starts in a namespace stays there. */
    private <T> T in(String name, Callable<T> body) throws IOException {
        var task =
                new FutureTask<>(() -> {
                    enter("/run/netns/" + ns(name));
                    return body.call();
                });
        Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void enter(String path) throws IOException {
        var linker = Linker.nativeLinker();
        var lookup = linker.defaultLookup();
        var open =
                linker.downcallHandle(
                        lookup.findOrThrow("open"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        var setns =
                linker.downcallHandle(
                        lookup.findOrThrow("setns"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        var close =
                linker.downcallHandle(
                        lookup.findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(path), 0x80000);
            int entered = (int) setns.invokeExact(descriptor, 0x40000000);
            int closed = (int) close.invokeExact(descriptor);
            if (descriptor < 0 || entered != 0 || closed != 0) {
                throw new IOException("cannot enter " + path);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}

package fairlead.testkit.bgp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Network namespaces that one test makes and removes: hosts at 10.1.1.N and fd00:1::N on one link,
 * and hosts at 10.1.2.N and fd00:2::N on another one, behind a router at 1.
 */
public final class Lan implements AutoCloseable {

    private final String prefix;
    private final List<String> namespaces = new ArrayList<>();

    /**
     * The two links and their router.
     *
     * @param name distinguishes it from others of this process: few letters and digits
     */
    public Lan(String name) {
        prefix = "flm-" + ProcessHandle.current().pid() + "-" + name + "-";
        try {
            add("router");
            ip(
                    List.of(
                            "link add near type bridge",
                            "link set near up",
                            "addr add 10.1.1.1/24 dev near",
                            "addr add fd00:1::1/64 dev near nodad",
                            "link add far type bridge",
                            "link set far up",
                            "addr add 10.1.2.1/24 dev far",
                            "addr add fd00:2::1/64 dev far nodad"),
                    "router");
            run(in("router", "sysctl", "-qw", "net.ipv4.ip_forward=1"));
            run(in("router", "sysctl", "-qw", "net.ipv6.conf.all.forwarding=1"));
        } catch (UncheckedIOException e) {
            close();
            throw e;
        }
    }

    /** Why this machine cannot have one; empty if it can. */
    public static java.util.Optional<String> missing() {
        var probe = "flm-" + ProcessHandle.current().pid() + "-probe";
        try {
            run(List.of("ip", "netns", "add", probe));
            run(List.of("ip", "netns", "del", probe));
            return java.util.Optional.empty();
        } catch (UncheckedIOException e) {
            return java.util.Optional.of(
                    "needs ip, and root or 'unshare -Urnm' with a tmpfs on /run, to make network namespaces");
        }
    }

    /** A host on the first link; {@code number} is 2 to 254. */
    public void near(String name, int number) {
        host(name, number, "near", 1);
    }

    /** A host on the second link, behind the router. */
    public void far(String name, int number) {
        host(name, number, "far", 2);
    }

    /** Gives a host on the first link one more address, 10.1.1.N. */
    public void address(String name, int number) {
        ip(List.of("addr add 10.1.1." + number + "/24 dev eth0"), name);
    }

    private void host(String name, int number, String link, int net) {
        add(name);
        ip(
                List.of(
                        "link add p-%s type veth peer name eth0 netns %s".formatted(name, ns(name)),
                        "link set p-%s master %s up".formatted(name, link)),
                "router");
        ip(
                List.of(
                        "link set lo up",
                        "link set eth0 up",
                        "addr add 10.1." + net + "." + number + "/24 dev eth0",
                        "addr add fd00:" + net + "::" + number + "/64 dev eth0 nodad",
                        "route add default via 10.1." + net + ".1",
                        "route add default via fd00:" + net + "::1"),
                name);
    }

    /** The words before a command line that take it into that host's namespace. */
    public List<String> enter(String name) {
        return List.of("ip", "netns", "exec", ns(name));
    }

    /** The namespace's name, as under /run/netns. */
    public String ns(String name) {
        return prefix + name;
    }

    /** Cuts a host's cable, or mends it. */
    public void cable(String name, boolean plugged) {
        ip(List.of("link set p-" + name + (plugged ? " up" : " down")), "router");
    }

    @Override
    public void close() {
        for (var namespace : namespaces) {
            run(List.of("ip", "netns", "del", namespace));
        }
        namespaces.clear();
    }

    private void add(String name) {
        run(List.of("ip", "netns", "add", ns(name)));
        namespaces.add(ns(name));
    }

    private List<String> in(String name, String... command) {
        var words = new ArrayList<>(enter(name));
        words.addAll(List.of(command));
        return words;
    }

    private void ip(List<String> commands, String name) {
        run(List.of("ip", "-n", ns(name), "-batch", "-"), String.join("\n", commands) + "\n");
    }

    private static void run(List<String> command) {
        run(command, "");
    }

    private static void run(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}

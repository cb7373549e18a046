package fairlead.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a cloud needs of the host besides its kernel: programs, room, limits, ports. */
final class HostChecks {

    private static final long MEGABYTE = 1 << 20;

    private static final List<String> OF_UTIL_LINUX =
            List.of("unshare", "nsenter", "setsid", "flock", "mount");

    /** What is run, and the package that has it on Debian and Ubuntu. */
    private static final List<List<String>> FETCHED =
            List.of(
                    List.of("ip", "iproute2"),
                    List.of("nft", "nftables"),
                    List.of("bwrap", "bubblewrap"),
                    List.of("sysctl", "procps"),
                    List.of("iptables", "iptables"),
                    List.of("conntrack", "conntrack"),
                    List.of("curl", "curl"),
                    List.of("ping", "iputils-ping"));

    /** A number of the host's, and how small it may be. */
    private record Limit(String what, String file, long least, String remedy) {}

    private static final List<Limit> LIMITS =
            List.of(
                    new Limit(
                            "network namespaces",
                            "/proc/sys/user/max_net_namespaces",
                            200,
                            "sudo sysctl -w user.max_net_namespaces=10000"),
                    new Limit(
                            "inotify instances",
                            "/proc/sys/fs/inotify/max_user_instances",
                            128,
                            "sudo sysctl -w fs.inotify.max_user_instances=512"),
                    new Limit(
                            "inotify watches",
                            "/proc/sys/fs/inotify/max_user_watches",
                            8192,
                            "sudo sysctl -w fs.inotify.max_user_watches=65536"),
                    new Limit(
                            "process numbers",
                            "/proc/sys/kernel/pid_max",
                            32768,
                            "sudo sysctl -w kernel.pid_max=4194304"),
                    new Limit(
                            "neighbours (ARP)",
                            "/proc/sys/net/ipv4/neigh/default/gc_thresh3",
                            1024,
                            "sudo sysctl -w net.ipv4.neigh.default.gc_thresh3=8192"));

    private final Surroundings machine;
    private final StateFolder folder;

    HostChecks(Surroundings machine, StateFolder folder) {
        this.machine = machine;
        this.folder = folder;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        OF_UTIL_LINUX.forEach(program ->
                findings.add(
                        machine.hasProgram(program)
                                ? Finding.ok("Programs", program, "")
                                : Finding.problem(
                                        "Programs",
                                        program,
                                        "missing",
                                        "apt-get install util-linux")));
        boolean apt = machine.hasProgram("apt-get");
        FETCHED.forEach(
                program -> findings.add(fetched(program.getFirst(), program.getLast(), apt)));
        findings.add(apt(apt));
        findings.add(bird(apt));
        findings.add(room("state folder", folder.path().toString(), 200));
        findings.add(room("package cache", cache(), 1000));
        findings.add(memory());
        findings.add(openFiles());
        LIMITS.forEach(limit -> findings.add(limit(limit)));
        findings.add(cgroup());
        findings.add(port());
        return findings;
    }

    private Finding fetched(String program, String debian, boolean apt) {
        if (machine.hasProgram(program)) {
            return Finding.ok("Programs", program, "");
        }
        return apt
                ? Finding.warning(
                        "Programs",
                        program,
                        "missing",
                        "Nothing to do: the first start fetches it. Or: apt-get install " + debian)
                : Finding.problem(
                        "Programs",
                        program,
                        "missing",
                        "Install the package that has it; on Debian " + debian);
    }

    private static Finding apt(boolean there) {
        return there
                ? Finding.ok("Programs", "apt, for the packages of machines", "")
                : Finding.warning(
                        "Programs",
                        "apt, for the packages of machines",
                        "missing",
                        "Install on this host what machines need: they see its /usr");
    }

    private Finding bird(boolean apt) {
        var what = "BIRD 1.6, for the demo";
        if (apt
                && machine.run(List.of("apt-cache", "show", "--no-all-versions", "bird"))
                        .text()
                        .contains("Version: 1.6")) {
            return Finding.ok("Programs", what, "");
        }
        return Finding.warning(
                "Programs",
                what,
                "apt does not know it",
                "apt-get update; it is the package 'bird' of Debian 12. Labs of your own may use bird2 or frr");
    }

    private Finding room(String what, String path, long leastMegabytes) {
        long free = machine.space(path) / MEGABYTE;
        var detail = free + " MB free for " + path;
        if (free >= leastMegabytes) {
            return Finding.ok("Room", what, detail);
        }
        var remedy =
                "Make room for "
                        + leastMegabytes
                        + " MB, or set "
                        + (what.startsWith("state") ? "FAIRLEAD_HOME" : "XDG_CACHE_HOME")
                        + " to a folder elsewhere";
        return free < 50
                ? Finding.problem("Room", what, detail, remedy)
                : Finding.warning("Room", what, detail, remedy);
    }

    private String cache() {
        var base = machine.environment().getOrDefault("XDG_CACHE_HOME", "");
        var home = machine.environment().getOrDefault("HOME", "/");
        return (base.isEmpty() ? Path.of(home, ".cache") : Path.of(base))
                .resolve("fairlead")
                .toString();
    }

    private Finding memory() {
        long free =
                number("MemAvailable:\\s*([0-9]+) kB", machine.file("/proc/meminfo").orElse(""))
                        / 1024;
        var detail = free + " MB available";
        return free >= 600
                ? Finding.ok("Room", "memory", detail)
                : Finding.warning(
                        "Room",
                        "memory",
                        detail,
                        "A cloud of ten machines takes about 500 MB: end something, or use fewer machines");
    }

    private Finding openFiles() {
        long limit =
                number("Max open files\\s+([0-9]+)", machine.file("/proc/self/limits").orElse(""));
        var detail = limit + " for this process";
        return limit >= 1024
                ? Finding.ok("Limits", "open files", detail)
                : Finding.warning(
                        "Limits",
                        "open files",
                        detail,
                        "ulimit -n 4096, before the cloud is started");
    }

    private Finding limit(Limit limit) {
        var text = machine.file(limit.file()).orElse("");
        if (text.isEmpty()) {
            return Finding.ok("Limits", limit.what(), "not limited here");
        }
        return Long.parseLong(text) >= limit.least()
                ? Finding.ok("Limits", limit.what(), text)
                : Finding.warning(
                        "Limits",
                        limit.what(),
                        text + ", and " + limit.least() + " are wise",
                        limit.remedy());
    }

    /** Nothing depends on it: machines have no shares of their own. */
    private Finding cgroup() {
        boolean second = machine.file("/sys/fs/cgroup/cgroup.controllers").isPresent();
        return Finding.ok(
                "Limits",
                "cgroup",
                second
                        ? "version 2; machines share what this user has"
                        : "not version 2; machines share what this user has");
    }

    private Finding port() {
        return machine.portIsFree(8443)
                ? Finding.ok("Ports", "8443 on loopback", "free, the first new cloud takes it")
                : Finding.ok(
                        "Ports", "8443 on loopback", "taken, a new cloud takes the next free one");
    }

    private static long number(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}

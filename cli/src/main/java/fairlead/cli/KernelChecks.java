package fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/** What a cloud needs of the kernel, each tried in namespaces that go with the trial. */
final class KernelChecks {

    private static final String AREA = "Kernel";
    private static final String SUDO = "Or run fairlead as root: sudo ./fairlead demo";

    /** A setting that refuses namespaces, the value with which it does, and the way out. */
    private record Lock(String setting, String value, String remedy) {}

    private static final List<Lock> LOCKS =
            List.of(
                    new Lock(
                            "kernel.unprivileged_userns_clone",
                            "0",
                            "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
                    new Lock(
                            "user.max_user_namespaces",
                            "0",
                            "sudo sysctl -w user.max_user_namespaces=10000"),
                    new Lock(
                            "kernel.apparmor_restrict_unprivileged_userns",
                            "1",
                            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"));

    /** Something that the kernel may have, and the sh that finds out. */
    private record Feature(String what, String program, String trial, String remedy) {}

    private static final String PAIR =
            "ip link add fl-a type veth peer name fl-b && ip link set fl-a up && ip link set fl-b up";

    private static final List<Feature> FEATURES =
            List.of(
                    new Feature(
                            "virtual Ethernet (veth)",
                            "ip",
                            PAIR,
                            "Load or build the kernel module veth"),
                    new Feature(
                            "resilient nexthop groups",
                            "ip",
                            PAIR
                                    + " && ip nexthop add id 1 dev fl-a && ip nexthop add id 2 group 1 type resilient buckets 8",
                            "Use Linux 5.13 and iproute2 5.12 or newer"),
                    new Feature(
                            "VXLAN",
                            "ip",
                            "ip link add fl-x type vxlan id 1 dstport 4789",
                            "Load or build the kernel module vxlan"),
                    new Feature(
                            "nftables and connection tracking",
                            "nft",
                            "nft add table ip fl-try && nft 'add chain ip fl-try c { type filter hook forward priority 0; }' && nft add rule ip fl-try c ct state established accept",
                            "Load or build the kernel modules nf_tables, nft_ct and nf_conntrack"));

    private final Surroundings machine;

    KernelChecks(Surroundings machine) {
        this.machine = machine;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(version());
        var namespaces = namespaces();
        findings.add(namespaces);
        if (namespaces.verdict() == Finding.Verdict.OK) {
            findings.add(overlay());
            FEATURES.forEach(feature -> findings.add(tried(feature)));
        }
        return findings;
    }

    private Finding version() {
        var release = machine.file("/proc/sys/kernel/osrelease").orElse("unknown");
        var numbers = release.replaceAll("[^0-9.].*", "").split("\\.", -1);
        boolean recent =
                numbers.length > 1
                        && !numbers[0].isEmpty()
                        && !numbers[1].isEmpty()
                        && Integer.parseInt(numbers[0]) * 1000 + Integer.parseInt(numbers[1])
                                >= 5014;
        return recent
                ? Finding.ok(AREA, "Linux", release)
                : Finding.problem(AREA, "Linux", release, "Use Linux 5.14 or newer");
    }

    private List<String> inside(String flags, String script) {
        return List.of("unshare", (machine.isRoot() ? "-" : "-Ur") + flags, "sh", "-c", script);
    }

    private Finding namespaces() {
        var what = machine.isRoot() ? "namespaces" : "user namespaces";
        var said = machine.run(inside("mn", "true"));
        if (said.good()) {
            return Finding.ok(AREA, what, "");
        }
        if (said.code() == 127) {
            return refused(what, "unshare is missing", "Install util-linux");
        }
        if (machine.isRoot()) {
            return refused(
                    what,
                    said.text(),
                    "This is a container without CAP_SYS_ADMIN; start it with --privileged");
        }
        for (var lock : LOCKS) {
            var value = machine.file("/proc/sys/" + lock.setting().replace('.', '/')).orElse("");
            if (value.equals(lock.value())) {
                return refused(what, lock.setting() + "=" + value, lock.remedy() + ". " + SUDO);
            }
        }
        return filtered()
                ? refused(
                        what,
                        "a seccomp filter does not allow unshare(2)",
                        "In a container: start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined. "
                                + SUDO)
                : refused(what, said.text(), SUDO);
    }

    private boolean filtered() {
        return machine.file("/proc/self/status")
                .orElse("")
                .lines()
                .anyMatch(line -> line.matches("Seccomp:\\s*[12]"));
    }

    private static Finding refused(String what, String detail, String remedy) {
        return new Finding(AREA, what, Finding.Verdict.REFUSED, detail, remedy);
    }

    private Finding overlay() {
        var said =
                machine.run(
                        inside(
                                "m",
                                "mount -t tmpfs t /mnt && cd /mnt && mkdir a b c d && mount -t overlay -o lowerdir=a:b o c"));
        return said.good()
                ? Finding.ok(AREA, "overlayfs, for packages in machines", "")
                : Finding.warning(
                        AREA,
                        "overlayfs, for packages in machines",
                        said.text(),
                        "Use Linux 5.11 or newer, or install the packages that machines need on this host");
    }

    private Finding tried(Feature feature) {
        if (!machine.hasProgram(feature.program())) {
            return Finding.warning(
                    AREA,
                    feature.what(),
                    "not tried, for " + feature.program() + " is missing",
                    "Ask again after the first start, which fetches it");
        }
        var said = machine.run(inside("n", feature.trial()));
        return said.good()
                ? Finding.ok(AREA, feature.what(), "")
                : Finding.problem(AREA, feature.what(), said.text(), feature.remedy());
    }
}

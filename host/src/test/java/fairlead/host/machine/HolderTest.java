package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("kernel")
class HolderTest {

    private static ProcessMark holder(TestCloud cloud) {
        return ProcessMark.read(cloud.state().resolve("holder.pid")).orElseThrow();
    }

    private static ProgramRun start(TestCloud cloud) throws InterruptedException {
        return cloud.as(cloud.libexec().resolve("holder").toString(), cloud.state().toString());
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aHolderThatIsThereIsKept(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            var first = holder(cloud);
            assertThat(first.alive()).isTrue();
            assertThat(start(cloud).output()).isEqualTo(first + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void callersAtTheSameTimeGetTheSameHolder(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            stop(cloud);
            var command = "for i in 1 2 3 4 5 6; do \"$0\" \"$1\" & done; wait";
            var run =
                    cloud.as(
                            "sh",
                            "-c",
                            command,
                            cloud.libexec().resolve("holder").toString(),
                            cloud.state().toString());
            assertThat(run.output().lines()).hasSize(6).containsOnly(holder(cloud).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void aLineOfAnotherProcessWithThatNumberIsReplaced(TestCloud.Account account) throws Exception {
        try (var cloud = new TestCloud(account)) {
            var file = cloud.state().resolve("holder.pid");
            var first = holder(cloud);
            Files.writeString(file, first.pid() + " " + (first.startTime() + 1) + "\n");
            assertThat(cloud.inside("true").exit()).isEqualTo(125);
            assertThat(start(cloud).ok()).isTrue();
            assertThat(holder(cloud).pid()).isNotEqualTo(first.pid());
            assertThat(cloud.inside("true").ok()).isTrue();
            ProcessHandle.of(first.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    @ParameterizedTest
    @MethodSource("fairlead.host.machine.TestCloud#accounts")
    void insideRunIsPrivateNamesWorkAndTheNetworkIsTheHosts(TestCloud.Account account)
            throws Exception {
        try (var cloud = new TestCloud(account)) {
            assertThat(cloud.inside("id", "-u").output()).isEqualTo("0\n");
            cloud.inside("ip", "netns", "add", "flt-inside");
            assertThat(cloud.inside("ls", "/run/netns").output()).isEqualTo("flt-inside\n");
            assertThat(Path.of("/run/netns/flt-inside")).doesNotExist();
            assertThat(cloud.inside("readlink", "/proc/self/ns/net").output().strip())
                    .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
            assertThat(cloud.inside("cat", "/etc/resolv.conf").output())
                    .isEqualTo(Files.readString(Path.of("/etc/resolv.conf")));
            assertThat(cloud.inside("sh", "-c", "exit 9").exit()).isEqualTo(9);
        }
    }

    @Test
    void aSettingThatRefusesIsNamedWithTheWayOut() throws Exception {
        assumeTrue(TestCloud.isRoot(), "needs root, to give an ordinary user such a setting");
        try (var cloud = new TestCloud(TestCloud.Account.UNPRIVILEGED)) {
            stop(cloud);
            // A user namespace with all ids, in which the limit is zero and only that.
            var script =
                    """
                    unshare --user sleep 30 & pid=$!
                    while [ "$(readlink /proc/$pid/ns/user)" = "$(readlink /proc/self/ns/user)" ]; do :; done
                    echo '0 0 65536' >/proc/$pid/uid_map
                    echo '0 0 65536' >/proc/$pid/gid_map
                    nsenter --user --target $pid sh -c 'echo 0 >/proc/sys/user/max_user_namespaces &&
                        exec setpriv --reuid 65534 --regid 65534 --clear-groups "$0" "$1"' "$0" "$1"
                    code=$?
                    kill $pid
                    exit $code
                    """;
            var run =
                    ProgramRun.of(
                            "",
                            List.of(
                                    "sh",
                                    "-c",
                                    script,
                                    cloud.libexec().resolve("holder").toString(),
                                    cloud.state().toString()));
            assertThat(run.exit()).as(run.errors()).isEqualTo(77);
            assertThat(run.errors())
                    .contains("user.max_user_namespaces=0")
                    .contains("sudo ./fairlead demo");
        }
    }

    private static void stop(TestCloud cloud) throws InterruptedException {
        cloud.as(cloud.libexec().resolve("holder").toString(), cloud.state().toString(), "stop");
    }
}

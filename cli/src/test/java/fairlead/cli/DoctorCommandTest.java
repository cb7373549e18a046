package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.cli.Finding.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One machine on which all is well, and what changes with each thing that is not. */
class DoctorCommandTest {

    /** A machine as it is told to be. */
    private static final class Told implements Surroundings {

        final Map<String, String> files = new HashMap<>();
        final Map<String, Said> programs = new HashMap<>();
        final Set<String> missing = new HashSet<>();
        long space = 10L << 30;
        boolean free = true;

        @Override
        public Optional<String> file(String path) {
            return Optional.ofNullable(files.get(path));
        }

        /** By the first words that are told of. */
        @Override
        public Said run(List<String> words) {
            var line = String.join(" ", words);
            return programs.entrySet().stream()
                    .filter(told -> line.contains(told.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(new Said(0, ""));
        }

        @Override
        public boolean hasProgram(String name) {
            return !missing.contains(name);
        }

        @Override
        public long space(String path) {
            return space;
        }

        @Override
        public boolean portIsFree(int port) {
            return free;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("HOME", "/home/mia", "FAIRLEAD_AZ_ROOT", "/az");
        }
    }

    @TempDir Path home;
    private final Told machine = new Told();

    @BeforeEach
    void allIsWell() {
        machine.files.put("/proc/sys/kernel/osrelease", "6.1.0-18-amd64");
        machine.files.put("/proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable:    4000000 kB");
        machine.files.put("/proc/self/limits", "Max open files            1024   4096  files");
        machine.files.put("/az/complete", "azure-cli 2.74.0");
        machine.programs.put("id -u", new Surroundings.Said(0, "1000"));
        machine.programs.put("apt-cache", new Surroundings.Said(0, "Version: 1.6.8-2.1"));
    }

    private List<Finding> findings() throws Exception {
        try (var cloud = new FakeCloud(home)) {
            return DoctorCommand.findings(cloud.fairlead(), machine);
        }
    }

    private Finding finding(String what) throws Exception {
        return findings().stream()
                .filter(one -> one.what().startsWith(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is said of " + what));
    }

    @Test
    void onAGoodMachineNothingIsToBeDone() throws Exception {
        assertThat(findings())
                .filteredOn(one -> one.verdict() != Verdict.OK && !one.area().equals("Cloud"))
                .isEmpty();
        assertThat(DoctorCommand.exit(findings())).isEqualTo(Exit.OK);
    }

    @Test
    void whatIsNotWellNamesTheNextStep() throws Exception {
        machine.programs.put("unshare", new Surroundings.Said(1, "no"));
        machine.space = 1 << 20;
        machine.missing.addAll(List.of("setsid", "curl", "mvn", "apt-get", "az"));
        machine.files.clear();

        assertThat(findings())
                .filteredOn(one -> one.verdict() != Verdict.OK)
                .hasSizeGreaterThan(8)
                .allSatisfy(one -> assertThat(one.remedy()).as(one.what()).isNotBlank());
    }

    @ParameterizedTest(name = "{1}={2}")
    @CsvSource({
        "kernel/unprivileged_userns_clone, kernel.unprivileged_userns_clone, 0, sysctl -w kernel.unprivileged_userns_clone=1",
        "user/max_user_namespaces, user.max_user_namespaces, 0, sysctl -w user.max_user_namespaces=10000",
        "kernel/apparmor_restrict_unprivileged_userns, kernel.apparmor_restrict_unprivileged_userns, 1, sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    })
    void theSettingThatRefusesNamespacesIsNamed(
            String file, String setting, String value, String remedy) throws Exception {
        machine.programs.put("unshare", new Surroundings.Said(1, "Operation not permitted"));
        machine.files.put("/proc/sys/" + file, value);

        var finding = finding("user namespaces");

        assertThat(finding.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(finding.detail()).isEqualTo(setting + "=" + value);
        assertThat(finding.remedy()).contains(remedy).contains("sudo ./fairlead demo");
        assertThat(DoctorCommand.exit(findings())).isEqualTo(Exit.REFUSED);
    }

    @Test
    void aSeccompFilterIsSeenInTheProcessItself() throws Exception {
        machine.programs.put("unshare", new Surroundings.Said(1, "Operation not permitted"));
        machine.files.put("/proc/self/status", "Name:\tjava\nSeccomp:\t2\n");

        assertThat(finding("user namespaces").detail()).contains("seccomp");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "5.13.19, PROBLEM",
        "5.14.0, OK",
        "6.1.0-18-amd64, OK",
        "4.19, PROBLEM",
        "mine, PROBLEM"
    })
    void theKernelIsOldOrNot(String release, Verdict verdict) throws Exception {
        machine.files.put("/proc/sys/kernel/osrelease", release);

        assertThat(finding("Linux").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource({"nexthop, resilient nexthop groups", "vxlan, VXLAN", "nft, nftables"})
    void whatTheKernelCannotDoIsAProblem(String trial, String what) throws Exception {
        machine.programs.put("-Urn sh -c", new Surroundings.Said(0, ""));
        machine.programs.clear();
        machine.programs.put("id -u", new Surroundings.Said(0, "1000"));
        machine.programs.put(
                trial + " add",
                new Surroundings.Said(2, "RTNETLINK answers: Operation not supported"));
        if (trial.equals("vxlan")) {
            machine.programs.put(
                    "type vxlan",
                    new Surroundings.Said(2, "RTNETLINK answers: Operation not supported"));
        }

        assertThat(finding(what).verdict()).isEqualTo(Verdict.PROBLEM);
    }

    @Test
    void aMissingProgramIsFetchedWhereThereIsApt() throws Exception {
        machine.missing.add("bwrap");
        assertThat(finding("bwrap").verdict()).isEqualTo(Verdict.WARNING);

        machine.missing.add("apt-get");
        assertThat(finding("bwrap").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(finding("bwrap").remedy()).contains("bubblewrap");
    }

    @Test
    void debiansOwnAzIsNamedAsWhatItIs() throws Exception {
        machine.files.remove("/az/complete");
        machine.programs.put("az version", new Surroundings.Said(0, "{\"azure-cli\": \"2.45.0\"}"));

        assertThat(finding("az").detail())
                .startsWith("az 2.45")
                .contains("in PATH")
                .contains("hybrid");
        assertThat(finding("az").remedy()).contains("libexec/az-root");
        assertThat(DoctorCommand.exit(findings())).as("az is a convenience").isEqualTo(Exit.OK);
    }

    @Test
    void aDaemonThatHasEndedIsToldFromACloudThatIsNotThere() throws Exception {
        try (var cloud = new FakeCloud(home)) {
            cloud.endpoint(new ProcessId(ProcessHandle.current().pid(), 1));
            var gone =
                    new ToolChecks(machine, cloud.fairlead().tree(), cloud.folder)
                            .findings()
                            .getLast();
            assertThat(gone.detail()).contains("neither its daemon");
            assertThat(gone.remedy()).contains("fairlead serve");

            var none = new StateFolder("none", home.resolve("none"));
            assertThat(
                            new ToolChecks(machine, cloud.fairlead().tree(), none)
                                    .findings()
                                    .getLast()
                                    .verdict())
                    .isEqualTo(Verdict.OK);
        }
    }

    @Test
    void numbersOfTheKernelAreReadWhole() throws Exception {
        var told =
                new ProcessBuilder("cat", "/proc/sys/kernel/pid_max")
                        .start()
                        .inputReader()
                        .readLine();

        assertThat(new ThisMachine(Map.of()).file("/proc/sys/kernel/pid_max")).contains(told);
    }

    @Test
    void thisMachineIsLookedAtWithoutAComplaintOfJava() throws Exception {
        try (var cloud = new FakeCloud(home)) {
            cloud.run("doctor", "--json");

            var findings = CloudApi.JSON.readTree(cloud.printed()).path("findings");
            assertThat(findings.size()).isGreaterThan(25);
            findings.forEach(one ->
                    assertThat(
                                    one.path("good").asBoolean()
                                            || !one.path("remedy").asString().isEmpty())
                            .as(one.toString())
                            .isTrue());

            cloud.run("doctor", "--problems");
            assertThat(cloud.printed()).doesNotContain("  ok  ").contains(" ok, ");
        }
        assertThat(Files.isDirectory(home)).isTrue();
    }
}

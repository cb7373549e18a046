package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead doctor}: what this machine lacks, and what to do about it. */
@Command(
        name = "doctor",
        description = "Check what a cloud needs of this machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead doctor", "  fairlead doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private record Finding(String what, boolean good, String remedy) {}

    /** What is run, and the package that has it on Debian and Ubuntu. */
    private static final List<List<String>> PROGRAMS =
            List.of(
                    List.of("ip", "iproute2"),
                    List.of("nft", "nftables"),
                    List.of("bwrap", "bubblewrap"),
                    List.of("unshare", "util-linux"),
                    List.of("nsenter", "util-linux"),
                    List.of("setsid", "util-linux"),
                    List.of("sysctl", "procps"),
                    List.of("iptables", "iptables"),
                    List.of("curl", "curl"),
                    List.of("ping", "iputils-ping"));

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        var findings = new ArrayList<Finding>();
        findings.add(namespaces());
        for (var program : PROGRAMS) {
            findings.add(
                    new Finding(
                            program.getFirst(),
                            installed(program.getFirst(), above),
                            "apt-get install " + program.getLast()));
        }
        findings.add(
                new Finding(
                        "az 2.74 (only for 'fairlead az')",
                        Files.exists(AzProgram.root(above.environment()).resolve("complete")),
                        above.tree().libexec("az-root")));
        var document = CloudApi.JSON.createObjectNode();
        var list = document.putArray("findings");
        findings.forEach(finding ->
                list.addObject()
                        .put("what", finding.what())
                        .put("good", finding.good())
                        .put("remedy", finding.good() ? "" : finding.remedy()));
        if (!above.printed(document)) {
            var screen = above.screen();
            findings.forEach(finding ->
                    screen.line(
                            finding.good()
                                    ? screen.good("ok      ") + finding.what()
                                    : screen.bad("missing ")
                                            + finding.what()
                                            + ": "
                                            + finding.remedy()));
        }
        if (!findings.getFirst().good()) {
            return Exit.REFUSED.code();
        }
        // az is a convenience: its absence is shown but is no failure
        return findings.subList(0, findings.size() - 1).stream().allMatch(Finding::good)
                ? Exit.OK.code()
                : Exit.FAILED.code();
    }

    private static boolean installed(String program, Fairlead above) {
        try {
            ProcessImage.locate(program, above.environment());
            return true;
        } catch (Failure absent) {
            return List.of("/usr/sbin/", "/sbin/").stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
        }
    }

    private static Finding namespaces() {
        boolean root = "root".equals(System.getProperty("user.name"));
        var line = root ? List.of("unshare", "-mn", "true") : List.of("unshare", "-Urmn", "true");
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            return new Finding(
                    root ? "namespaces" : "user namespaces",
                    process.waitFor() == 0,
                    said
                            + ". Look at the settings user.max_user_namespaces, kernel.unprivileged_userns_clone"
                            + " and kernel.apparmor_restrict_unprivileged_userns, or use sudo.");
        } catch (IOException e) {
            return new Finding("namespaces", false, String.valueOf(e.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }
}

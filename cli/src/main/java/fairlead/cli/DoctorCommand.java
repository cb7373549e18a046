package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead doctor}: what this machine can and cannot do, and what to do about it. */
@Command(
        name = "doctor",
        description = {
            "Check what a cloud needs of this machine.",
            "Kernel, namespaces, programs, room, limits, Java, az: what is tried, is tried in namespaces",
            "that go with the trial. Every problem and every warning names the next step."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead doctor",
            "  fairlead doctor --problems     only what is not as it should be",
            "  fairlead --cloud demo doctor --json"
        },
        exitCodeList = {"0:a cloud can run, warnings or not", "1:there is a problem"})
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @picocli.CommandLine.Option(
            names = "--problems",
            description = "Leave out what is as it should be.")
    boolean problems;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        return report(above, findings(above, new ThisMachine(above.environment())));
    }

    static List<Finding> findings(Fairlead above, Surroundings machine) {
        var findings = new ArrayList<Finding>();
        findings.addAll(new KernelChecks(machine).findings());
        findings.addAll(new HostChecks(machine, above.folder()).findings());
        findings.addAll(new ToolChecks(machine, above.tree(), above.folder()).findings());
        return List.copyOf(findings);
    }

    private int report(Fairlead above, List<Finding> all) {
        var shown =
                all.stream()
                        .filter(one -> !problems || one.verdict() != Finding.Verdict.OK)
                        .toList();
        var document = CloudApi.JSON.createObjectNode();
        var list = document.putArray("findings");
        shown.forEach(finding -> list.add(finding.json()));
        if (!above.printed(document)) {
            var area = "";
            for (var finding : shown) {
                if (!finding.area().equals(area)) {
                    area = finding.area();
                    above.screen().line(above.screen().strong(area));
                }
                above.screen().line(finding.text(above.screen()));
            }
            above.screen().line(sum(all));
        }
        return exit(all).code();
    }

    static Exit exit(List<Finding> all) {
        var worst = all.stream().map(Finding::verdict).max(Enum::compareTo).orElseThrow();
        return switch (worst) {
            case OK, WARNING -> Exit.OK;
            case PROBLEM -> Exit.FAILED;
            case REFUSED -> Exit.REFUSED;
        };
    }

    private static String sum(List<Finding> all) {
        long ok = all.stream().filter(one -> one.verdict() == Finding.Verdict.OK).count();
        long warnings =
                all.stream().filter(one -> one.verdict() == Finding.Verdict.WARNING).count();
        return ok + " ok, " + warnings + " warnings, " + (all.size() - ok - warnings) + " problems";
    }
}

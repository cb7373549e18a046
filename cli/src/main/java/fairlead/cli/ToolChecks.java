package fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/** Java, Maven and az: what builds Fairlead and what speaks to it; and how this cloud is. */
final class ToolChecks {

    private final Surroundings machine;
    private final Tree tree;
    private final StateFolder folder;

    ToolChecks(Surroundings machine, Tree tree, StateFolder folder) {
        this.machine = machine;
        this.tree = tree;
        this.folder = folder;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(
                Finding.ok(
                        "Java",
                        "Java",
                        Runtime.version() + ", " + System.getProperty("java.home")));
        var compiler = tree.java().resolveSibling("javac").toString();
        boolean builds = machine.run(List.of(compiler, "-version")).good();
        findings.add(
                builds
                        ? Finding.ok("Java", "compiler", "")
                        : Finding.warning(
                                "Java",
                                "compiler",
                                "this Java has none",
                                "To build, install a JDK 25 (openjdk-25-jdk-headless or temurin-25-jdk) or set JAVA_HOME"));
        findings.add(
                machine.hasProgram("mvn")
                        ? Finding.ok("Java", "Maven", "")
                        : Finding.warning(
                                "Java", "Maven", "missing", "To build: apt-get install maven"));
        findings.add(az());
        findings.add(cloud());
        return findings;
    }

    private Finding az() {
        var remedy =
                "Get az 2.74, without root and without installing it: " + tree.libexec("az-root");
        var root = AzProgram.root(machine.environment());
        var complete = machine.file(root.resolve("complete").toString());
        if (complete.isPresent()) {
            return judged(complete.get(), root.toString(), remedy);
        }
        if (!machine.hasProgram("az")) {
            return Finding.warning(
                    "az", "az", "missing; only 'fairlead az' and 'env' need it", remedy);
        }
        return judged(
                machine.run(List.of("az", "version", "--output", "json")).text(), "PATH", remedy);
    }

    private static Finding judged(String answer, String place, String remedy) {
        var version = AzVersion.in(answer);
        if (version.isEmpty()) {
            var said = answer.lines().findFirst().orElse("no answer");
            return Finding.warning(
                    "az", "az", "that in " + place + " does not run: " + said, remedy);
        }
        var detail = version.get() + " in " + place;
        if (version.get().compareTo(AzVersion.OLDEST) < 0) {
            return Finding.warning(
                    "az",
                    "az",
                    detail + ", and " + AzVersion.OLDEST + " is the oldest that works",
                    remedy);
        }
        return version.get().profile().isPresent()
                ? Finding.warning(
                        "az",
                        "az",
                        detail
                                + ": most network commands of this version need the profile "
                                + version.get().profile().get()
                                + ", which lacks Route Server",
                        remedy)
                : Finding.ok("az", "az", detail);
    }

    private Finding cloud() {
        var what = "cloud '" + folder.cloud() + "'";
        var option = folder.cloud().equals("default") ? "" : " --cloud " + folder.cloud();
        if (!folder.exists()) {
            return Finding.ok(
                    "Cloud", what, "does not exist yet: fairlead" + option + " up nva-scale-set");
        }
        var daemon = folder.endpoint().filter(known -> known.process().alive());
        if (daemon.isPresent()) {
            return Finding.ok("Cloud", what, "answers at " + daemon.get().url());
        }
        boolean holder = folder.holder().filter(ProcessId::alive).isPresent();
        return Finding.warning(
                "Cloud",
                what,
                holder
                        ? "its daemon has ended, its network goes on"
                        : "neither its daemon nor its network is there",
                "Start it: fairlead"
                        + option
                        + " serve. See why it ended: fairlead"
                        + option
                        + " logs");
    }
}

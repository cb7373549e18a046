package fairlead.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead demo}: the tour through the lab {@code nva-scale-set}, in a cloud of its own. */
@Command(
        name = "demo",
        description = {
            "Take the tour: a route server, appliances, real packets.",
            "A virtual network with a route server and a scale set of BIRD appliances comes up, grows",
            "from 3 to 8 instances and shrinks to 4, with traffic through all of them. The cloud is",
            "left running."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fairlead demo", "  fairlead --cloud demo down     when you have seen enough"})
final class DemoCommand implements Callable<Integer> {

    private static final List<Integer> SIZES = List.of(3, 8, 4);

    @ParentCommand @Nullable Fairlead fairlead;

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        var folder = above.folder("demo");
        if (folder.exists()) {
            throw Failure.because(
                    "The cloud '"
                            + folder.cloud()
                            + "' exists already, in "
                            + folder.path()
                            + ". Look at it: fairlead --cloud "
                            + folder.cloud()
                            + " status\nOr remove it and start again: fairlead --cloud "
                            + folder.cloud()
                            + " down && fairlead demo");
        }
        var lab =
                Lab.find(
                        NvaLab.NAME,
                        Path.of("/"),
                        above.tree().root().resolve("labs"),
                        Map.of("instances", "3"));
        long began = System.nanoTime();
        try (var api = new DaemonStarter(above, folder).background(0)) {
            phase("start the cloud", began);
            tour(above, new DemoTour(above, api), new LabDeployment(api, folder, lab), folder);
        }
        return Exit.OK.code();
    }

    private void tour(Fairlead above, DemoTour tour, LabDeployment deployment, StateFolder folder) {
        var document = CloudApi.JSON.createObjectNode();
        var legs = document.putArray("sizes");
        long deploying = System.nanoTime();
        try (var progress = above.screen().progress("Deploying " + NvaLab.NAME)) {
            deployment.deploy(progress);
        }
        phase("deploy", deploying);
        tour.topology();
        for (int size : SIZES) {
            long began = System.nanoTime();
            tour.reach(size, size != SIZES.getFirst());
            phase(
                    size == SIZES.getFirst() ? "appliances up, peered, routed" : "scale to " + size,
                    began);
            long measuring = System.nanoTime();
            legs.add(tour.show(size));
            phase("traffic through " + size, measuring);
        }
        var times = document.putObject("seconds");
        seconds.forEach(times::put);
        if (!above.printed(document)) {
            goodbye(above.screen(), folder.cloud());
        }
    }

    private void phase(String name, long began) {
        seconds.put(name, Math.round((System.nanoTime() - began) / 1e8) / 10.0);
    }

    private void goodbye(Screen screen, String cloud) {
        screen.heading("Seconds");
        var table = new Table("Phase", "Seconds");
        seconds.forEach((name, value) -> table.row(name, value.toString()));
        screen.print(table.toString());
        screen.heading("Try next");
        screen.line("  ./fairlead --cloud " + cloud + " why vmVMNic 203.0.113.10");
        screen.line("  ./fairlead --cloud " + cloud + " exec nva_0 -- birdc show route");
        screen.line(
                "  ./fairlead --cloud "
                        + cloud
                        + " az vmss scale -g "
                        + NvaLab.NAME
                        + " -n nva --new-capacity 6");
        screen.line("");
        screen.line("The cloud keeps running until: ./fairlead --cloud " + cloud + " down");
    }
}

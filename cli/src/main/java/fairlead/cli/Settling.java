package fairlead.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Whether a cloud has come to rest: machines run and have been through their cloud-config, fleets
 * are in step, and every session of every route server is Established. A step of cloud-config that
 * failed does not count against it; the step is reported, and life goes on.
 */
final class Settling {

    private Settling() {}

    /** Waits for rest; says what is missing meanwhile, and in the failure if it never comes. */
    static void await(CloudApi api, Progress progress, Duration patience) {
        var missing = new ArrayList<String>();
        boolean settled =
                Waiting.until(
                        patience,
                        () -> {
                            missing.clear();
                            missing.addAll(missing(api));
                            if (!missing.isEmpty()) {
                                progress.say("Waiting for " + String.join(", ", missing));
                            }
                            return missing.isEmpty();
                        });
        if (!settled) {
            throw Failure.because(
                    "After "
                            + patience.toSeconds()
                            + " s there is still no "
                            + String.join(", no ", missing)
                            + ". Look at: fairlead status, fairlead logs MACHINE --cloud-init");
        }
    }

    /**
     * What is not at rest, in words that follow "waiting for". Fleets come before sessions: a
     * peering that is made between the two questions then still has its session asked for.
     */
    static List<String> missing(CloudApi api) {
        var missing = inMachines(HostDocuments.machines(api));
        if (missing.isEmpty()) {
            missing = inFleets(HostDocuments.fleetSync(api, true));
        }
        return missing.isEmpty() ? inSessions(HostDocuments.status(api)) : missing;
    }

    static List<String> inMachines(JsonNode machines) {
        var missing = new ArrayList<String>();
        for (var machine : machines) {
            var name = machine.path("name").asString("?");
            var state = machine.path("state").asString("");
            if (state.equalsIgnoreCase("starting")) {
                missing.add("the start of " + name);
            } else if (state.equalsIgnoreCase("running")
                    && !machine.path("cloudInit").path("done").asBoolean(true)) {
                missing.add("the cloud-config of " + name);
            }
        }
        return missing;
    }

    static List<String> inSessions(JsonNode status) {
        if (!status.path("ready").asBoolean(true)) {
            return List.of(status.path("phase").asString("the daemon"));
        }
        var missing = new ArrayList<String>();
        for (var server : status.path("routeServers")) {
            for (var instance : server.path("instances")) {
                for (var session : instance.path("sessions")) {
                    if (!session.path("state").asString("").equalsIgnoreCase("Established")) {
                        missing.add(
                                "the session of "
                                        + session.path("peer").asString("?")
                                        + " with "
                                        + instance.path("address").asString("?"));
                    }
                }
            }
        }
        return missing;
    }

    static List<String> inFleets(JsonNode sync) {
        var missing = new ArrayList<String>();
        for (var fleet : sync.path("fleets")) {
            boolean waits =
                    fleet.path("log")
                            .valueStream()
                            .anyMatch(line -> line.asString("").endsWith("for now"));
            if (waits || !fleet.path("steps").isEmpty()) {
                missing.add("the fleet " + fleet.path("name").asString("?"));
            }
        }
        return missing;
    }
}

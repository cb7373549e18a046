package fairlead.host.machine;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the steps of the custom data in a running machine, as cloud-init would on the first boot:
 * one after the other, each failure logged and reported, the rest going on. Runs on a thread of its
 * own; an interrupt ends it between two steps.
 *
 * <p>{@code cloud-init.progress} says how far it is. After a crash of the daemon finished steps are
 * not repeated, and a script that the machine has gone on running is waited for, not started again.
 * A step that was begun and left no trace is repeated: all but scripts may be.
 */
final class CloudInit {

    private final String key;
    private final MachineFolder folder;
    private final Guest guest;
    private final CloudInitLog log;
    private final PackageStep packages;
    private final Progress progress;
    private final Consumer<MachineEvent> events;
    private final boolean booted;
    private final List<String> failed = new ArrayList<>();

    /**
     * @param booted whether the machine has just started, rather than been found running
     */
    CloudInit(
            String key,
            MachineFolder folder,
            ProcessMark mark,
            Layers layers,
            boolean booted,
            Consumer<MachineEvent> events) {
        this.key = key;
        this.folder = folder;
        this.log = new CloudInitLog(folder.cloudInitLog());
        this.guest = new Guest(mark, folder.cloudInitLog());
        this.packages = new PackageStep(folder, guest, layers, log);
        this.progress = new Progress(folder.progressFile());
        this.booted = booted;
        this.events = events;
    }

    /** To the end, or to an interrupt. Never throws: a machine runs whatever its custom data is. */
    void run(String customData) {
        try {
            take(customData);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException broken) {
            if (Thread.currentThread().isInterrupted() || !guest.mark().alive()) {
                return;
            }
            events.accept(
                    new MachineEvent.CloudInitStep(
                            key, "cloud-init", false, "cannot go on: " + broken.getMessage()));
        }
    }

    private void take(String customData) throws IOException, InterruptedException {
        if (progress.finished()) {
            if (booted) {
                bootAgain(customData);
            }
            // Whoever looks after the machine now may not have heard how its first boot ended.
            events.accept(new MachineEvent.CloudInitDone(key, progress.failures()));
            return;
        }
        log.line("Cloud-init (Fairlead) running 'modules:init' at " + now());
        CloudConfig config;
        try {
            config = CloudConfig.parse(customData);
        } catch (CloudConfigException bad) {
            report(new Failure("custom-data", bad.why(), false));
            config = new CloudConfig(List.of(), List.of());
        }
        for (var note : config.notes()) {
            log.line("cloud-init: " + note);
        }
        for (var step : config.steps()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            take(step);
        }
        progress.finish();
        guest.quietly("touch /var/lib/cloud/instance/boot-finished");
        log.line(
                "Cloud-init (Fairlead) finished at "
                        + now()
                        + ". Datasource DataSourceAzure. "
                        + (failed.isEmpty()
                                ? "All steps succeeded."
                                : failed.size() + " failed: " + String.join(", ", failed)));
        events.accept(new MachineEvent.CloudInitDone(key, failed));
    }

    /** Of all steps only bootcmd is for every boot. */
    private void bootAgain(String customData) throws IOException, InterruptedException {
        try {
            for (var step : CloudConfig.parse(customData).steps()) {
                if (step instanceof Step.BootCommands(var lines)) {
                    for (var failure : new GuestScript(guest, step.name(), lines).run(false)) {
                        report(failure);
                    }
                }
            }
        } catch (CloudConfigException bad) {
            log.line("cloud-init: custom-data: " + bad.why());
        }
    }

    private void take(Step step) throws IOException, InterruptedException {
        var before = progress.of(step.name());
        if (before == Progress.State.OK) {
            return;
        }
        if (before == Progress.State.FAILED) {
            failed.addAll(progress.failuresOf(step.name()));
            return;
        }
        progress.begin(step.name());
        var failures = outcome(step, before == Progress.State.BEGUN);
        if (Thread.interrupted() || !guest.mark().alive()) {
            // The machine went in the middle of it; that is no outcome of the step.
            throw new InterruptedException();
        }
        for (var failure : failures) {
            report(failure);
        }
        if (failures.isEmpty()) {
            events.accept(new MachineEvent.CloudInitStep(key, step.name(), true, "done"));
        }
        progress.end(step.name(), failures.stream().map(Failure::step).toList());
    }

    /**
     * What went wrong.
     *
     * @param step the step, or one line of it
     * @param logged whether the log has it already, where it happened
     */
    record Failure(String step, String why, boolean logged) {}

    private List<Failure> outcome(Step step, boolean begunBefore)
            throws IOException, InterruptedException {
        return switch (step) {
            case Step.WriteFile file -> one(step, guest.write(file));
            case Step.Hostname named -> one(step, guest.hostname(named.hostname()));
            case Step.User user -> one(step, guest.user(user));
            case Step.AuthorizedKeys keys ->
                    one(
                            step,
                            guest.authorizedKeys(folder.fact("admin").orElse("root"), keys.keys()));
            case Step.Packages wanted -> {
                log.line("Cloud-init (Fairlead) running 'modules:final' at " + now());
                try {
                    yield one(step, packages.install(wanted.packages()));
                } catch (PackageException cannot) {
                    yield List.of(new Failure(step.name(), cannot.why(), false));
                }
            }
            case Step.BootCommands(var lines) ->
                    new GuestScript(guest, step.name(), lines).run(begunBefore);
            case Step.RunCommands(var lines) ->
                    new GuestScript(guest, step.name(), lines).run(begunBefore);
            case Step.UserScript(var text) -> one(step, guest.program(text));
        };
    }

    private static List<Failure> one(Step step, ProgramRun run) {
        return run.ok()
                ? List.of()
                : List.of(
                        new Failure(
                                step.name(), "exit code " + run.exit() + ": " + run.why(), false));
    }

    private void report(Failure failure) throws IOException {
        if (!failure.logged()) {
            log.line("cloud-init: " + failure.step() + " failed: " + failure.why());
        }
        failed.add(failure.step());
        events.accept(new MachineEvent.CloudInitStep(key, failure.step(), false, failure.why()));
    }

    private static String now() {
        return ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}

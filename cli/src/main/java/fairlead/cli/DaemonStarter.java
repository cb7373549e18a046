package fairlead.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the daemon of one cloud: first the holder of its namespaces, then the daemon in them. */
final class DaemonStarter {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Screen screen;
    private final Tree tree;
    private final Map<String, String> environment;
    private final StateFolder folder;

    DaemonStarter(Fairlead fairlead, StateFolder folder) {
        this.screen = fairlead.screen();
        this.tree = fairlead.tree();
        this.environment = fairlead.environment();
        this.folder = folder;
    }

    /** Becomes the daemon; does not return. */
    void foreground(int port) {
        running()
                .ifPresent(already -> {
                    throw Failure.because(
                            "The cloud '"
                                    + folder.cloud()
                                    + "' runs already, at "
                                    + already.url()
                                    + " (process "
                                    + already.process().pid()
                                    + "). Stop it first: fairlead stop");
                });
        hold();
        throw ProcessImage.become(tree.daemon(folder, port), environment);
    }

    /** The API of the cloud, whose daemon is started in the background if it does not run. */
    CloudApi background(int port) {
        if (running().isEmpty()) {
            hold();
            try (var progress = screen.progress("Starting the cloud '" + folder.cloud() + "'")) {
                launch(port, progress);
            }
        }
        return CloudApi.of(folder);
    }

    private Optional<Endpoint> running() {
        return folder.endpoint().filter(known -> known.process().alive());
    }

    private void launch(int port, Progress progress) {
        var line = new ArrayList<>(List.of(ProcessImage.locate("setsid", environment).toString()));
        line.addAll(tree.daemon(folder, port));
        var log = folder.daemonLog().toFile();
        try {
            var process =
                    new ProcessBuilder(line)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .redirectError(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            boolean up = Waiting.until(PATIENCE, () -> !process.isAlive() || answers(progress));
            if (!process.isAlive() && process.exitValue() == Exit.USAGE.code()) {
                throw new Failure(Exit.USAGE, lastLine());
            }
            if (!up || !process.isAlive()) {
                throw Failure.because(
                        "The daemon "
                                + (process.isAlive()
                                        ? "did not answer within " + PATIENCE.toSeconds() + " s"
                                        : "ended with code " + process.exitValue())
                                + ". The end of its log, "
                                + log
                                + ":\n"
                                + endOfLog());
            }
        } catch (IOException e) {
            throw Failure.because("The daemon cannot be started: " + e.getMessage());
        }
    }

    private boolean answers(Progress progress) {
        if (running().isEmpty()) {
            return false;
        }
        progress.say("Waiting for the daemon of '" + folder.cloud() + "' to answer");
        try (var api = CloudApi.of(folder)) {
            return api.healthy();
        } catch (Failure notYet) {
            return false; // the endpoint is written before everything else is in place
        }
    }

    /** What a daemon says that does not like its settings. */
    private String lastLine() throws IOException {
        return Files.readAllLines(folder.daemonLog()).getLast();
    }

    private String endOfLog() throws IOException {
        var lines = Files.readAllLines(folder.daemonLog());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /** Makes the holder, or finds it; its own message is the one to show when it cannot. */
    private void hold() {
        folder.make();
        try {
            var holder =
                    new ProcessBuilder(tree.libexec("holder"), folder.path().toString())
                            .redirectErrorStream(true)
                            .start();
            holder.getOutputStream().close();
            var said =
                    new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            int code = holder.waitFor();
            if (code == Exit.REFUSED.code()) {
                throw new Failure(Exit.REFUSED, said);
            }
            if (code != 0) {
                throw Failure.because("The namespaces of the cloud cannot be made: " + said);
            }
        } catch (IOException e) {
            throw Failure.because(tree.libexec("holder") + " cannot be run: " + e.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }
}

package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead logs [MACHINE]}: what the daemon, a machine's console or its cloud-init said. */
@Command(
        name = "logs",
        aliases = "log",
        description = {
            "Print the daemon's log, or that of a machine.",
            "Without MACHINE: what the daemon wrote in the background, also when it is dead. With MACHINE:",
            "its console, or with --cloud-init what became of its cloud-config."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead logs                          the last 50 lines of the daemon",
            "  fairlead logs --since 10m --follow",
            "  fairlead logs nva_0 --cloud-init       which steps failed, and why",
            "  fairlead logs vm -n 20 --follow"
        })
final class LogsCommand implements Runnable {

    private static final int USUAL_LINES = 50;

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MACHINE",
            description = "Name, or GROUP/NAME; the daemon, if there is none.")
    String machine = "";

    @Option(names = "--cloud-init", description = "The log of cloud-init instead of the console.")
    boolean cloudInit;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "The last N lines (default: 50 of the daemon, all of a machine).")
    @Nullable Integer lines;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Of the daemon: from then on. A length of time such as 10m, or 2026-11-20T10:00:00Z.")
    String since = "";

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        if (follow && above.json) {
            throw new Failure(Exit.USAGE, "--follow prints text; leave --json out.");
        }
        if (machine.isEmpty()) {
            daemon(above);
        } else {
            machine(above);
        }
    }

    private void daemon(Fairlead above) {
        if (cloudInit) {
            throw new Failure(Exit.USAGE, "Say which machine: fairlead logs MACHINE --cloud-init");
        }
        var folder = above.folder();
        var file = folder.daemonLog();
        if (!Files.isReadable(file)) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "The daemon of '"
                            + folder.cloud()
                            + "' has written no log ("
                            + file
                            + "). It writes one when 'up' or 'demo' starts it; 'serve' writes to its terminal.");
        }
        var octets = octets(file);
        var all = DaemonLog.entries(new String(octets, StandardCharsets.UTF_8));
        if (!since.isEmpty()) {
            all = DaemonLog.since(all, time());
        }
        int wanted = lines == null ? (since.isEmpty() ? USUAL_LINES : Integer.MAX_VALUE) : lines;
        var entries = all.subList(Math.max(0, all.size() - wanted), all.size());
        var document = CloudApi.JSON.createObjectNode();
        var list = document.putArray("value");
        entries.forEach(entry -> list.add(entry.json()));
        if (!above.printed(document)) {
            entries.forEach(entry -> above.screen().line(entry.text()));
        }
        if (follow) {
            throw followed(file, octets.length, above);
        }
    }

    private Instant time() {
        try {
            return DaemonLog.time(since, Instant.now());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.USAGE, "--since: " + wrong.getMessage() + ".");
        }
    }

    private void machine(Fairlead above) {
        if (!since.isEmpty()) {
            throw new Failure(
                    Exit.USAGE, "The lines of a machine bear no time: use -n instead of --since.");
        }
        JsonNode found;
        try (var api = CloudApi.of(above.folder())) {
            found = HostDocuments.machine(api, machine);
        }
        var file = Path.of(found.path(cloudInit ? "cloudInitLog" : "console").asString(""));
        if (!Files.isReadable(file)) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "The machine '" + machine + "' has written no such log yet (" + file + ").");
        }
        var octets = octets(file);
        var text = last(new String(octets, StandardCharsets.UTF_8));
        var document =
                CloudApi.JSON
                        .createObjectNode()
                        .put("machine", machine)
                        .put("file", file.toString());
        text.lines().forEach(document.putArray("value")::add);
        if (!above.printed(document)) {
            above.screen().print(text);
        }
        if (follow) {
            throw followed(file, octets.length, above);
        }
    }

    private String last(String text) {
        if (lines == null) {
            return text;
        }
        var all = text.lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()))
                + (all.isEmpty() ? "" : "\n");
    }

    /** What was read is not printed twice. */
    private static Failure followed(Path file, long read, Fairlead above) {
        return ProcessImage.become(
                List.of("tail", "-c", "+" + (read + 1), "-f", file.toString()),
                above.environment());
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.because("The log " + file + " cannot be read: " + e);
        }
    }
}

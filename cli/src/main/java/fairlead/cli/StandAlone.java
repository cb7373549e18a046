package fairlead.cli;

import fairlead.bgpd.control.ControlClient;
import fairlead.bgpd.control.ControlPath;
import fairlead.bgpd.control.Question;
import fairlead.bgpd.control.Question.Subject;
import fairlead.bgpd.control.Question.Which;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A stand-alone route server that runs, asked through its control socket. */
final class StandAlone {

    private static final String END = "{\"end\":";
    private static final String ERROR = "{\"error\":";

    /** How often it is looked whether anybody still reads what is printed, in rows. */
    private static final int LOOK = 1000;

    private final Path control;

    StandAlone(Path control) {
        this.control = control;
    }

    /**
     * The server that a question without {@code --control} is for: the only one of this user that
     * answers, if no cloud is named and none runs; empty if a cloud is to be asked.
     *
     * @throws Failure if there are several, or neither a server nor a cloud
     */
    static Optional<StandAlone> instead(Fairlead fairlead) {
        if (fairlead.cloud != null
                || fairlead.folder()
                        .endpoint()
                        .filter(known -> known.process().alive())
                        .isPresent()) {
            return Optional.empty();
        }
        var living = new ArrayList<Path>();
        try {
            var user = System.getProperty("user.name", "");
            for (var path : ControlPath.all(fairlead.environment(), user)) {
                if (ControlClient.answers(path)) {
                    living.add(path);
                }
            }
        } catch (IOException e) {
            throw Failure.because("The folder of control sockets cannot be read: " + e);
        }
        if (living.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    "Several route servers run here. Say which is meant: "
                            + living.stream()
                                    .map(path -> "--control " + path)
                                    .collect(Collectors.joining("  or  ")));
        }
        if (living.isEmpty()) {
            throw new Failure(
                    Exit.NOT_RUNNING,
                    CloudApi.notRunning(fairlead.folder()).getMessage()
                            + ". Nor does a stand-alone route server of yours: fairlead bgp"
                            + " CONFIG.yaml starts one; if one runs with --control PATH, ask with"
                            + " the same.");
        }
        return Optional.of(new StandAlone(living.getFirst()));
    }

    /** The names of its peers. */
    List<String> peers() {
        var names = new ArrayList<String>();
        var question = new Question(Subject.PEERS, Optional.empty(), new Which.All(), false, false);
        rows(question, () -> true, line -> names.add(parsed(line).path("peer").asString("")));
        return names;
    }

    /** Asks, and shows what it says row by row, as it comes. */
    void show(BgpQuestion asked, Fairlead fairlead) {
        var question = asked.forStandAlone();
        var screen = fairlead.screen();
        if (fairlead.json) {
            lines(question, screen, screen::line)
                    .ifPresent(remark -> screen.err().println("fairlead: " + remark));
            return;
        }
        text(question, screen).ifPresent(remark -> screen.line(screen.bad("! ") + remark));
    }

    /** Shows an answer to people; returns what the server says besides. */
    private Optional<String> text(Question question, Screen screen) {
        return switch (question.subject()) {
            case STATUS ->
                    lines(question, screen, line -> screen.print(ServerText.of(parsed(line))));
            case PEER -> lines(question, screen, line -> screen.print(PeerText.of(parsed(line))));
            case WHY -> lines(question, screen, line -> screen.print(WhyPeerText.of(parsed(line))));
            case PEERS, ROUTES, REJECTED, ADVERTISED, RPKI -> {
                var text = StandAloneText.of(question);
                var table = new RunningTable(screen, text.headings());
                var remark =
                        lines(
                                question,
                                screen,
                                line -> table.row(text.cells().apply(parsed(line))));
                table.end(text.none());
                yield remark;
            }
        };
    }

    private Optional<String> lines(Question question, Screen screen, Consumer<String> row) {
        return rows(question, () -> !screen.out().checkError(), row);
    }

    /**
     * Every line of the answer, as it came, until nobody {@code listens} any more.
     *
     * @return what the server says besides
     */
    private Optional<String> rows(
            Question question, BooleanSupplier listens, Consumer<String> row) {
        try (var answer = ControlClient.ask(control, question)) {
            long rows = 0;
            for (var line = answer.next(); line.isPresent(); line = answer.next()) {
                var text = line.get();
                if (text.startsWith(END)) {
                    return Optional.of(parsed(text).path("remark").asString(""))
                            .filter(remark -> !remark.isEmpty());
                }
                if (text.startsWith(ERROR)) {
                    throw new Failure(Exit.NOT_FOUND, parsed(text).path("error").asString(""));
                }
                row.accept(text);
                if (++rows % LOOK == 0 && !listens.getAsBoolean()) {
                    return Optional.empty();
                }
            }
            throw Failure.because(
                    "The route server ended in the middle of its answer, after " + rows + " rows.");
        } catch (IOException e) {
            throw notAnswering(e);
        }
    }

    private Failure notAnswering(IOException e) {
        boolean forbidden = String.valueOf(e.getMessage()).contains("Permission denied");
        return forbidden
                ? new Failure(
                        Exit.REFUSED,
                        control
                                + " is somebody else's: only the user who started that route server"
                                + " may ask it.")
                : new Failure(
                        Exit.NOT_RUNNING,
                        "No route server answers at "
                                + control
                                + " ("
                                + e.getMessage()
                                + "). Start one with: fairlead bgp CONFIG.yaml");
    }

    private static JsonNode parsed(String line) {
        try {
            return CloudApi.JSON.readTree(line);
        } catch (JacksonException e) {
            throw Failure.because("The route server answered what is no JSON: " + line);
        }
    }
}

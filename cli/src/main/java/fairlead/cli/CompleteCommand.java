package fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** What a shell asks when somebody presses Tab: the words so far in, one candidate a line out. */
@Command(name = "complete", hidden = true, description = "Complete a command line, for shells.")
final class CompleteCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words after 'fairlead'.")
    List<String> words = List.of();

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var wanted =
                !words.isEmpty() && words.getFirst().equals("--")
                        ? words.subList(1, words.size())
                        : words;
        new Candidates(above.root(), names(above)).of(wanted).forEach(above.screen()::line);
    }

    private static Map<String, Function<String, List<String>>> names(Fairlead above) {
        return Map.of(
                "--cloud", _ -> clouds(above),
                "LAB", _ -> folders(above.tree().root().resolve("labs")),
                "MACHINE", cloud -> asked(above, cloud, HostDocuments::machines),
                "NIC", cloud -> asked(above, cloud, HostDocuments::devices),
                "PEER", cloud -> peers(above, cloud));
    }

    private static List<String> clouds(Fairlead above) {
        return folders(above.folder().path().getParent());
    }

    private static List<String> folders(@Nullable Path above) {
        if (above == null || !Files.isDirectory(above)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(above)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException unreadable) {
            return List.of(); // nothing to offer; the command itself will say why
        }
    }

    /** Of the cloud, or of the stand-alone route server that would be asked in its place. */
    private static List<String> peers(Fairlead above, String cloud) {
        try {
            var server = cloud.isEmpty() ? StandAlone.instead(above) : Optional.<StandAlone>empty();
            if (server.isPresent()) {
                return server.get().peers();
            }
        } catch (Failure severalOrNone) {
            return List.of(); // as above
        }
        return asked(above, cloud, api -> HostDocuments.bgp(api, "peers", Map.of()).path("value"))
                .stream()
                .distinct()
                .toList();
    }

    private static List<String> asked(
            Fairlead above, String cloud, Function<CloudApi, JsonNode> question) {
        var folder = cloud.isEmpty() ? above.folder() : above.folder(cloud);
        try (var api = CloudApi.of(folder)) {
            var names = new ArrayList<String>();
            question.apply(api)
                    .forEach(one ->
                            names.add(one.path("name").asString(one.path("peer").asString(""))));
            return names;
        } catch (Failure notRunning) {
            return List.of(); // as above
        }
    }
}

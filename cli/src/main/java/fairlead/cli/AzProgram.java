package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which az is used: that of the private root where there is one, else the one in PATH.
 *
 * @param words how it is started
 * @param privateRoot whether it runs in the private root
 * @param version what it says of itself
 */
record AzProgram(List<String> words, boolean privateRoot, AzVersion version) {

    AzProgram {
        words = List.copyOf(words);
    }

    /**
     * The az of this person on this machine.
     *
     * @throws Failure that says how to get one
     */
    static AzProgram find(Tree tree, Map<String, String> environment) {
        var remedy =
                "A private copy of az 2.74 that touches nothing else, about 1 GB: "
                        + tree.libexec("az-root");
        var complete = root(environment).resolve("complete");
        if (Files.exists(complete)) {
            var version =
                    AzVersion.in(text(complete))
                            .orElseThrow(() ->
                                    Failure.because(
                                            complete
                                                    + " names no version of az. Remove its folder. "
                                                    + remedy));
            return new AzProgram(List.of(tree.libexec("az")), true, version);
        }
        var inPath =
                inPath(environment)
                        .orElseThrow(() -> Failure.because("There is no az in PATH. " + remedy));
        var answer = answer(inPath);
        var version =
                AzVersion.in(answer)
                        .orElseThrow(() ->
                                Failure.because(
                                        inPath
                                                + " does not run ("
                                                + answer.lines().findFirst().orElse("no answer")
                                                + "). "
                                                + remedy));
        if (version.compareTo(AzVersion.OLDEST) < 0) {
            throw Failure.because(
                    inPath
                            + " is "
                            + version
                            + ", and "
                            + AzVersion.OLDEST
                            + " is the oldest that works. "
                            + remedy);
        }
        return new AzProgram(List.of(inPath), false, version);
    }

    /** Where libexec/az-root puts its private root. */
    static Path root(Map<String, String> environment) {
        var given = environment.getOrDefault("FAIRLEAD_AZ_ROOT", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        var cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        var base =
                cache.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "/"), ".cache")
                        : Path.of(cache);
        return base.resolve("fairlead/az-2.74");
    }

    /** The command line for these arguments. */
    List<String> line(List<String> arguments) {
        var line = new ArrayList<>(words);
        line.addAll(arguments);
        return line;
    }

    private static Optional<String> inPath(Map<String, String> environment) {
        try {
            return Optional.of(ProcessImage.locate("az", environment).toString());
        } catch (Failure absent) {
            return Optional.empty();
        }
    }

    private static String answer(String az) {
        try {
            var process =
                    new ProcessBuilder(az, "version", "--output", "json")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.because(file + " cannot be read: " + e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}

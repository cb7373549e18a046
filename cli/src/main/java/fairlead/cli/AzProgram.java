package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which az is used: that of the private root where there is one, else the one in PATH if it is 2.50
 * or newer. (Debian 12's 2.45 lacks half of the modules that its network commands ask for.)
 *
 * @param words how it is started
 * @param privateRoot whether it runs in the private root
 */
record AzProgram(List<String> words, boolean privateRoot) {

    private static final Pattern VERSION = Pattern.compile("\"azure-cli\": *\"(\\d+)\\.(\\d+)");

    AzProgram {
        words = List.copyOf(words);
    }

    /**
     * The az of this person on this machine.
     *
     * @throws Failure that says how to get one
     */
    static AzProgram find(Tree tree, Map<String, String> environment) {
        if (Files.exists(root(environment).resolve("complete"))) {
            return new AzProgram(List.of(tree.libexec("az")), true);
        }
        var remedy =
                "az 2.50 or newer works (not Debian 12's 2.45). A private copy of 2.74 that touches nothing else, about 1 GB: "
                        + tree.libexec("az-root");
        var inPath =
                inPath(environment)
                        .orElseThrow(() -> Failure.because("There is no az in PATH. " + remedy));
        var version = version(inPath);
        if (!recent(version)) {
            throw Failure.because(
                    inPath
                            + " is too old or does not run ("
                            + version.lines().findFirst().orElse("no answer")
                            + "). "
                            + remedy);
        }
        return new AzProgram(List.of(inPath), false);
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

    /** Whether {@code az version}'s answer names 2.50 or newer. */
    static boolean recent(String answer) {
        var found = VERSION.matcher(answer);
        if (!found.find()) {
            return false;
        }
        int major = Integer.parseInt(found.group(1));
        return major > 2 || (major == 2 && Integer.parseInt(found.group(2)) >= 50);
    }

    private static Optional<String> inPath(Map<String, String> environment) {
        try {
            return Optional.of(ProcessImage.locate("az", environment).toString());
        } catch (Failure absent) {
            return Optional.empty();
        }
    }

    private static String version(String az) {
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

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}

package fairlead.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The goldens of {@code fairlead.bgp.mrt} as files, and what the command prints of a file. */
final class MrtSamples {

    private static final Path GOLDENS = Path.of("../bgp/src/test/goldens");

    /** How a command ended and what it said. */
    record Answer(int exit, String printed, String complained) {}

    private MrtSamples() {}

    static byte[] octets(String name) throws IOException {
        var hex = Files.readString(GOLDENS.resolve("mrt-" + name + ".hex")).replace("\n", "");
        return HexFormat.of().parseHex(hex);
    }

    static Path file(Path folder, String name) throws IOException {
        return Files.write(folder.resolve(name + ".mrt"), octets(name));
    }

    static Path packed(Path folder, String name) throws IOException {
        var file = folder.resolve(name + ".mrt.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(octets(name));
        }
        return file;
    }

    static Answer mrt(Object... arguments) {
        return bgp("mrt", arguments);
    }

    /** Runs {@code fairlead bgp COMMAND} with these arguments. */
    static Answer bgp(String command, Object... arguments) {
        var line = new String[arguments.length + 2];
        line[0] = "bgp";
        line[1] = command;
        for (int i = 0; i < arguments.length; i++) {
            line[i + 2] = arguments[i].toString();
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit =
                Main.run(
                        new Screen(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                false,
                                false),
                        Map.of(),
                        new Tree(Path.of("/tree"), Path.of("/bin/true"), "none.jar", ""),
                        line);
        return new Answer(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

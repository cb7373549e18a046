package fairlead.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The machine that this runs on. */
record ThisMachine(Map<String, String> environment) implements Surroundings {

    private static final int PATIENCE_SECONDS = 20;

    @Override
    public Optional<String> file(String path) {
        // In one go: of a number below /proc/sys there is no second part, and readString reads
        // files that say they are empty octet by octet.
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            return Optional.of(reader.readAllAsString().strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Said run(List<String> words) {
        try {
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().merge("PATH", "/usr/sbin:/sbin", (old, more) -> old + ":" + more);
            var process = builder.start();
            process.getOutputStream().close();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                                process.destroyForcibly();
                            }
                        } catch (InterruptedException stop) {
                            Thread.currentThread().interrupt();
                        }
                    });
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text.strip());
        } catch (IOException absent) {
            return new Said(127, String.valueOf(absent.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }

    @Override
    public boolean hasProgram(String name) {
        try {
            ProcessImage.locate(name, environment);
            return true;
        } catch (Failure absent) {
            return List.of("/usr/sbin/", "/sbin/").stream()
                    .anyMatch(place -> Files.isExecutable(Path.of(place + name)));
        }
    }

    @Override
    public long space(String path) {
        try {
            var there = Path.of(path);
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    @Override
    public boolean portIsFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Runs a command inside a machine and brings back what it printed. */
final class MachineRun {

    private MachineRun() {}

    /**
     * Standard output of {@code command} in {@code machine}, a document of the machine list.
     *
     * @throws Failure with what it said, if it ends with another code than 0
     */
    static String output(JsonNode machine, List<String> command) {
        var name = machine.path("name").asString("?");
        var line = new ArrayList<String>();
        machine.path("enter").forEach(word -> line.add(word.asString()));
        if (line.isEmpty()) {
            throw Failure.because("The machine " + name + " does not run.");
        }
        line.addAll(command);
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw Failure.because(
                        "In the machine "
                                + name
                                + " '"
                                + String.join(" ", command)
                                + "' ended with code "
                                + code
                                + ": "
                                + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw Failure.because("The machine " + name + " cannot be entered: " + e.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }
}

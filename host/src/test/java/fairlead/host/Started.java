package fairlead.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test has started, so that one that fails half-way leaves nothing running. */
public final class Started implements AfterEachCallback {

    private final List<Process> processes = new ArrayList<>();

    /** Starts a process that ends with the test, if not before. */
    public Process start(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        processes.add(process);
        return process;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        for (var process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        processes.clear();
    }
}

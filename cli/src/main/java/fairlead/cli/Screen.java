package fairlead.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command speaks: results to the first stream, progress and complaints to the second.
 *
 * @param colours whether results may be coloured
 * @param live whether progress may overwrite its own line
 */
record Screen(PrintStream out, PrintStream err, boolean colours, boolean live) {

    /** Standard output and error of this process; colours only on a terminal without NO_COLOR. */
    static Screen ofThisProcess(Map<String, String> environment) {
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(System.out, System.err, terminal(1) && !plain, terminal(2) && !plain);
    }

    /** Whether a descriptor of this process is a terminal. */
    static boolean terminal(int descriptor) {
        try {
            var target = Path.of("/proc/self/fd/" + descriptor).toRealPath();
            return target.startsWith("/dev/pts")
                    || target.startsWith("/dev/tty")
                    || target.startsWith("/dev/console");
        } catch (IOException pipeOrSocket) {
            return false;
        }
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void line(String text) {
        print(text + "\n");
    }

    /** A heading above a table or a phase. */
    void heading(String text) {
        line("");
        line(strong(text));
    }

    String strong(String text) {
        return colours ? "\033[1m" + text + "\033[0m" : text;
    }

    String good(String text) {
        return colours ? "\033[32m" + text + "\033[0m" : text;
    }

    String bad(String text) {
        return colours ? "\033[31m" + text + "\033[0m" : text;
    }

    Progress progress(String what) {
        return new Progress(this, what);
    }
}

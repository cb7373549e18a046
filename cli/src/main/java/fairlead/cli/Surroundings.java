package fairlead.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code doctor} may ask of a machine. */
interface Surroundings {

    /** How a program ended, and what it said. */
    record Said(int code, String text) {

        boolean good() {
            return code == 0;
        }
    }

    /** The text of a file, without the spaces around it; empty if it cannot be read. */
    Optional<String> file(String path);

    /** Runs a program to its end, for at most 20 s. */
    Said run(List<String> words);

    boolean hasProgram(String name);

    /** Octets that may still be written where a path is or will be. */
    long space(String path);

    /** Whether nobody listens on this port of loopback. */
    boolean portIsFree(int port);

    Map<String, String> environment();

    default boolean isRoot() {
        return run(List.of("id", "-u")).text().equals("0");
    }
}

package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the programs that speak BGP: how it is told, started and asked. */
public interface Daemon {

    /** All of them, but the one under test. */
    List<Daemon> OTHERS =
            List.of(new Bird1(), new Bird2(), new Frr(), new OpenBgpd(), new GoBgp(), new ExaBgp());

    /** Its name and version. */
    String title();

    /** Why it cannot be asked for that; empty if it can. */
    Optional<String> lacks(PeerOption option);

    /** What this machine lacks to run it, and where that comes from; empty if it runs. */
    Optional<String> missing();

    /** Its files by name, to be written into the folder that its programs are started with. */
    Map<String, String> files(RouterConfig config, Path folder);

    /** Its programs, in the order of their start, once its files are in {@code folder}. */
    List<Program> programs(RouterConfig config, Path folder);

    /**
     * A program in the foreground.
     *
     * @param ready the file whose appearance says that the next one may be started
     */
    record Program(List<String> command, Optional<Path> ready) {
        public Program {
            command = List.copyOf(command);
        }

        static Program of(List<String> command) {
            return new Program(command, Optional.empty());
        }
    }

    /** The command line that asks it {@code words}, to be run among its own files. */
    List<String> client(Path folder, List<String> words);

    /** The way to ask it, where that needs no client: then {@link #client} is not used. */
    default Optional<Console> console(Path folder) {
        return Optional.empty();
    }

    /** Whether it can be asked. */
    boolean answers(Console console);

    /** Whether its files cannot say all of it, and {@link #complete} is needed. */
    default boolean needsCompletion() {
        return false;
    }

    /** What its files cannot say: done once, as soon as it answers. */
    default void complete(Console console, RouterConfig config) {}

    PeerView peer(Console console, NeighbourConfig neighbour);

    /** The paths to exactly that prefix which it holds from that neighbour. */
    List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix);

    /** Asks the neighbour for its routes again (RFC 2918). */
    void refresh(Console console, NeighbourConfig neighbour);
}

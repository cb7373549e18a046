package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the programs that speak BGP: how it is told, started and asked. */
public interface Daemon {

    /** All of them, but the one under test. */
    List<Daemon> OTHERS =
            List.of(new Bird1(), new Bird2(), new Frr(), new OpenBgpd(), new GoBgp(), new ExaBgp());

    /** Its name and version. */
    String title();

    /** How its files say that, or why they cannot. */
    Wording word(PeerOption option);

    /** Why it cannot be asked for that; empty if it can. */
    default Optional<String> lacks(PeerOption option) {
        return switch (word(option)) {
            case Wording.Said _ -> Optional.empty();
            case Wording.Lacking(var why) -> Optional.of(why);
        };
    }

    /**
     * How its files say all that is asked of a session.
     *
     * @throws IllegalArgumentException if it {@link #lacks} some of it
     */
    default Wording.Said words(NeighbourConfig neighbour) {
        var session = new ArrayList<String>();
        var block = new ArrayList<String>();
        for (var option : neighbour.options()) {
            switch (word(option)) {
                case Wording.Said said -> {
                    session.addAll(said.session());
                    block.addAll(said.block());
                }
                case Wording.Lacking(var why) ->
                        throw new IllegalArgumentException(title() + ": " + option + ": " + why);
            }
        }
        return new Wording.Said(session, block);
    }

    /** In what it differs from the others. */
    default Set<Quirk> quirks() {
        return Set.of();
    }

    /** What this machine lacks to run it, and where that comes from; empty if it runs. */
    default Optional<String> missing() {
        return PrivateRoot.missing();
    }

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

        /** One that the private root has, with {@code folder} as its /run. */
        static Program inPrivateRoot(Path folder, String... words) {
            return new Program(PrivateRoot.command(folder, List.of(words)), Optional.empty());
        }

        /** The same, ready when that file is there. */
        Program readyWith(Path file) {
            return new Program(command, Optional.of(file));
        }
    }

    /**
     * The way to ask it, while it runs.
     *
     * @param inside prints what a command line says that is run in its namespaces, among its files
     */
    Console console(Path folder, Console inside);

    /** Whether it can be asked. */
    boolean answers(Console console);

    /** What its files cannot say, as questions that are asked once, as soon as it answers. */
    default List<List<String>> completion(RouterConfig config) {
        return List.of();
    }

    PeerView peer(Console console, NeighbourConfig neighbour);

    /** The paths to exactly that prefix which it holds from that neighbour. */
    List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix);

    /**
     * The questions that have it ask the neighbour for its routes again (RFC 2918); none where it
     * {@link #lacks} that.
     */
    List<List<String>> refresh(NeighbourConfig neighbour);
}

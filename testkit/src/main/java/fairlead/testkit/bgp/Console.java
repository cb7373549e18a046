package fairlead.testkit.bgp;

import java.util.List;

/** Asks a running speaker through its own client. */
@FunctionalInterface
public interface Console {

    /** What the client prints, both streams; whatever that is if it fails. */
    String ask(List<String> command);

    default String ask(String... command) {
        return ask(List.of(command));
    }
}

package fairlead.testkit.bgp;

import java.util.ArrayList;
import java.util.List;

/** Asks a running speaker through its own client. */
@FunctionalInterface
public interface Console {

    /** What the client prints, both streams; whatever that is if it fails. */
    String ask(List<String> command);

    default String ask(String... command) {
        return ask(List.of(command));
    }

    /** The one that asks this one, with those words before its own. */
    default Console through(String... first) {
        return command -> {
            var words = new ArrayList<>(List.of(first));
            words.addAll(command);
            return ask(words);
        };
    }
}

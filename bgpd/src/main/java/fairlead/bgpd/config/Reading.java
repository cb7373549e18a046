package fairlead.bgpd.config;

import java.util.List;

/** What became of a file. */
public sealed interface Reading {

    /** It can be put in force. */
    record Good(ServerConfig config) implements Reading {}

    /** It cannot; the problems stand in the order of the file. */
    record Bad(List<Problem> problems) implements Reading {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}

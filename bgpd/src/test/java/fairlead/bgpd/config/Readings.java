package fairlead.bgpd.config;

import java.util.List;

/** What the program makes of a file that is good, and of one that is not. */
final class Readings {

    private Readings() {}

    /** A small good file with one more line, its fourth. */
    static String withFourthLine(String line) {
        return "asn: 64500\nrouterId: 192.0.2.1\nlisten: 192.0.2.1\n" + line + "\npeers: []\n";
    }

    static ServerConfig good(String text) {
        return switch (ConfigFile.read(text)) {
            case Reading.Good(var config) -> config;
            case Reading.Bad(var problems) -> throw new AssertionError(problems);
        };
    }

    static List<Problem> problems(String text) {
        return switch (ConfigFile.read(text)) {
            case Reading.Good(var config) -> throw new AssertionError("good: " + config);
            case Reading.Bad(var problems) -> problems;
        };
    }
}

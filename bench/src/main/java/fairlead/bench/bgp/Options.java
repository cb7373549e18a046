package fairlead.bench.bgp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param courses in this order
 * @param daemons empty: each course's own
 * @param runs of the daemons that are compared
 * @param scale how large loads are, of their full size: above 0, at most 1
 */
record Options(List<Course> courses, Optional<List<Daemon>> daemons, int runs, double scale) {

    /**
     * {@code --load WORD,...}, {@code --daemon WORD,...}, {@code --runs N}, {@code --scale 0.01},
     * in any order.
     *
     * @throws IllegalArgumentException what is wrong, and what there is instead
     */
    static Options of(List<String> words) {
        var options = new Options(List.of(Course.values()), Optional.empty(), 3, 1);
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + " wants a value");
            }
            options = options.with(words.get(i), words.get(i + 1));
        }
        return options;
    }

    private Options with(String option, String value) {
        var words = Arrays.asList(value.split(",", -1));
        return switch (option) {
            case "--load" ->
                    new Options(words.stream().map(Course::of).toList(), daemons, runs, scale);
            case "--daemon" ->
                    new Options(
                            courses,
                            Optional.of(words.stream().map(Daemon::of).toList()),
                            runs,
                            scale);
            case "--runs" -> new Options(courses, daemons, positive(value), scale);
            case "--scale" -> new Options(courses, daemons, runs, share(value));
            default ->
                    throw new IllegalArgumentException(
                            "there is no option "
                                    + option
                                    + "; there are --load, --daemon, --runs, --scale");
        };
    }

    private static int positive(String value) {
        if (!value.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--runs wants 1 to 999, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static double share(String value) {
        if (!value.matches("1|0?[.][0-9]*[1-9][0-9]*")) {
            throw new IllegalArgumentException(
                    "--scale wants a number above 0 and up to 1, such as 0.01, not '"
                            + value
                            + "'");
        }
        return Double.parseDouble(value);
    }

    /** Whether what is measured may take the place of what was: all daemons, whole loads. */
    boolean kept() {
        return daemons.isEmpty() && scale == 1;
    }

    List<Daemon> daemons(Course course) {
        return daemons.orElseGet(course::daemons);
    }

    /** How often the daemon runs the course. */
    int runs(Course course, Daemon daemon) {
        boolean compared = daemon == Daemon.BIRD2 || daemon == Daemon.FAIRLEAD;
        return daemons.isPresent() || course.contest && compared && course.flaps == 0 ? runs : 1;
    }
}

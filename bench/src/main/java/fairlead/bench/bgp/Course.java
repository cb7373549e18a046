package fairlead.bench.bgp;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What daemons are asked, each with the loads that it takes: one, or several for a curve.
 *
 * <p>A course that is a contest is run by every daemon, so often as is asked for by {@link
 * Daemon#BIRD2} and {@link Daemon#FAIRLEAD} and once by the others; another is run once, by these
 * two.
 */
enum Course {
    FULL_TABLE(
            "full-table",
            "a full table",
            """
            One sender, one receiver; then all is withdrawn. A receiver that only mirrors octets shows the generator's own share.
            """,
            true,
            90,
            true,
            0,
            new Point("1,000,000 prefixes", Load.table(Family.IPV4, 1_000_000))),
    TEN_SENDERS(
            "ten-senders",
            "the same prefixes from ten",
            """
            Ten senders say the same 100,000 prefixes, each with ways of its own; ten more peers receive the best.
            """,
            true,
            60,
            false,
            0,
            new Point("10 × 100,000", new Load(Family.IPV4, 100_000, 10, 10, true))),
    EVERYONE(
            "everyone",
            "everyone to everyone",
            """
            Fifty peers say 2,000 prefixes each, and hear those of all others.
            """,
            true,
            60,
            false,
            0,
            new Point("50 × 2,000", Load.everyone(50, 2_000))),
    FLAP(
            "flap",
            "one route flapping",
            """
            While a full table is held, one route is withdrawn and announced in turn, the next change half a millisecond to two after
            the last was heard; at most 20 s of it. From the change sent until it was heard.
            """,
            true,
            90,
            false,
            2_000,
            new Point("1,000,000 held", Load.table(Family.IPV4, 1_000_000))),
    RELOAD(
            "reload",
            "a reload with a full table",
            """
            While a full table is held, the daemon is told to take routes otherwise, and then as before: each get a community more,
            or none below 128.0.0.0 are taken. From the word until the receiver holds what follows from it, no more and no less. BIRD keeps
            an import table here: without, it would ask its peers for everything again.
            """,
            false,
            90,
            false,
            0,
            new Point(
                    "a community on each of 1,000,000",
                    Load.table(Family.IPV4, 1_000_000),
                    Rules.TAG),
            new Point(
                    "half of 1,000,000 rejected", Load.table(Family.IPV4, 1_000_000), Rules.HALF)),
    IPV6(
            "ipv6-table",
            "a full table of IPv6",
            """
            As above, over IPv6, in MP_REACH_NLRI.
            """,
            false,
            60,
            true,
            0,
            new Point("200,000 prefixes", Load.table(Family.IPV6, 200_000))),
    ROUTES(
            "routes",
            "more routes",
            """
            One sender, one receiver.
            """,
            false,
            60,
            true,
            0,
            new Point("250,000 prefixes", Load.table(Family.IPV4, 250_000)),
            new Point("500,000 prefixes", Load.table(Family.IPV4, 500_000)),
            new Point("1,000,000 prefixes", Load.table(Family.IPV4, 1_000_000)),
            new Point("2,000,000 prefixes", Load.table(Family.IPV4, 2_000_000))),
    PEERS(
            "peers",
            "more peers",
            """
            20,000 prefixes in all, in equal parts from every peer, to every other.
            """,
            false,
            90,
            false,
            0,
            new Point("10 peers", Load.everyone(10, 2_000)),
            new Point("50 peers", Load.everyone(50, 400)),
            new Point("100 peers", Load.everyone(100, 200)),
            new Point("200 peers", Load.everyone(200, 100)),
            new Point("500 peers", Load.everyone(500, 40)));

    /** One load of a course. */
    record Point(String name, Load load, Rules rules) {

        Point(String name, Load load) {
            this(name, load, Rules.PASS);
        }
    }

    final String word;
    final String title;
    final String explanation;
    final boolean contest;
    final Duration patience;
    final boolean withdraw;
    final int flaps;
    final List<Point> points;

    Course(
            String word,
            String title,
            String explanation,
            boolean contest,
            int seconds,
            boolean withdraw,
            int flaps,
            Point... points) {
        this.word = word;
        this.title = title;
        this.explanation = explanation;
        this.contest = contest;
        this.patience = Duration.ofSeconds(seconds);
        this.withdraw = withdraw;
        this.flaps = flaps;
        this.points = List.of(points);
    }

    /** The course of that word. */
    static Course of(String word) {
        return Arrays.stream(values())
                .filter(course -> course.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no load '%s'; there are: %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(values())
                                                        .map(course -> course.word)
                                                        .collect(Collectors.joining(", ")))));
    }

    boolean reloads() {
        return points.getFirst().rules().change();
    }

    /** Who runs it, if nobody says otherwise. */
    List<Daemon> daemons() {
        return switch (this) {
            case FULL_TABLE, EVERYONE -> List.of(Daemon.values());
            case TEN_SENDERS, FLAP ->
                    Arrays.stream(Daemon.values())
                            .filter(daemon -> daemon != Daemon.MIRROR)
                            .toList();
            case RELOAD, IPV6, ROUTES, PEERS -> List.of(Daemon.BIRD2, Daemon.FAIRLEAD);
        };
    }
}

package fairlead.bench.bgp;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One daemon under one load, from its cold start to its end.
 *
 * @param patience how long the load may take
 * @param withdraw whether all is taken back at the end
 * @param flaps how often one route goes or comes while everything else is held
 * @param rules if they {@link Rules#change}, the daemon goes over to them and back while everything
 *     is held, and that is what is measured
 */
record Trial(Cast cast, Duration patience, boolean withdraw, int flaps, Rules rules) {

    Trial(Cast cast, Duration patience, boolean withdraw, int flaps) {
        this(cast, patience, withdraw, flaps, Rules.PASS);
    }

    /** After the sessions stand, and before memory is read. */
    static final Duration REST = Duration.ofSeconds(1);

    /** A change that is not heard within this ends the flapping. */
    private static final Duration LOST = Duration.ofSeconds(5);

    /** All flaps together may take so long. */
    private static final Duration FLAPPING = Duration.ofSeconds(20);

    static final int BGP = 179;

    /**
     * @throws IOException with the daemon's last words, if sessions do not come up or break, or
     *     routes stay that were withdrawn
     */
    Measured run(Running daemon) throws IOException, InterruptedException {
        try (var peers = new Generator(cast.load.family(), BGP)) {
            try {
                cast.under(rules);
                cast.enter(peers, daemon.process()::isAlive);
                peers.during(REST);
                var loaded = measure(daemon, peers);
                return rules.change() && !loaded.late() && loaded.note().isEmpty()
                        ? new Reload(cast, rules, patience).measure(daemon, peers, loaded)
                        : loaded;
            } catch (IOException failed) {
                throw new IOException(failed.getMessage() + "\n" + daemon.said(), failed);
            }
        }
    }

    private Measured measure(Running daemon, Generator peers) throws IOException {
        var judged = peers.peers().stream().filter(peer -> peer.holding().isPresent()).toList();
        var holdings = judged.stream().flatMap(peer -> peer.holding().stream()).toList();
        var processes = daemon.tree();
        int stopsBefore = daemon.stops().size();
        double started = processes.processor();
        double before = ownProcessor();
        judged.getFirst().listen();
        long begin = System.nanoTime();
        for (int sender = 0; sender < cast.load.senders(); sender++) {
            var peer = peers.peers().get(sender);
            peer.say(cast.speech(sender).announcement());
            peer.say(Greeting.endOfRib(cast.load.family()));
        }
        var end = new Completion(holdings);
        peers.until(() -> all(holdings, true) || end.hopeless(), begin + patience.toNanos());
        boolean done = all(holdings, true);
        double told = since(begin);
        double generator = ownProcessor() - before;
        var silences = Histogram.of(judged.getFirst().silences());
        var stops = daemon.stops();
        var note = done ? "" : worst(holdings);
        if (done) {
            peers.during(REST);
            note = all(holdings, true) ? "" : "a second later: " + worst(holdings);
        }
        double processor = processes.processor() - started;
        double resident = processes.resident();
        double proportional = processes.proportional();
        double peak = processes.peak();
        long heard = holdings.stream().mapToLong(Holding::heard).sum();
        var changes = done ? flap(peers, holdings.getLast()) : Measured.Flaps.NONE;
        return new Measured(
                told,
                !done,
                done && withdraw ? takeBack(peers, holdings) : 0,
                started,
                processor,
                generator,
                resident,
                proportional,
                peak,
                heard,
                changes,
                silences,
                Histogram.of(stops.subList(stopsBefore, stops.size())),
                note);
    }

    private double takeBack(Generator peers, List<Holding> holdings) throws IOException {
        long begin = System.nanoTime();
        for (int sender = 0; sender < cast.load.senders(); sender++) {
            peers.peers().get(sender).say(cast.speech(sender).withdrawal());
        }
        if (!peers.until(() -> all(holdings, false), begin + patience.toNanos())) {
            throw new IOException("routes stay that were withdrawn");
        }
        return since(begin);
    }

    /**
     * The next change leaves half a millisecond to two after the last one was heard: a daemon that
     * gathers changes has only this one.
     */
    private Measured.Flaps flap(Generator peers, Holding receiver) throws IOException {
        if (flaps == 0) {
            return Measured.Flaps.NONE;
        }
        var times = new ArrayList<Double>();
        var flap = cast.flap();
        var pause = new SplittableRandom(1);
        long end = System.nanoTime() + FLAPPING.toNanos();
        while (times.size() < flaps && System.nanoTime() < end) {
            boolean comes = times.size() % 2 == 1;
            peers.during(Duration.ofNanos(pause.nextLong(500_000, 2_000_000)));
            long begin = System.nanoTime();
            peers.peers()
                    .getFirst()
                    .say(comes ? flap.speech().announcement() : flap.speech().withdrawal());
            if (!peers.promptly(
                    () -> receiver.holds(flap.slot()) == comes, begin + LOST.toNanos())) {
                throw new IOException("a change of one route was not heard of within 5 s");
            }
            times.add(since(begin));
        }
        return Measured.Flaps.of(times);
    }

    static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Seconds that this process has used, its compiler and collector included. */
    static double ownProcessor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e9;
    }

    static boolean all(List<Holding> holdings, boolean complete) {
        for (var holding : holdings) {
            if (!(complete ? holding.complete() : holding.empty())) {
                return false;
            }
        }
        return true;
    }

    static String worst(List<Holding> holdings) {
        return holdings.stream()
                .max(Comparator.comparingInt(holding -> holding.missing() + holding.wrong()))
                .map(Holding::shortfall)
                .orElse("");
    }
}

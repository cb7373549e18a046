package fairlead.bench.bgp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A daemon that holds a load goes over to other rules, and back.
 *
 * @param patience how long each may take
 */
record Reload(Cast cast, Rules rules, Duration patience) {

    /**
     * So often the sender says KEEPALIVE: daemons are rarely told to reload in utter silence, and
     * who only looks up when something comes shall not be measured by that.
     */
    private static final long BEAT = Duration.ofMillis(10).toNanos();

    /**
     * @param loaded what was measured until everything was held
     * @throws IOException if the session breaks
     */
    Measured measure(Running daemon, Generator peers, Measured loaded) throws IOException {
        var judged = peers.peers().stream().filter(peer -> peer.holding().isPresent()).toList();
        var holdings = judged.stream().flatMap(peer -> peer.holding().stream()).toList();
        var processes = daemon.tree();
        int stopsBefore = daemon.stops().size();
        double processor = processes.processor();
        double generator = Trial.ownProcessor();
        var silences = new ArrayList<Double>();
        double there = become(rules, daemon, peers, judged.getFirst(), holdings, silences);
        var note = Trial.all(holdings, true) ? "" : Trial.worst(holdings);
        double back = 0;
        if (note.isEmpty()) {
            back = become(Rules.KEEP, daemon, peers, judged.getFirst(), holdings, silences);
            note = Trial.all(holdings, true) ? "" : "and back: " + Trial.worst(holdings);
        }
        generator = Trial.ownProcessor() - generator;
        peers.during(Trial.REST);
        var stops = daemon.stops();
        return new Measured(
                there,
                !note.isEmpty(),
                back,
                loaded.started(),
                processes.processor() - processor,
                generator,
                processes.resident(),
                processes.proportional(),
                processes.peak(),
                holdings.stream().mapToLong(Holding::heard).sum() - loaded.heard(),
                Measured.Flaps.NONE,
                Histogram.of(silences),
                Histogram.of(stops.subList(stopsBefore, stops.size())),
                note);
    }

    /** Seconds from the signal until everyone who is judged holds what follows from it. */
    private double become(
            Rules next,
            Running daemon,
            Generator peers,
            Peer heard,
            List<Holding> holdings,
            List<Double> silences)
            throws IOException {
        var expected = cast.under(next);
        holdings.forEach(holding -> holding.expect(expected));
        long begin = System.nanoTime();
        heard.listenFrom(begin);
        daemon.change().to(next);
        long end = begin + patience.toNanos();
        while (!Trial.all(holdings, true) && System.nanoTime() < end) {
            peers.peers().getFirst().say(Greeting.keepalive());
            long pause = System.nanoTime() + BEAT;
            peers.until(() -> Trial.all(holdings, true) || System.nanoTime() > pause, end);
        }
        double seconds = Trial.since(begin);
        silences.addAll(heard.silences());
        return seconds;
    }
}

package fairlead.bgpd.server;

import fairlead.bgp.monitor.BmpStation;
import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerEvent;
import fairlead.bgpd.config.Monitoring;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All that watches one server, as its file says. */
final class Telemetry implements Consumer<SpeakerEvent>, AutoCloseable {

    private final PrintStream out;
    private final ServerLife life;
    private final SessionChanges changes = new SessionChanges();
    private Monitoring wanted = Monitoring.NONE;
    private List<MetricsServer> metrics = List.of();
    private volatile Optional<EventLog> events = Optional.empty();
    private final List<BmpStation> stations = new CopyOnWriteArrayList<>();
    private final MrtRecorder files = new MrtRecorder();

    /**
     * Nothing watches yet.
     *
     * @param out where events go that are to go to standard output
     */
    Telemetry(PrintStream out, ServerLife life) {
        this.out = out;
        this.life = life;
    }

    /** Called by the speaker, on its own thread. */
    @Override
    public void accept(SpeakerEvent event) {
        switch (event) {
            case SpeakerEvent.NeighbourChanged change -> {
                var line = changes.note(change);
                line.ifPresent(one -> events.ifPresent(log -> log.write(one)));
            }
            case SpeakerEvent.RoutesHeard _, SpeakerEvent.EndOfRib _ -> {}
        }
    }

    /**
     * Goes over to what {@code next} says. What stays the same is not touched, but a file of events
     * is opened anew.
     *
     * @throws IOException if an address cannot be listened on; the rest is as {@code next} says
     */
    void become(Monitoring next, Speaker speaker, RpkiClient rpki)
            throws IOException, InterruptedException {
        if (!next.events().equals(wanted.events())) {
            var old = events;
            events =
                    next.events().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new EventLog(next.events(), out));
            if (old.isPresent()) {
                old.get().close();
            }
        } else {
            events.ifPresent(EventLog::reopen);
        }
        collectors(next.collectors(), speaker);
        files.become(next, speaker);
        boolean sameMetrics = next.metrics().equals(wanted.metrics());
        wanted =
                new Monitoring(
                        sameMetrics ? wanted.metrics() : List.of(),
                        next.events(),
                        next.collectors(),
                        next.dumps(),
                        next.updates());
        if (!sameMetrics) {
            metrics.forEach(MetricsServer::close);
            metrics = List.of();
            metrics = listen(next, new ServerNumbers(speaker, changes, stations, rpki, life));
            wanted = next;
        }
    }

    /** Those that stay as they are keep their connections. */
    private void collectors(List<CollectorSettings> wanted, Speaker speaker)
            throws InterruptedException {
        var there = new HashSet<CollectorSettings>();
        for (var station : stations) {
            if (wanted.contains(station.settings())) {
                there.add(station.settings());
            } else {
                stations.remove(station);
                speaker.unwatch(station);
                station.stop();
            }
        }
        for (var settings : wanted) {
            if (there.add(settings)) {
                var station = new BmpStation(settings, speaker::nudge);
                stations.add(station);
                speaker.watch(station);
                station.start();
            }
        }
    }

    private static List<MetricsServer> listen(Monitoring next, ServerNumbers numbers)
            throws IOException {
        var open = new ArrayList<MetricsServer>();
        try {
            for (var address : next.metrics()) {
                open.add(MetricsServer.listen(address, numbers::exposition));
            }
            return List.copyOf(open);
        } catch (IOException e) {
            open.forEach(MetricsServer::close);
            throw e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        metrics.forEach(MetricsServer::close);
        metrics = List.of();
        for (var station : stations) {
            station.stop();
        }
        stations.clear();
        files.close();
        var log = events;
        events = Optional.empty();
        if (log.isPresent()) {
            log.get().close();
        }
    }
}

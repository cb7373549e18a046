package fairlead.bgpd.server;

import fairlead.bgp.monitor.TableDumps;
import fairlead.bgp.monitor.UpdateLog;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.config.Monitoring;
import java.util.ArrayList;
import java.util.List;

/** The MRT files of one server, as its file says. */
final class MrtRecorder implements AutoCloseable {

    private Monitoring wanted = Monitoring.NONE;
    private List<TableDumps> dumps = List.of();
    private List<UpdateLog> updates = List.of();

    /** Goes over to what {@code next} says; what stays the same goes on. */
    void become(Monitoring next, Speaker speaker) throws InterruptedException {
        if (!next.dumps().equals(wanted.dumps())) {
            for (var old : dumps) {
                speaker.unwatch(old);
                old.stop();
            }
            var begun = new ArrayList<TableDumps>();
            for (var one : next.dumps()) {
                begun.add(new TableDumps(one.file(), one.span(), speaker::nudge));
            }
            dumps = begun;
            dumps.forEach(speaker::watch);
        }
        if (!next.updates().equals(wanted.updates())) {
            for (var old : updates) {
                speaker.unwatch(old);
                old.stop();
            }
            var begun = new ArrayList<UpdateLog>();
            for (var one : next.updates()) {
                begun.add(new UpdateLog(one.file(), one.span()));
            }
            updates = begun;
            updates.forEach(UpdateLog::start);
            updates.forEach(speaker::watch);
        }
        wanted = next;
    }

    /** Writes what waits; to be called when the speaker is closed. */
    @Override
    public void close() throws InterruptedException {
        for (var one : dumps) {
            one.stop();
        }
        for (var one : updates) {
            one.stop();
        }
        dumps = List.of();
        updates = List.of();
        wanted = Monitoring.NONE;
    }
}

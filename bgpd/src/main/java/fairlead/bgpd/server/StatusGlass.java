package fairlead.bgpd.server;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SelectionDeferral;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.control.Answers.Rows;
import fairlead.bgpd.control.JsonLine;
import java.io.IOException;
import java.time.Duration;

/** Answers how the server is as a whole, as a single object. */
final class StatusGlass {

    private final Speaker speaker;
    private final ServerLife life;

    StatusGlass(Speaker speaker, ServerLife life) {
        this.speaker = speaker;
        this.life = life;
    }

    void answer(JsonLine line, Rows rows) throws IOException {
        var sessions = speaker.sessions();
        var sizes = speaker.sizes();
        var turns = speaker.turns();
        line.begin()
                .put("since", life.since().toString())
                .object("file", l -> file(l, life.last()))
                .put("peers", sessions.size())
                .put(
                        "established",
                        sessions.stream()
                                .filter(one -> one.state() == PeerState.ESTABLISHED)
                                .count())
                .object(
                        "prefixes",
                        l ->
                                sizes.families()
                                        .forEach(one ->
                                                l.put(one.family().toString(), one.prefixes())))
                .put("paths", sizes.paths())
                .put("attributeSets", sizes.attributeSets())
                .object(
                        "turns",
                        l ->
                                l.put("count", turns.turns())
                                        .put("longestMicros", micros(turns.longest()))
                                        .put("longestAgo", turns.ago().toSeconds())
                                        .put("recentLongestMicros", micros(turns.recent())));
        speaker.deferral().ifPresent(one -> line.object("restart", l -> restart(l, one)));
        rows.row(line.end());
    }

    private static void file(JsonLine line, ServerLife.Reading reading) {
        line.put("read", reading.at().toString())
                .put("inForce", reading.inForce())
                .put("problems", reading.problems());
    }

    private static void restart(JsonLine line, SelectionDeferral deferral) {
        line.put("awaited", deferral.awaited()).put("until", deferral.until().toString());
    }

    private static long micros(Duration span) {
        return span.toNanos() / 1000;
    }
}

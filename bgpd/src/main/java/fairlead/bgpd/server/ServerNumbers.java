package fairlead.bgpd.server;

import fairlead.bgp.metrics.SessionNumbers;
import fairlead.bgp.monitor.BmpStation;
import fairlead.bgp.rib.TableSizes;
import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.speaker.FamilyOptions;
import fairlead.bgp.speaker.IdleHold;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import fairlead.metrics.process.ProcessNumbers;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A route server in numbers. Session changes are counted as they happen; all else is what the
 * speaker says when it is asked, at a price that does not grow with its tables.
 */
final class ServerNumbers {

    private final Speaker speaker;
    private final SessionChanges changes;
    private final List<BmpStation> stations;
    private final RpkiClient rpki;
    private final ServerLife life;

    ServerNumbers(
            Speaker speaker,
            SessionChanges changes,
            List<BmpStation> stations,
            RpkiClient rpki,
            ServerLife life) {
        this.speaker = speaker;
        this.rpki = rpki;
        this.changes = changes;
        this.stations = stations;
        this.life = life;
    }

    Exposition exposition() {
        var text = new Exposition();
        text.family("fairlead_build_info", Kind.GAUGE, "Version of Fairlead and of Java.");
        text.sample(
                "fairlead_build_info",
                1,
                "version",
                System.getProperty("fairlead.version", "development"),
                "java",
                Runtime.version().toString());
        text.single(
                "fairlead_start_time_seconds",
                Kind.GAUGE,
                "When the server started, in seconds since 1970.",
                life.since().toEpochMilli() / 1000.0);
        file(text, life.last());
        var sessions = speaker.sessions();
        SessionNumbers.write(text, sessions.stream().map(ServerNumbers::session).toList());
        limits(text, sessions);
        keptOut(text, sessions);
        changes.write(text);
        var sizes = speaker.sizes();
        tables(text, sizes);
        RejectionNumbers.write(text, sizes);
        TurnNumbers.write(text, speaker.turns());
        PathNumbers.write(text, speaker.paths(), speaker.lateness());
        RpkiNumbers.write(text, rpki.reports(), rpki.table().vrps());
        CollectorNumbers.write(text, stations.stream().map(BmpStation::report).toList());
        ProcessNumbers.write(text);
        return text;
    }

    private static SessionNumbers.Session session(SessionReport report) {
        var neighbour = report.neighbour();
        return new SessionNumbers.Session(
                List.of("peer", neighbour.name(), "asn", neighbour.asn().toString()), report);
    }

    private static void file(Exposition text, ServerLife.Reading reading) {
        text.single(
                "fairlead_bgp_file_in_force",
                Kind.GAUGE,
                "1 if the file is in force as it was when it was last read, 0 if it had a fault.",
                reading.inForce() && reading.problems().isEmpty() ? 1 : 0);
        text.single(
                "fairlead_bgp_file_read_timestamp_seconds",
                Kind.GAUGE,
                "When the file was last read, in seconds since 1970.",
                reading.at().toEpochMilli() / 1000.0);
    }

    private static void limits(Exposition text, List<SessionReport> sessions) {
        text.family(
                "fairlead_bgp_prefix_limit",
                Kind.GAUGE,
                "Prefixes of a family that a peer may tell, rejected ones included; no sample"
                        + " without a limit.");
        for (var session : sessions) {
            for (var family : session.neighbour().options().families()) {
                if (family.prefixLimit() != FamilyOptions.UNLIMITED) {
                    text.sample(
                            "fairlead_bgp_prefix_limit",
                            family.prefixLimit(),
                            "peer",
                            session.neighbour().name(),
                            "family",
                            family.family().toString());
                }
            }
        }
    }

    private static void keptOut(Exposition text, List<SessionReport> sessions) {
        text.family(
                "fairlead_bgp_session_kept_out",
                Kind.GAUGE,
                "1 while a peer is kept Idle, by why; no sample else.");
        for (var session : sessions) {
            var reason = session.idleHold().reason();
            if (reason != IdleHold.Reason.NONE) {
                text.sample(
                        "fairlead_bgp_session_kept_out",
                        1,
                        "peer",
                        session.neighbour().name(),
                        "reason",
                        IdleHoldJson.word(reason));
            }
        }
    }

    private static void tables(Exposition text, TableSizes sizes) {
        text.family("fairlead_bgp_prefixes", Kind.GAUGE, "Prefixes that anybody told.");
        for (var family : sizes.families()) {
            text.sample(
                    "fairlead_bgp_prefixes",
                    family.prefixes(),
                    "family",
                    family.family().toString());
        }
        text.single("fairlead_bgp_paths", Kind.GAUGE, "Routes of all peers.", sizes.paths());
        text.single(
                "fairlead_bgp_attribute_sets",
                Kind.GAUGE,
                "Different sets of attributes among the routes.",
                sizes.attributeSets());
        ofPeers(
                text,
                sizes,
                "fairlead_bgp_family_routes_accepted",
                "Routes of a family that a peer told and the import rules accept.",
                one -> one.held() - one.rejected());
        ofPeers(
                text,
                sizes,
                "fairlead_bgp_family_routes_rejected",
                "Routes of a family that a peer told and the import rules keep out.",
                TableSizes.OfPeer::rejected);
        ofPeers(
                text,
                sizes,
                "fairlead_bgp_family_routes_advertised",
                "Prefixes of a family that a peer has been told.",
                TableSizes.OfPeer::advertised);
    }

    private static void ofPeers(
            Exposition text,
            TableSizes sizes,
            String name,
            String help,
            ToLongFunction<TableSizes.OfPeer> value) {
        text.family(name, Kind.GAUGE, help);
        for (var one : sizes.peers()) {
            text.sample(
                    name,
                    value.applyAsLong(one),
                    "peer",
                    one.neighbour(),
                    "family",
                    one.family().toString());
        }
    }
}

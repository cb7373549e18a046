package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;

import fairlead.bgp.bmp.View;
import fairlead.bgp.speaker.ListenAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The members of the keys about watching. */
final class MonitoringKeys {

    /** BGP's own port with a 9 before it, where exporters usually listen. */
    private static final int METRICS_PORT = 9179;

    static final List<Key<MonitoringDraft>> METRICS =
            List.of(
                    required(
                            "listen",
                            "`ADDRESS` or `ADDRESS:PORT`, or a list; port 9179 unless said.",
                            (draft, value) ->
                                    draft.metrics =
                                            value.listOrOne(
                                                    one -> ServerKeys.listen(one, METRICS_PORT))));

    static final List<Key<MonitoringDraft>> EVENTS =
            List.of(
                    required(
                            "file",
                            "the file to append to, or `-`.",
                            (draft, value) -> draft.events = value.text()));

    /** RFC 7854 assigns no port; most collectors listen here. */
    private static final int BMP_PORT = 11019;

    private static final Map<String, View> TABLES =
            Map.of(
                    View.ADJ_RIB_IN.word(), View.ADJ_RIB_IN,
                    View.ADJ_RIB_IN_POST_POLICY.word(), View.ADJ_RIB_IN_POST_POLICY,
                    View.LOC_RIB.word(), View.LOC_RIB,
                    View.ADJ_RIB_OUT.word(), View.ADJ_RIB_OUT,
                    View.ADJ_RIB_OUT_POST_POLICY.word(), View.ADJ_RIB_OUT_POST_POLICY);

    /** Of each collector. */
    static final List<Key<CollectorDraft>> COLLECTOR =
            List.of(
                    required(
                            "collector",
                            "where it listens: `ADDRESS` or `ADDRESS:PORT`; each once. Port 11019"
                                    + " unless said.",
                            (draft, value) -> draft.at = collector(value)),
                    optional(
                            "tables",
                            "List of what it is told: `in` (what peers told), `in-post` (what the"
                                    + " import policy left of it), `loc-rib` (the best paths),"
                                    + " `out` (what peers would be told without an export policy),"
                                    + " `out-post` (what they are told). Default: the first three.",
                            (draft, value) -> draft.tables = tables(value)),
                    optional(
                            "statistics",
                            "How often numbers are told; `0` is never. Default `60s`.",
                            (draft, value) -> draft.statistics = value.time()),
                    optional(
                            "buffer",
                            "How many MiB may wait for it, 1 to 4096; one that is slower loses its"
                                    + " connection and begins with a fresh table. Default 64.",
                            (draft, value) -> draft.buffer = value.number(1, 4096)),
                    optional(
                            "name",
                            "What we call ourselves there. Default: our router id.",
                            (draft, value) -> draft.name = value.text()));

    private MonitoringKeys() {}

    /** All collectors, each at an address of its own. */
    static List<CollectorDraft> collectors(Value value) {
        var seen = new HashSet<ListenAddress>();
        return value.list(one -> {
            var draft = new CollectorDraft();
            one.into(draft, COLLECTOR);
            if (draft.at != null && !seen.add(draft.at)) {
                throw one.wrong("the collector " + draft.at + " is there twice");
            }
            return draft;
        });
    }

    private static ListenAddress collector(Value value) {
        var at = ServerKeys.listen(value, BMP_PORT);
        if (at.any()) {
            throw value.wrong("the address of one machine is wanted, not of all");
        }
        return at;
    }

    private static List<View> tables(Value value) {
        var tables = value.list(one -> one.word(TABLES));
        if (tables.isEmpty() || new HashSet<>(tables).size() != tables.size()) {
            throw value.wrong("at least one table is wanted, and each once");
        }
        return tables;
    }
}

package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.required;

import java.util.List;

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

    private MonitoringKeys() {}
}

package fairlead.bgpd.server;

import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.rpki.CacheReport;
import fairlead.bgp.rpki.OriginAs;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgpd.control.Answers.Rows;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question.Which;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import java.io.IOException;
import java.util.List;

/** Answers what origins are validated with: caches, or the payloads that cover a prefix. */
final class RpkiGlass {

    private final RpkiClient rpki;

    RpkiGlass(RpkiClient rpki) {
        this.rpki = rpki;
    }

    void answer(Which which, JsonLine line, Rows rows) throws IOException {
        switch (which) {
            case Which.All() -> caches(line, rows);
            case Which.Exactly(var prefix) -> covering(prefix, line, rows);
            case Which.Covering(var address) -> covering(Prefix.host(address), line, rows);
        }
    }

    /** Whether there is anything to validate with. */
    boolean hasPayloads() {
        return rpki.table().vrps().size() > 0;
    }

    /** What is said of the origin of a route that a peer of AS {@code peer} told. */
    Validity validity(RouteSlice.Row row, Asn peer) {
        return validity(row.prefix(), row.canonical().toArray(), peer);
    }

    Validity validity(Prefix prefix, byte[] canonical, Asn peer) {
        var network = prefix.network();
        return rpki.table()
                .validate(
                        network.family(),
                        network.high(),
                        network.low(),
                        prefix.length(),
                        OriginAs.of(canonical, 0, canonical.length, peer.value()));
    }

    /** What covers a prefix, in words. */
    List<String> payloads(Prefix prefix) {
        return rpki.table().covering(prefix).stream()
                .map(vrp ->
                        vrp.prefix()
                                + (vrp.maxLength() > vrp.prefix().length()
                                        ? " to /" + vrp.maxLength()
                                        : "")
                                + " of AS "
                                + vrp.origin())
                .toList();
    }

    private void caches(JsonLine line, Rows rows) throws IOException {
        for (var cache : rpki.reports()) {
            rows.row(cache(line, cache));
        }
        rows.row(
                line.begin()
                        .put("cache", "all")
                        .put("state", "in force")
                        .put("vrps", rpki.table().vrps().size())
                        .end());
    }

    private static String cache(JsonLine line, CacheReport cache) {
        line.begin()
                .put("cache", cache.cache().toString())
                .put("state", cache.state())
                .put("version", cache.version())
                .put("vrps", cache.vrps());
        cache.since()
                .ifPresent(
                        since -> line.put("serial", cache.serial()).put("since", since.toString()));
        return line.put("failures", cache.failures()).put("lastError", cache.lastError()).end();
    }

    private void covering(Prefix prefix, JsonLine line, Rows rows) throws IOException {
        for (var vrp : rpki.table().covering(prefix)) {
            rows.row(
                    line.begin()
                            .put("prefix", vrp.prefix().toString())
                            .put("maxLength", vrp.maxLength())
                            .put("asn", vrp.origin().value())
                            .end());
        }
    }
}

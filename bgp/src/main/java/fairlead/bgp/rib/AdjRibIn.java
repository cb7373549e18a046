package fairlead.bgp.rib;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that one neighbour has told us, unfiltered, with the verdict of the import rules beside it;
 * so new rules need no new telling.
 */
final class AdjRibIn {

    private record Entry(HeardRoute route, Verdict verdict) {}

    private final Peer peer;
    private final Map<Prefix, Entry> entries = new TreeMap<>();

    AdjRibIn(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    /** Prefixes held, whatever the verdict. */
    int size() {
        return entries.size();
    }

    /** In ascending order. */
    List<Prefix> prefixes() {
        return List.copyOf(entries.keySet());
    }

    /** The route to {@code prefix}, if the rules accept it. */
    Optional<HeardRoute> accepted(Prefix prefix) {
        return entries.get(prefix) instanceof Entry(var route, Verdict.Accepted _)
                ? Optional.of(route)
                : Optional.empty();
    }

    List<HeardRoute> accepted() {
        return entries.values().stream()
                .filter(entry -> entry.verdict() instanceof Verdict.Accepted)
                .map(Entry::route)
                .toList();
    }

    List<RejectedRoute> rejected() {
        return entries.values().stream()
                .filter(entry -> entry.verdict() instanceof Verdict.Rejected)
                .map(entry -> ((Verdict.Rejected) entry.verdict()).route())
                .toList();
    }

    /**
     * Takes an UPDATE in; a prefix both withdrawn and announced counts as announced (RFC 4271
     * §4.3).
     */
    Changes.Heard update(Update update, RibTerms terms) {
        var touched = new HashSet<>(update.withdrawn());
        touched.addAll(update.announced());
        return changing(
                touched,
                () -> {
                    update.withdrawn().forEach(entries::remove);
                    update.announced()
                            .forEach(prefix ->
                                    put(
                                            new HeardRoute(
                                                    peer.name(), prefix, update.attributes()),
                                            terms));
                });
    }

    /** Judges everything again. */
    Changes.Heard judge(RibTerms terms) {
        return changing(
                prefixes(),
                () -> List.copyOf(entries.values()).forEach(entry -> put(entry.route(), terms)));
    }

    Changes.Heard clear() {
        return changing(prefixes(), entries::clear);
    }

    private void put(HeardRoute route, RibTerms terms) {
        entries.put(
                route.prefix(), new Entry(route, Verdict.of(route, terms.asn(), terms.imports())));
    }

    private Changes.Heard changing(Collection<Prefix> touched, Runnable change) {
        var before = new HashMap<Prefix, Optional<Verdict>>();
        touched.forEach(prefix -> before.put(prefix, verdict(prefix)));
        change.run();
        var accepted = new ArrayList<HeardRoute>();
        var withdrawn = new ArrayList<Prefix>();
        var rejected = new ArrayList<RejectedRoute>();
        for (var prefix : touched.stream().sorted().toList()) {
            var after = verdict(prefix);
            if (after.equals(before.get(prefix))) {
                continue;
            }
            if (after.isEmpty()) {
                withdrawn.add(prefix);
                continue;
            }
            switch (after.get()) {
                case Verdict.Accepted(var route) -> accepted.add(route);
                case Verdict.Rejected(var route) -> rejected.add(route);
            }
        }
        return new Changes.Heard(peer.name(), accepted, withdrawn, rejected);
    }

    private Optional<Verdict> verdict(Prefix prefix) {
        return Optional.ofNullable(entries.get(prefix)).map(Entry::verdict);
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.Rung.Candidate;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The routes of one speaker (RFC 4271 §3.2): Adj-RIB-In of every neighbour, Loc-RIB, Adj-RIB-Out of
 * every neighbour. Each call takes one event in and returns all that follows. One thread uses it;
 * it knows no time, so the same events give the same answers.
 */
public final class Rib {

    private final Map<String, AdjRibIn> in = new TreeMap<>();
    private final Map<String, AdjRibOut> out = new TreeMap<>();
    private final Map<Prefix, Selection> locRib = new TreeMap<>();
    private final Map<Prefix, Origination> originated = new HashMap<>();
    private RibTerms terms;

    public Rib(RibTerms terms) {
        this.terms = terms;
        originate();
    }

    /** A session stands: the neighbour is to be told everything. */
    public Changes up(Peer peer) {
        in.put(peer.name(), new AdjRibIn(peer));
        out.put(peer.name(), new AdjRibOut(peer.name()));
        return new Changes(List.of(), List.of(tell(peer.name(), everything(peer.name()))));
    }

    /** A session ended: all that the neighbour told is gone. */
    public Changes down(String neighbour) {
        out.remove(neighbour);
        var table = in.remove(neighbour);
        if (table == null) {
            return Changes.NONE;
        }
        var prefixes = table.prefixes();
        return changes(List.of(table.clear()), prefixes);
    }

    /**
     * Whether this UPDATE takes the neighbour past its limit; then the session is to end and the
     * UPDATE is not to be taken in.
     */
    public Optional<Problem> overLimit(String neighbour, Update update) {
        int limit = terms.imports().maxPrefixes();
        long held = held(neighbour);
        if (held + update.announced().size() <= limit) {
            return Optional.empty();
        }
        // AFI, SAFI and the limit: RFC 4486 §4.
        var data =
                new byte[] {
                    0,
                    1,
                    1,
                    (byte) (limit >>> 24),
                    (byte) (limit >>> 16),
                    (byte) (limit >>> 8),
                    (byte) limit
                };
        return Optional.of(
                new Problem(
                        Fault.TOO_MANY_PREFIXES,
                        held
                                + " prefixes held and "
                                + update.announced().size()
                                + " more in one UPDATE are over the limit of "
                                + limit,
                        Octets.of(data)));
    }

    /** Takes in what a neighbour whose session stands has told. */
    public Changes update(String neighbour, Update update) {
        var heard = table(neighbour).update(update, terms);
        var touched = new TreeSet<>(update.withdrawn());
        touched.addAll(update.announced());
        return changes(List.of(heard), touched);
    }

    /** Goes over to other rules; what was heard is judged again. */
    public Changes become(RibTerms terms) {
        var before = this.terms;
        this.terms = terms;
        originate();
        var heard = new ArrayList<Changes.Heard>();
        if (!before.imports().equals(terms.imports()) || !before.asn().equals(terms.asn())) {
            in.values().forEach(table -> heard.add(table.judge(terms)));
        }
        var all = new TreeSet<>(originated.keySet());
        in.values().forEach(table -> all.addAll(table.prefixes()));
        out.values().forEach(table -> all.addAll(table.prefixes()));
        return changes(heard, all);
    }

    /** All that the neighbour has been told, to be told again. */
    public Changes retell(String neighbour) {
        return new Changes(
                List.of(), List.of(new Changes.Tell(neighbour, advertised(neighbour), List.of())));
    }

    /** Prefixes that a neighbour has told us, whatever became of them. */
    public int held(String neighbour) {
        return in.containsKey(neighbour) ? table(neighbour).size() : 0;
    }

    /** Accepted routes of a neighbour, by prefix. */
    public List<HeardRoute> learned(String neighbour) {
        return in.containsKey(neighbour) ? table(neighbour).accepted() : List.of();
    }

    /** Rejected routes of a neighbour, by prefix. */
    public List<RejectedRoute> rejected(String neighbour) {
        return in.containsKey(neighbour) ? table(neighbour).rejected() : List.of();
    }

    /** What a neighbour has been told, by prefix. */
    public List<AdvertisedRoute> advertised(String neighbour) {
        var table = out.get(neighbour);
        return table == null ? List.of() : table.routes();
    }

    /** The Loc-RIB, by prefix. */
    public List<Selection> best() {
        return List.copyOf(locRib.values());
    }

    private AdjRibIn table(String neighbour) {
        var table = in.get(neighbour);
        if (table == null) {
            throw new IllegalStateException("no session with " + neighbour);
        }
        return table;
    }

    private void originate() {
        originated.clear();
        terms.exports().originations().forEach(o -> originated.put(o.prefix(), o));
    }

    private Changes changes(List<Changes.Heard> heard, Collection<Prefix> touched) {
        touched.forEach(this::select);
        var tell = out.keySet().stream().map(neighbour -> tell(neighbour, touched)).toList();
        return new Changes(
                heard.stream().filter(change -> !change.isEmpty()).toList(),
                tell.stream().filter(change -> !change.isEmpty()).toList());
    }

    private void select(Prefix prefix) {
        var candidates = new ArrayList<Candidate>();
        for (var table : in.values()) {
            table.accepted(prefix)
                    .ifPresent(route -> candidates.add(new Candidate(route, table.peer())));
        }
        if (candidates.isEmpty()) {
            locRib.remove(prefix);
        } else {
            locRib.put(prefix, Selection.among(prefix, candidates));
        }
    }

    private Set<Prefix> everything(String neighbour) {
        var all = new TreeSet<>(originated.keySet());
        all.addAll(locRib.keySet());
        var table = out.get(neighbour);
        if (table != null) {
            all.addAll(table.prefixes());
        }
        return all;
    }

    private Changes.Tell tell(String neighbour, Collection<Prefix> prefixes) {
        var table = out.get(neighbour);
        return table == null
                ? new Changes.Tell(neighbour, List.of(), List.of())
                : table.become(prefixes, prefix -> wanted(prefix, neighbour));
    }

    /** Our own prefix is told as ours, whoever else has it. */
    private Optional<AdvertisedRoute> wanted(Prefix prefix, String neighbour) {
        var own = originated.get(prefix);
        if (own != null) {
            return Optional.of(ExportPolicy.own(own, terms));
        }
        var selection = locRib.get(prefix);
        return selection == null
                ? Optional.empty()
                : ExportPolicy.reflected(selection.best(), neighbour, terms);
    }
}

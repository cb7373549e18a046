package fairlead.bgp.rib;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.policy.NaivePolicies;
import fairlead.bgp.policy.NaivePolicies.Answer;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionRole;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a route server holds and tells, written down as RFC 4271 §9.1, RFC 7947, RFC 1997, RFC 4724,
 * RFC 9234 and RFC 9494 say it and as slowly as that: from what each peer has told, anew after
 * every change.
 */
public final class NaiveServer {

    /** Octets of a message that are no attributes, and room for one prefix. */
    private static final int AROUND = 19 + 4 + 4 + 41 + 21;

    /**
     * @param us what we are to it (RFC 9234)
     * @param told what it has told
     */
    private record Peer(PeerTerms terms, Optional<SessionRole> us, NaiveAdjRibIn told) {}

    /**
     * @param usable what takes part, by prefix
     * @param rejected what does not, by peer, each with the reason
     * @param summaries what some path contributes to
     */
    private record Judged(
            Map<Prefix, List<NaivePath>> usable,
            Map<String, List<Map.Entry<Prefix, String>>> rejected,
            Set<Prefix> summaries) {}

    private final NaivePolicies policies;
    private final Map<String, Peer> peers = new TreeMap<>();
    private final Map<List<Object>, Answer> answers = new HashMap<>();

    /** What is known of all paths; empty if something has changed since they were judged. */
    private Optional<Judged> known = Optional.empty();

    private RibTerms terms;
    private List<Vrp> payloads = List.of();

    public NaiveServer(RibTerms terms) {
        this.terms = terms;
        this.policies = new NaivePolicies(terms.asn());
    }

    /** Other rules from now on. */
    public void become(RibTerms next) {
        terms = next;
        answers.clear();
        known = Optional.empty();
    }

    /** A peer has other policies from now on. */
    public void become(String name, RoutePolicies others) {
        known = Optional.empty();
        peers.computeIfPresent(
                name, (_, peer) -> new Peer(peer.terms.with(others), peer.us, peer.told));
    }

    /** Origins are validated with these from now on. */
    public void validate(List<Vrp> next) {
        payloads = List.copyOf(next);
        answers.clear();
        known = Optional.empty();
    }

    /** It starts anew and knows nothing but its rules. */
    public void startAnew() {
        peers.clear();
        validate(List.of());
    }

    /** A session stands; of what was kept, only {@code preserved} families stay. */
    public void up(PeerTerms peer, Optional<SessionRole> us, Set<Family> preserved) {
        var told = peers.containsKey(peer.name()) ? changing(peer.name()) : new NaiveAdjRibIn();
        told.back(preserved);
        peers.put(peer.name(), new Peer(peer, us, told));
        known = Optional.empty();
    }

    /**
     * A session ended; paths of families {@code kept} stay, stale, but not through a second restart
     * (RFC 4724 §4.2).
     */
    public void down(String name, Set<Family> kept) {
        changing(name).away(kept);
        if (kept.isEmpty()) {
            peers.remove(name);
        }
    }

    /** All of a family has to be told again. */
    public void age(String name, Family family) {
        changing(name).age(family);
    }

    /** What of a family has not been told again goes. */
    public void forgetStale(String name, Family family) {
        changing(name).forgetStale(family);
    }

    /**
     * What is stale of a family becomes the last resort, or goes if it must not be kept so long.
     */
    public void keepLonger(String name, Family family) {
        changing(name).keepLonger(family);
    }

    /** A peer tells and takes back what stands in {@code update}. */
    public void update(String name, Update update) {
        changing(name).update(update, peer(name).terms.families());
    }

    /** How many paths of a family a peer has told in its session, and not only in one before. */
    public int toldNow(String name, Family family) {
        return peers.containsKey(name) ? peer(name).told.countNow(family) : 0;
    }

    /** How many paths of a family a peer has told, or told once and may tell again. */
    public int held(String name, Family family) {
        return peers.containsKey(name) ? peer(name).told.count(family) : 0;
    }

    /** How many prefixes a peer may tell that is counted in Azure's way. */
    public int mostPrefixes() {
        return terms.imports().maxPrefixes();
    }

    /** What takes part of a peer's paths, by prefix. */
    public List<HeardRoute> learned(String name) {
        return paths().values().stream()
                .flatMap(List::stream)
                .filter(path -> path.from().name().equals(name))
                .map(path -> new HeardRoute(name, path.prefix(), path.attributes()))
                .toList();
    }

    /** What does not, by prefix, each with the reason in words where a policy gave it. */
    public List<Map.Entry<Prefix, String>> rejected(String name) {
        return judged().rejected.getOrDefault(name, List.of());
    }

    /** Summaries that some path contributes to (RFC 4271 §9.2.2.2). */
    public Set<Prefix> summaries() {
        return judged().summaries;
    }

    /**
     * Who told the paths to a prefix that take part: the best, the best of the others, and so on.
     */
    List<String> order(Prefix prefix) {
        var left = usable(prefix);
        var order = new ArrayList<String>();
        while (!left.isEmpty()) {
            var best = NaivePath.best(left, terms.ladder());
            order.add(best.from().name());
            left.remove(best);
        }
        return order;
    }

    /** What a peer is told, in families in which it hears one path for a prefix. */
    public Map<Prefix, PathAttributes> told(String name) {
        var to = peer(name).terms;
        var told = new TreeMap<Prefix, PathAttributes>();
        paths().forEach((prefix, _) -> {
            if (to.families().contains(familyOf(prefix))
                    && !to.addPathsTo().contains(familyOf(prefix))) {
                told(prefix, peer(name)).ifPresent(out -> told.put(prefix, out));
            }
        });
        return told;
    }

    /** In the others (RFC 7911): every path that it may hear. */
    public Map<Prefix, List<PathAttributes>> allTold(String name) {
        var to = peer(name);
        var told = new TreeMap<Prefix, List<PathAttributes>>();
        paths().forEach((prefix, paths) -> {
            if (to.terms.addPathsTo().contains(familyOf(prefix))) {
                var all =
                        paths.stream()
                                .filter(path -> !path.from().name().equals(name))
                                .flatMap(path -> exported(path, to).stream())
                                .toList();
                if (!all.isEmpty()) {
                    told.put(prefix, all);
                }
            }
        });
        return told;
    }

    private Optional<PathAttributes> told(Prefix prefix, Peer to) {
        var left = usable(prefix);
        while (!left.isEmpty()) {
            var best = NaivePath.best(left, terms.ladder());
            var out = exported(best, to);
            if (out.isPresent()) {
                return best.from().name().equals(to.terms.name()) ? Optional.empty() : out;
            }
            left.remove(best);
        }
        return Optional.empty();
    }

    private List<NaivePath> usable(Prefix prefix) {
        return new ArrayList<>(paths().getOrDefault(prefix, List.of()));
    }

    /** All paths that take part, by prefix. */
    private Map<Prefix, List<NaivePath>> paths() {
        return judged().usable;
    }

    private Judged judged() {
        if (known.isEmpty()) {
            var judged = new Judged(new TreeMap<>(), new HashMap<>(), new TreeSet<>());
            peers.forEach((_, peer) -> judge(peer, judged));
            own(judged.summaries)
                    .forEach((prefix, attributes) ->
                            add(
                                    judged.usable,
                                    new NaivePath(
                                            prefix, Imports.ourselves(terms), 0, attributes)));
            known = Optional.of(judged);
        }
        return known.get();
    }

    private void judge(Peer peer, Judged judged) {
        peer.told.forEach((key, path) -> {
            var prefix = key.prefix();
            switch (judge(peer, key, path)) {
                case Answer.Accepted(var used, var summary, _) -> {
                    summary.ifPresent(judged.summaries::add);
                    add(judged.usable, new NaivePath(prefix, peer.terms, key.pathId(), used));
                }
                case Answer.Rejected(var reason) ->
                        judged.rejected
                                .computeIfAbsent(peer.terms.name(), _ -> new ArrayList<>())
                                .add(Map.entry(prefix, reason));
            }
        });
    }

    private static void add(Map<Prefix, List<NaivePath>> all, NaivePath path) {
        all.computeIfAbsent(path.prefix(), _ -> new ArrayList<>()).add(path);
    }

    /** What is ours: what the rules say, which is IGP, before what is a summary, INCOMPLETE. */
    private Map<Prefix, PathAttributes> own(Set<Prefix> summaries) {
        var own = new TreeMap<Prefix, PathAttributes>();
        for (var summary : summaries) {
            self(summary).ifPresent(hop -> own.put(summary, summary(hop)));
        }
        for (var one : terms.exports().originations()) {
            var plain = ours(Origin.IGP, terms.nextHop());
            own.put(
                    one.prefix(),
                    one.communities().isEmpty()
                            ? plain
                            : plain.with(new PathAttribute.Communities(one.communities())));
        }
        return own;
    }

    /** Whoever contributes to it (RFC 4271 §9.2.2.2). */
    private PathAttributes summary(IpAddress nextHop) {
        return ours(Origin.INCOMPLETE, nextHop)
                .with(new PathAttribute.AtomicAggregate())
                .with(new PathAttribute.Aggregator(terms.asn(), terms.routerId()));
    }

    private static PathAttributes ours(Origin origin, IpAddress nextHop) {
        return PathAttributes.of(
                new PathAttribute.OriginIs(origin),
                new PathAttribute.AsPathIs(AsPath.EMPTY),
                new PathAttribute.NextHopIs(nextHop));
    }

    /** The import rules, what our role demands, then the peer's own policies. */
    private Answer judge(Peer from, NaiveAdjRibIn.Key key, NaiveAdjRibIn.Held path) {
        var prefix = key.prefix();
        var plain = new NaivePath(prefix, from.terms, key.pathId(), path.heard());
        if (path.heard().asPath().contains(terms.asn())
                || plain.isReflectedBy(terms.routerId())
                || terms.imports().ignored().contains(prefix)
                || !isNextHopAllowed(path.heard().nextHop().orElseThrow())) {
            return new Answer.Rejected("");
        }
        var answer = NaiveRoles.heard(path.heard(), from.us, from.terms.asn());
        if (answer instanceof Answer.Accepted(var marked, _, _)) {
            answer = ask(from.terms.policies().imports(), prefix, marked, from.terms);
        }
        return answer instanceof Answer.Accepted used && path.lastResort()
                ? used.with(NaiveAdjRibIn.withLlgrStale(used.attributes()))
                : answer;
    }

    /** Of IPv4 alone: an IPv6 next hop is nobody's business. */
    private boolean isNextHopAllowed(IpAddress hop) {
        return hop.family() == IpAddress.Family.V6
                || terms.imports().nextHopsWithin().stream().anyMatch(one -> one.contains(hop));
    }

    private Answer ask(
            List<Policy> list, Prefix prefix, PathAttributes attributes, PeerTerms peer) {
        if (list.isEmpty()) {
            return Answer.plain(attributes);
        }
        return answers.computeIfAbsent(
                List.of(list, prefix, attributes, peer.asn(), peer.address()),
                _ ->
                        policies.ask(
                                list,
                                prefix,
                                attributes,
                                self(prefix).orElse(terms.nextHop()),
                                peer.asn(),
                                peer.address(),
                                NaiveValidity.of(
                                        payloads, prefix, attributes.asPath(), terms.asn())));
    }

    /** Our own address in the family of {@code prefix}. */
    private Optional<IpAddress> self(Prefix prefix) {
        return familyOf(prefix) == Family.IPV6_UNICAST
                ? terms.nextHop6()
                : Optional.of(terms.nextHop());
    }

    /** What a peer is told of a path, if anything. */
    private Optional<PathAttributes> exported(NaivePath path, Peer to) {
        if (!NaiveExport.mayHear(path, to.terms, terms)
                || !(ask(to.terms.policies().exports(), path.prefix(), path.attributes(), to.terms)
                        instanceof Answer.Accepted(var edited, _, var set))) {
            return Optional.empty();
        }
        return NaiveRoles.told(edited, to.us, terms.asn())
                .flatMap(marked -> NaiveExport.shaped(path.with(marked), to.terms, terms, set))
                .filter(out -> fits(out, to.terms));
    }

    private static boolean fits(PathAttributes out, PeerTerms to) {
        return CanonicalAttributes.write(out, to.width()).length + AROUND <= to.longest();
    }

    private Peer peer(String name) {
        return requireNonNull(peers.get(name));
    }

    /** What a peer has told, to be changed. */
    private NaiveAdjRibIn changing(String name) {
        known = Optional.empty();
        return peer(name).told;
    }

    private static Family familyOf(Prefix prefix) {
        return prefix.network().family() == IpAddress.Family.V4
                ? Family.IPV4_UNICAST
                : Family.IPV6_UNICAST;
    }
}

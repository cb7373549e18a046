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
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a route server holds and tells, written down as RFC 4271 §9.1, RFC 7947, RFC 1997, RFC 4724
 * and RFC 9494 say it and as slowly as that: from what each peer has told, anew for every question.
 */
public final class NaiveServer {

    static final Community LLGR_STALE = Community.of(0xffff, 6);
    private static final Community NO_LLGR = Community.of(0xffff, 7);

    /** Octets of a message that are no attributes, and room for one prefix. */
    private static final int AROUND = 19 + 4 + 4 + 41 + 21;

    /** What a path is held under: without ADD-PATH its identifier is 0. */
    private record Key(Prefix prefix, long pathId) implements Comparable<Key> {

        Family family() {
            return familyOf(prefix);
        }

        @Override
        public int compareTo(Key other) {
            int order = prefix.compareTo(other.prefix);
            return order != 0 ? order : Long.compare(pathId, other.pathId);
        }
    }

    /**
     * @param stale its peer has to tell it again
     * @param left its peer has told it in an earlier session
     * @param lastResort it has been stale for long
     */
    private record Held(PathAttributes heard, boolean stale, boolean left, boolean lastResort) {}

    private final NaivePolicies policies;
    private final Map<String, PeerTerms> peers = new HashMap<>();
    private final Map<String, Map<Key, Held>> held = new TreeMap<>();
    private final Map<List<Object>, Answer> answers = new HashMap<>();
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
    }

    /** A peer has other policies from now on. */
    public void become(String name, RoutePolicies others) {
        peers.computeIfPresent(name, (_, peer) -> peer.with(others));
    }

    /** Origins are validated with these from now on. */
    public void validate(List<Vrp> next) {
        payloads = List.copyOf(next);
        answers.clear();
    }

    /** A session stands; of what was kept, only {@code preserved} families stay. */
    public void up(PeerTerms peer, Set<Family> preserved) {
        peers.put(peer.name(), peer);
        held.computeIfAbsent(peer.name(), _ -> new TreeMap<>())
                .keySet()
                .removeIf(key -> !preserved.contains(key.family()));
    }

    /**
     * A session ended; paths of families {@code kept} stay, stale, but not through a second restart
     * (RFC 4724 §4.2).
     */
    public void down(String name, Set<Family> kept) {
        of(name).entrySet()
                .removeIf(entry ->
                        !kept.contains(entry.getKey().family()) || entry.getValue().left());
        of(name).replaceAll((_, path) -> new Held(path.heard(), true, true, false));
        if (kept.isEmpty()) {
            peers.remove(name);
            held.remove(name);
        }
    }

    /** All of a family has to be told again. */
    public void age(String name, Family family) {
        of(name).replaceAll((key, path) ->
                key.family() == family
                        ? new Held(path.heard(), true, path.left(), path.lastResort())
                        : path);
    }

    /** What of a family has not been told again goes. */
    public void forgetStale(String name, Family family) {
        of(name).entrySet()
                .removeIf(entry -> entry.getKey().family() == family && entry.getValue().stale());
    }

    /**
     * What is stale of a family becomes the last resort, or goes if it must not be kept so long.
     */
    public void keepLonger(String name, Family family) {
        of(name).entrySet()
                .removeIf(entry ->
                        entry.getKey().family() == family
                                && entry.getValue().stale()
                                && entry.getValue().heard().communities().contains(NO_LLGR));
        of(name).replaceAll((key, path) ->
                key.family() == family && path.stale()
                        ? new Held(path.heard(), true, path.left(), true)
                        : path);
    }

    /** A peer tells and takes back what stands in {@code update}. */
    public void update(String name, Update update) {
        var his = of(name);
        keys(update.withdrawn(), update.withdrawnPathIds()).forEach(his::remove);
        var attributes = update.attributes();
        attributes
                .find(PathAttribute.MpUnreach.class)
                .ifPresent(gone -> keys(gone.prefixes(), gone.pathIds()).forEach(his::remove));
        var plain =
                attributes.list().stream()
                        .filter(one ->
                                !(one instanceof PathAttribute.MpReach)
                                        && !(one instanceof PathAttribute.MpUnreach))
                        .toList();
        keys(update.announced(), update.announcedPathIds())
                .forEach(key ->
                        his.put(key, new Held(new PathAttributes(plain), false, false, false)));
        attributes
                .find(PathAttribute.MpReach.class)
                .ifPresent(reach -> {
                    var hops = reach.nextHops();
                    var heard =
                            new PathAttributes(plain)
                                    .with(
                                            new PathAttribute.NextHopIs(
                                                    hops.getFirst(), hops.subList(1, hops.size())));
                    keys(reach.prefixes(), reach.pathIds())
                            .forEach(key -> his.put(key, new Held(heard, false, false, false)));
                });
    }

    private static Stream<Key> keys(List<Prefix> prefixes, List<Long> pathIds) {
        return Stream.iterate(0, i -> i + 1)
                .limit(prefixes.size())
                .map(i -> new Key(prefixes.get(i), pathIds.isEmpty() ? 0 : pathIds.get(i)));
    }

    /** How many paths of a family a peer has told in its session, and not only in one before. */
    public int toldNow(String name, Family family) {
        return (int)
                held.getOrDefault(name, Map.of()).entrySet().stream()
                        .filter(entry -> entry.getKey().family() == family)
                        .filter(entry -> !entry.getValue().left())
                        .count();
    }

    /** What takes part of a peer's paths, by prefix. */
    public List<HeardRoute> learned(String name) {
        var learned = new ArrayList<HeardRoute>();
        held.getOrDefault(name, Map.of())
                .forEach((key, path) ->
                        usable(terms(name), key, path)
                                .ifPresent(used ->
                                        learned.add(new HeardRoute(name, key.prefix(), used))));
        return learned;
    }

    /** What does not, by prefix, each with the reason in words where a policy gave it. */
    public List<Map.Entry<Prefix, String>> rejected(String name) {
        var rejected = new ArrayList<Map.Entry<Prefix, String>>();
        held.getOrDefault(name, Map.of())
                .forEach((key, path) -> {
                    if (judge(terms(name), key, path) instanceof Answer.Rejected(var reason)) {
                        rejected.add(Map.entry(key.prefix(), reason));
                    }
                });
        return rejected;
    }

    /** What a peer is told, in families in which it hears one path for a prefix. */
    public Map<Prefix, PathAttributes> told(String name) {
        var to = terms(name);
        var told = new TreeMap<Prefix, PathAttributes>();
        prefixes()
                .filter(prefix ->
                        to.families().contains(familyOf(prefix))
                                && !to.addPathsTo().contains(familyOf(prefix)))
                .forEach(prefix -> told(prefix, to).ifPresent(a -> told.put(prefix, a)));
        return told;
    }

    /** In the others (RFC 7911): every path that it may hear. */
    public Map<Prefix, List<PathAttributes>> allTold(String name) {
        var to = terms(name);
        var told = new TreeMap<Prefix, List<PathAttributes>>();
        prefixes()
                .filter(prefix -> to.addPathsTo().contains(familyOf(prefix)))
                .forEach(prefix -> {
                    for (var path : usable(prefix)) {
                        if (!path.from().name().equals(name)) {
                            exported(prefix, path, to)
                                    .ifPresent(out ->
                                            told.computeIfAbsent(prefix, _ -> new ArrayList<>())
                                                    .add(out));
                        }
                    }
                });
        return told;
    }

    private Stream<Prefix> prefixes() {
        return Stream.concat(
                        held.values().stream()
                                .flatMap(his -> his.keySet().stream().map(Key::prefix)),
                        terms.exports().originations().stream()
                                .map(ExportRules.Origination::prefix))
                .distinct();
    }

    private Optional<PathAttributes> told(Prefix prefix, PeerTerms to) {
        var left = usable(prefix);
        while (!left.isEmpty()) {
            var best = NaivePath.best(left);
            var out = exported(prefix, best, to);
            if (out.isPresent()) {
                return best.from().name().equals(to.name()) ? Optional.empty() : out;
            }
            left.remove(best);
        }
        return Optional.empty();
    }

    /** All paths to a prefix that take part. */
    private List<NaivePath> usable(Prefix prefix) {
        var paths = new ArrayList<NaivePath>();
        for (var one : terms.exports().originations()) {
            if (one.prefix().equals(prefix)) {
                paths.add(new NaivePath(Imports.ourselves(terms), 0, own(one)));
            }
        }
        held.forEach((name, his) ->
                his.forEach((key, path) -> {
                    if (key.prefix().equals(prefix)) {
                        usable(terms(name), key, path)
                                .ifPresent(used ->
                                        paths.add(new NaivePath(terms(name), key.pathId(), used)));
                    }
                }));
        return paths;
    }

    private PathAttributes own(ExportRules.Origination one) {
        var plain =
                PathAttributes.of(
                        new PathAttribute.OriginIs(fairlead.bgp.wire.Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.EMPTY),
                        new PathAttribute.NextHopIs(terms.nextHop()));
        return one.communities().isEmpty()
                ? plain
                : plain.with(new PathAttribute.Communities(one.communities()));
    }

    private Optional<PathAttributes> usable(PeerTerms from, Key key, Held path) {
        return judge(from, key, path) instanceof Answer.Accepted(var used)
                ? Optional.of(used)
                : Optional.empty();
    }

    /** The import rules, then the peer's own policies. */
    private Answer judge(PeerTerms from, Key key, Held path) {
        var plain = new NaivePath(from, key.pathId(), path.heard());
        if (path.heard().asPath().contains(terms.asn())) {
            return new Answer.Rejected("");
        }
        if (plain.isReflectedBy(terms.routerId())
                || terms.imports().ignored().contains(key.prefix())) {
            return new Answer.Rejected("");
        }
        var answer = ask(from.policies().imports(), key.prefix(), path.heard(), from);
        return answer instanceof Answer.Accepted(var used) && path.lastResort()
                ? new Answer.Accepted(withLlgrStale(used))
                : answer;
    }

    private static PathAttributes withLlgrStale(PathAttributes attributes) {
        return attributes.communities().contains(LLGR_STALE)
                ? attributes
                : attributes.with(
                        new PathAttribute.Communities(
                                Stream.concat(
                                                attributes.communities().stream(),
                                                Stream.of(LLGR_STALE))
                                        .toList()));
    }

    private Answer ask(
            List<Policy> list, Prefix prefix, PathAttributes attributes, PeerTerms peer) {
        if (list.isEmpty()) {
            return new Answer.Accepted(attributes);
        }
        return answers.computeIfAbsent(
                List.of(list, prefix, attributes, peer.asn(), peer.address()),
                _ ->
                        policies.ask(
                                list,
                                prefix,
                                attributes,
                                self(prefix),
                                peer.asn(),
                                peer.address(),
                                NaiveValidity.of(
                                        payloads, prefix, attributes.asPath(), terms.asn())));
    }

    private IpAddress self(Prefix prefix) {
        return familyOf(prefix) == Family.IPV6_UNICAST
                ? terms.nextHop6().orElse(terms.nextHop())
                : terms.nextHop();
    }

    /** What a peer is told of a path, if anything. */
    private Optional<PathAttributes> exported(Prefix prefix, NaivePath path, PeerTerms to) {
        if (!NaiveExport.mayHear(path, to)
                || !(ask(to.policies().exports(), prefix, path.attributes(), to)
                        instanceof Answer.Accepted(var edited))) {
            return Optional.empty();
        }
        var out = NaiveExport.shaped(new NaivePath(path.from(), path.pathId(), edited), to, terms);
        int length = CanonicalAttributes.write(out, to.width()).length;
        return length + AROUND <= to.longest() ? Optional.of(out) : Optional.empty();
    }

    private PeerTerms terms(String name) {
        return requireNonNull(peers.get(name));
    }

    private Map<Key, Held> of(String name) {
        return requireNonNull(held.get(name));
    }

    private static Family familyOf(Prefix prefix) {
        return prefix.network().family() == IpAddress.Family.V4
                ? Family.IPV4_UNICAST
                : Family.IPV6_UNICAST;
    }
}

package fairlead.bgp.policy;

import fairlead.bgp.policy.AsPathPattern.Term;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.NaivePolicies.SetByPolicy;
import fairlead.bgp.policy.PlainRoute.Segment;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What policies mean, said as plainly as can be: walks the model with a route of lists. */
final class NaiveInterpreter {

    private final Session session;
    private PlainRoute route;
    private List<Summary> summary = List.of();
    private final Set<SetByPolicy> set = EnumSet.noneOf(SetByPolicy.class);
    private String refusal = "";

    private NaiveInterpreter(PlainRoute route, Session session) {
        this.route = route;
        this.session = session;
    }

    static Judgement judge(List<Policy> policies, PlainRoute route, Session session) {
        var walk = new NaiveInterpreter(route, session);
        for (var policy : policies) {
            for (var rule : policy.rules()) {
                if (!walk.holds(rule.when())) {
                    continue;
                }
                for (var action : rule.actions()) {
                    walk.act(action);
                    if (!walk.refusal.isEmpty()) {
                        return new Judgement.Rejected(walk.refusal);
                    }
                }
                if (rule.then() instanceof Outcome.Reject(var reason)) {
                    return new Judgement.Rejected(reason);
                }
                if (rule.then() instanceof Outcome.Accept) {
                    break;
                }
            }
        }
        return new Judgement.Accepted(walk.route, walk.summary, walk.set);
    }

    private boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of.stream().allMatch(this::holds);
            case Condition.Any(var of) -> of.stream().anyMatch(this::holds);
            case Condition.Not(var of) -> !holds(of);
            case Condition.PrefixIn(var set) -> set.contains(route.prefix());
            case Condition.FamilyIs(var family) -> route.prefix().network().family() == family;
            case Condition.AsPathMatches(var pattern) -> matches(pattern, route.path());
            case Condition.AsPathLengthIn(var range) -> range.contains(places(route.path()).size());
            case Condition.OriginAsIn(var set) ->
                    !route.path().isEmpty()
                            && !route.path().getLast().set()
                            && set.contains(route.path().getLast().asns().getLast());
            case Condition.FirstAsIn(var set) -> first().map(set::contains).orElse(false);
            case Condition.FirstAsIsPeer() -> first().equals(Optional.of(session.peerAs()));
            case Condition.HasAsSet() -> route.path().stream().anyMatch(Segment::set);
            case Condition.NeighbourAsIn(var set) -> set.contains(session.peerAs());
            case Condition.NeighbourIn(var set) -> set.covers(session.peer());
            case Condition.HasCommunity(var pattern) ->
                    route.communities().stream().anyMatch(one -> isOf(pattern, one))
                            || route.extended().stream().anyMatch(one -> isOf(pattern, one))
                            || route.large().stream().anyMatch(one -> isOf(pattern, one));
            case Condition.NextHopIn(var set) -> set.covers(route.nextHop().getFirst());
            case Condition.NextHopIsPeer() -> route.nextHop().getFirst().equals(session.peer());
            case Condition.OriginIs(var origin) -> route.origin() == origin.ordinal();
            case Condition.MedIn(var range) -> range.contains(route.med().orElse(0L));
            case Condition.LocalPrefIn(var range) -> range.contains(route.localPref().orElse(100L));
            case Condition.RpkiIs(var state) -> session.rpki() == state;
            case Condition.HasOnlyToCustomer() -> route.onlyToCustomer().isPresent();
            case Condition.OnlyToCustomerIsPeer() ->
                    route.onlyToCustomer().equals(Optional.of(session.peerAs()));
        };
    }

    /** The members that each place of the path could be. */
    private static List<List<Long>> places(List<Segment> path) {
        var places = new ArrayList<List<Long>>();
        for (var segment : path) {
            if (segment.set()) {
                places.add(segment.asns());
            } else {
                segment.asns().forEach(asn -> places.add(List.of(asn)));
            }
        }
        return places;
    }

    static boolean matches(AsPathPattern pattern, List<Segment> path) {
        var places = new Places(places(path), new IdentityHashMap<>());
        for (int from = 0; from <= (pattern.fromStart() ? 0 : places.members().size()); from++) {
            var ends = places.ends(pattern.term(), from);
            if (pattern.toEnd() ? ends.contains(places.members().size()) : !ends.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A path, and what is known of where terms can end in it. */
    private record Places(List<List<Long>> members, Map<Term, Map<Integer, Set<Integer>>> known) {

        /** Everywhere that {@code term} can end if it begins at {@code from}. */
        Set<Integer> ends(Term term, int from) {
            var byStart = known.computeIfAbsent(term, _ -> new HashMap<>());
            var ends = byStart.get(from);
            if (ends == null) {
                ends = look(term, from);
                byStart.put(from, ends);
            }
            return ends;
        }

        private Set<Integer> look(Term term, int from) {
            return switch (term) {
                case Term.Hop(var set) ->
                        from < members.size() && members.get(from).stream().anyMatch(set::contains)
                                ? Set.of(from + 1)
                                : Set.of();
                case Term.Sequence(var parts) -> {
                    Set<Integer> ends = Set.of(from);
                    for (var part : parts) {
                        ends = afterEach(ends, part);
                    }
                    yield ends;
                }
                case Term.Choice(var of) -> {
                    var ends = new TreeSet<Integer>();
                    of.forEach(part -> ends.addAll(ends(part, from)));
                    yield ends;
                }
                case Term.Repeat(var part, var least, var most) -> {
                    Set<Integer> ends = Set.of(from);
                    for (int i = 0; i < least; i++) {
                        ends = afterEach(ends, part);
                    }
                    var all = new TreeSet<>(ends);
                    for (int i = least; i < most && !ends.isEmpty(); i++) {
                        ends = afterEach(ends, part);
                        ends.removeAll(all);
                        all.addAll(ends);
                    }
                    yield all;
                }
            };
        }

        private Set<Integer> afterEach(Set<Integer> starts, Term part) {
            var ends = new TreeSet<Integer>();
            starts.forEach(start -> ends.addAll(ends(part, start)));
            return ends;
        }
    }

    private boolean isOf(CommunityPattern pattern, int community) {
        return pattern instanceof CommunityPattern.Standard(var high, var low)
                && isOf(high, community >>> 16)
                && isOf(low, community & 0xffff);
    }

    private boolean isOf(CommunityPattern pattern, long community) {
        return pattern instanceof CommunityPattern.Extended(var value, var mask)
                && (community & mask) == value;
    }

    private boolean isOf(CommunityPattern pattern, List<Long> community) {
        return pattern instanceof CommunityPattern.Large(var global, var first, var second)
                && isOf(global, community.get(0))
                && isOf(first, community.get(1))
                && isOf(second, community.get(2));
    }

    private boolean isOf(Field field, long number) {
        return switch (field) {
            case Field.Range(var range) -> range.contains(number);
            case Field.Self() -> number == session.localAs();
            case Field.Peer() -> number == session.peerAs();
        };
    }

    private void act(Action action) {
        switch (action) {
            case Action.SetLocalPref(var value) -> route = route.withLocalPref(Optional.of(value));
            case Action.SetMed(var value) -> {
                route = route.withMed(Optional.of(value));
                set.add(SetByPolicy.MED);
            }
            case Action.RemoveLocalPref() -> route = route.withLocalPref(Optional.empty());
            case Action.RemoveMed() -> {
                route = route.withMed(Optional.empty());
                set.remove(SetByPolicy.MED);
            }
            case Action.SetOrigin(var origin) -> route = route.withOrigin(origin.ordinal());
            case Action.SetNextHop(var choice) -> setNextHop(choice);
            case Action.SetCommunities(var list) -> {
                route = route.withCommunities(List.of(), List.of(), List.of());
                list.forEach(this::add);
            }
            case Action.AddCommunities(var list) -> list.forEach(this::add);
            case Action.RemoveCommunities(var patterns) ->
                    route =
                            route.withCommunities(
                                    route.communities().stream()
                                            .filter(one ->
                                                    patterns.stream().noneMatch(p -> isOf(p, one)))
                                            .toList(),
                                    route.extended().stream()
                                            .filter(one ->
                                                    patterns.stream().noneMatch(p -> isOf(p, one)))
                                            .toList(),
                                    route.large().stream()
                                            .filter(one ->
                                                    patterns.stream().noneMatch(p -> isOf(p, one)))
                                            .toList());
            case Action.Prepend(var asn, var times) ->
                    number(asn)
                            .ifPresent(number ->
                                    Collections.nCopies(times, number).forEach(this::prepend));
            case Action.SetAsPath(var asns) -> {
                if (asns.stream().allMatch(asn -> number(asn).isPresent())) {
                    var numbers = asns.stream().map(asn -> number(asn).orElseThrow()).toList();
                    route =
                            route.withPath(
                                    numbers.isEmpty()
                                            ? List.of()
                                            : List.of(new Segment(false, numbers)));
                }
            }
            case Action.RemoveFromAsPath(var set) ->
                    route =
                            route.withPath(
                                    route.path().stream()
                                            .map(segment ->
                                                    new Segment(
                                                            segment.set(),
                                                            segment.asns().stream()
                                                                    .filter(a -> !set.contains(a))
                                                                    .toList()))
                                            .filter(segment -> !segment.asns().isEmpty())
                                            .toList());
            case Action.SetOnlyToCustomer(var asn) ->
                    number(asn).ifPresent(number -> route = route.withOnlyToCustomer(number));
            case Action.Summarise(var into) -> summary = List.of(into);
        }
    }

    private void prepend(long asn) {
        var path = new ArrayList<>(route.path());
        if (!path.isEmpty() && !path.getFirst().set() && path.getFirst().asns().size() < 255) {
            var first = path.removeFirst();
            path.addFirst(
                    new Segment(
                            false, Stream.concat(Stream.of(asn), first.asns().stream()).toList()));
        } else {
            path.addFirst(new Segment(false, List.of(asn)));
        }
        route = route.withPath(path);
    }

    private void setNextHop(NextHopChoice choice) {
        IpAddress address =
                switch (choice) {
                    case NextHopChoice.Self() -> session.self();
                    case NextHopChoice.Peer() -> session.peer();
                    case NextHopChoice.Address(var given) -> given;
                };
        if (address.family() != route.nextHop().getFirst().family()) {
            refusal = "the next hop that the policy sets is of another address family";
        }
        route = route.withNextHop(address);
        set.add(SetByPolicy.NEXT_HOP);
    }

    private void add(CommunityPattern community) {
        var standard = new ArrayList<>(route.communities());
        var extended = new ArrayList<>(route.extended());
        var large = new ArrayList<>(route.large());
        switch (community) {
            case CommunityPattern.Standard(var high, var low) -> {
                long bits = number(high) << 16 | number(low);
                if (number(high) < 65536 && number(low) < 65536 && !standard.contains((int) bits)) {
                    standard.add((int) bits);
                }
            }
            case CommunityPattern.Extended(var value, _) -> {
                if (!extended.contains(value)) {
                    extended.add(value);
                }
            }
            case CommunityPattern.Large(var a, var b, var c) -> {
                var numbers = List.of(number(a), number(b), number(c));
                if (!large.contains(numbers)) {
                    large.add(numbers);
                }
            }
        }
        route = route.withCommunities(standard, extended, large);
    }

    private long number(Field field) {
        return switch (field) {
            case Field.Range(var range) -> range.from();
            case Field.Self() -> session.localAs();
            case Field.Peer() -> session.peerAs();
        };
    }

    private Optional<Long> number(AsChoice choice) {
        return switch (choice) {
            case AsChoice.Number(Asn asn) -> Optional.of(asn.value());
            case AsChoice.Self() -> Optional.of(session.localAs());
            case AsChoice.Peer() -> Optional.of(session.peerAs());
            case AsChoice.First() -> first();
        };
    }

    private Optional<Long> first() {
        return route.path().isEmpty() || route.path().getFirst().set()
                ? Optional.empty()
                : Optional.of(route.path().getFirst().asns().getFirst());
    }
}

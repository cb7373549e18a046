package fairlead.bgp.policy;

import fairlead.bgp.policy.AsPathPattern.Term;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.PlainRoute.Segment;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.Origin;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random policies and routes over few values, so that they often have to do with one another. */
record Drawn(List<Policy> policies, PlainRoute route, Session session) {

    private static final List<Long> ASNS =
            List.of(65001L, 65002L, 65003L, 65500L, 65536L, 4200000001L);

    static Drawn from(SplittableRandom dice) {
        var draw = new Dice(dice);
        return new Drawn(
                draw.list(3, () -> new Policy("p" + dice.nextInt(3), draw.list(5, draw::rule))),
                draw.route(),
                draw.session());
    }

    record Dice(SplittableRandom dice) {

        <T> List<T> list(int most, Supplier<T> one) {
            return Stream.generate(one).limit(dice.nextInt(most + 1)).toList();
        }

        @SafeVarargs
        private <T> T oneOf(Supplier<? extends T>... suppliers) {
            return suppliers[dice.nextInt(suppliers.length)].get();
        }

        private <T> T oneOf(List<T> values) {
            return values.get(dice.nextInt(values.size()));
        }

        private boolean rarely() {
            return dice.nextInt(8) == 0;
        }

        Rule rule() {
            return new Rule(
                    condition(0),
                    list(3, this::action),
                    oneOf(
                            Outcome.Next::new,
                            Outcome.Next::new,
                            Outcome.Accept::new,
                            () -> new Outcome.Reject("r" + dice.nextInt(3))));
        }

        Condition condition(int depth) {
            if (depth < 3 && dice.nextBoolean()) {
                return oneOf(
                        () -> new Condition.All(list(3, () -> condition(depth + 1))),
                        () -> new Condition.Any(list(3, () -> condition(depth + 1))),
                        () -> new Condition.Not(condition(depth + 1)));
            }
            return oneOf(
                    () -> new Condition.PrefixIn(prefixSet()),
                    () -> new Condition.FamilyIs(oneOf(List.of(IpAddress.Family.values()))),
                    () -> new Condition.AsPathMatches(asPath()),
                    () -> new Condition.AsPathLengthIn(range(4)),
                    () -> new Condition.OriginAsIn(asSet()),
                    () -> new Condition.FirstAsIn(asSet()),
                    Condition.FirstAsIsPeer::new,
                    Condition.HasAsSet::new,
                    () -> new Condition.NeighbourAsIn(asSet()),
                    () -> new Condition.NeighbourIn(addresses()),
                    () -> new Condition.HasCommunity(community(false)),
                    () -> new Condition.HasCommunity(community(false)),
                    () -> new Condition.NextHopIn(addresses()),
                    Condition.NextHopIsPeer::new,
                    () -> new Condition.OriginIs(oneOf(List.of(Origin.values()))),
                    () -> new Condition.MedIn(range(3)),
                    () ->
                            new Condition.LocalPrefIn(
                                    oneOf(() -> range(3), () -> NumberRange.of(100))),
                    () -> new Condition.RpkiIs(oneOf(List.of(Validity.values()))),
                    Condition.HasOnlyToCustomer::new,
                    Condition.OnlyToCustomerIsPeer::new);
        }

        Action action() {
            return oneOf(
                    () -> new Action.SetLocalPref(dice.nextInt(3)),
                    () -> new Action.SetMed(dice.nextBoolean() ? 4294967295L : dice.nextInt(3)),
                    Action.RemoveLocalPref::new,
                    Action.RemoveMed::new,
                    () -> new Action.SetOrigin(oneOf(List.of(Origin.values()))),
                    () -> new Action.SetNextHop(nextHop()),
                    () -> new Action.SetCommunities(list(3, () -> community(true))),
                    () -> new Action.AddCommunities(list(3, () -> community(true))),
                    () -> new Action.AddCommunities(list(3, () -> community(true))),
                    () -> new Action.RemoveCommunities(list(3, () -> community(false))),
                    () -> new Action.Prepend(asChoice(), rarely() ? 255 : 1 + dice.nextInt(3)),
                    () -> new Action.SetAsPath(list(3, this::asChoice)),
                    () -> new Action.RemoveFromAsPath(asSet()),
                    () -> new Action.SetOnlyToCustomer(asChoice()),
                    () -> new Action.Summarise(new Summary(prefix())));
        }

        private NextHopChoice nextHop() {
            return oneOf(
                    NextHopChoice.Self::new,
                    NextHopChoice.Peer::new,
                    () -> new NextHopChoice.Address(address()));
        }

        private AsChoice asChoice() {
            return oneOf(
                    AsChoice.Self::new,
                    AsChoice.Peer::new,
                    AsChoice.First::new,
                    () -> new AsChoice.Number(new Asn(oneOf(ASNS))));
        }

        private NumberRange range(int bound) {
            int from = dice.nextInt(bound);
            return new NumberRange(from, from + dice.nextInt(bound));
        }

        AsSet asSet() {
            return new AsSet(
                    list(
                            3,
                            () -> {
                                long from = oneOf(ASNS);
                                return new NumberRange(from, from + dice.nextInt(3));
                            }));
        }

        PrefixSet prefixSet() {
            return new PrefixSet(
                    list(
                            6,
                            () -> {
                                var prefix = prefix();
                                int width = prefix.network().width();
                                int from =
                                        prefix.length() + dice.nextInt(width - prefix.length() + 1);
                                return oneOf(
                                        () -> PrefixRange.exactly(prefix),
                                        () -> PrefixRange.orLonger(prefix),
                                        () ->
                                                new PrefixRange(
                                                        prefix,
                                                        from,
                                                        from + dice.nextInt(width - from + 1)));
                            }));
        }

        Prefix prefix() {
            if (dice.nextBoolean()) {
                int bits = dice.nextInt(4) << 30 | dice.nextInt(2) << 20 | dice.nextInt(2);
                return new Prefix(IpAddress.v4(bits), oneOf(List.of(0, 1, 2, 8, 12, 16, 31, 32)));
            }
            return new Prefix(
                    new IpAddress(
                            IpAddress.Family.V6,
                            (long) dice.nextInt(4) << 62 | dice.nextInt(2),
                            (long) dice.nextInt(4) << 62 | dice.nextInt(2)),
                    oneOf(List.of(0, 1, 2, 32, 63, 64, 65, 66, 127, 128)));
        }

        private IpAddress address() {
            return oneOf(
                    () -> IpAddress.v4(0xc0000200 + dice.nextInt(4)),
                    () ->
                            new IpAddress(
                                    IpAddress.Family.V6, 0x20010db8_00000000L, dice.nextInt(4)));
        }

        private PrefixSet addresses() {
            return new PrefixSet(
                    list(
                            2,
                            () ->
                                    PrefixRange.orLonger(
                                            new Prefix(
                                                    address(), oneOf(List.of(0, 8, 24, 31, 32))))));
        }

        CommunityPattern community(boolean exact) {
            return oneOf(
                    () -> new CommunityPattern.Standard(field(exact, true), field(exact, true)),
                    () ->
                            new CommunityPattern.Extended(
                                    extended(), exact || dice.nextBoolean() ? -1L : ~0xffL),
                    () ->
                            new CommunityPattern.Large(
                                    field(exact, false), field(exact, false), field(exact, false)));
        }

        private Field field(boolean exact, boolean narrow) {
            long number = number(narrow);
            if (!exact && dice.nextBoolean()) {
                return oneOf(
                        () -> narrow ? CommunityPattern.ANY_SHORT : CommunityPattern.ANY_LONG,
                        () -> new Field.Range(new NumberRange(0, number)));
            }
            return oneOf(() -> Field.of(number), Field.Self::new, Field.Peer::new);
        }

        private long number(boolean narrow) {
            return oneOf(
                    narrow
                            ? List.of(0L, 1L, 65001L, 65500L, 65535L)
                            : List.of(0L, 1L, 65001L, 65500L, 4200000001L));
        }

        private long extended() {
            return 0x0002_0000_0000_0000L + 255 + dice.nextInt(3);
        }

        AsPathPattern asPath() {
            Term term = term(0);
            while (term.hops() > AsPathPattern.MOST_HOPS) {
                term = term(0);
            }
            return new AsPathPattern("drawn", term, dice.nextBoolean(), dice.nextBoolean());
        }

        private Term term(int depth) {
            if (depth > 3 || dice.nextInt(3) == 0) {
                return new Term.Hop(dice.nextInt(4) == 0 ? AsSet.ALL : asSet());
            }
            return oneOf(
                    () -> new Term.Sequence(list(3, () -> term(depth + 1))),
                    () -> new Term.Choice(list(3, () -> term(depth + 1))),
                    () -> {
                        int least = dice.nextInt(3);
                        int most = Math.max(1, least + dice.nextInt(3));
                        return new Term.Repeat(
                                term(depth + 1),
                                least,
                                dice.nextBoolean() ? Term.Repeat.NO_END : most);
                    });
        }

        List<Segment> path() {
            return list(
                    3,
                    () ->
                            new Segment(
                                    rarely(),
                                    rarely()
                                            ? IntStream.range(0, 200 + dice.nextInt(56))
                                                    .mapToObj(i -> oneOf(ASNS))
                                                    .toList()
                                            : Stream.generate(() -> oneOf(ASNS))
                                                    .limit(1 + dice.nextInt(3))
                                                    .toList()));
        }

        PlainRoute route() {
            var prefix = prefix();
            boolean v4 = prefix.network().family() == IpAddress.Family.V4;
            var others = new TreeMap<Integer, String>();
            if (rarely()) {
                others.put(6, "");
            }
            if (rarely()) {
                others.put(7, "0000fde8c0000201");
            }
            if (rarely()) {
                others.put(26, "00".repeat(dice.nextInt(400)));
            }
            if (rarely()) {
                others.put(200, "aabb");
            }
            var nextHop =
                    v4
                            ? List.of(IpAddress.v4(0xc0000200 + dice.nextInt(4)))
                            : List.of(
                                    new IpAddress(
                                            IpAddress.Family.V6,
                                            0x20010db8_00000000L,
                                            dice.nextInt(4)));
            if (!v4 && dice.nextBoolean()) {
                nextHop = List.of(nextHop.getFirst(), IpAddress.parse("fe80::1"));
            }
            return new PlainRoute(
                    prefix,
                    dice.nextInt(3),
                    path(),
                    nextHop,
                    perhaps(() -> (long) dice.nextInt(3)),
                    perhaps(() -> (long) dice.nextInt(3)),
                    list(rarely() ? 90 : 4, () -> (int) (number(true) << 16 | number(true)))
                            .stream()
                            .distinct()
                            .toList(),
                    list(3, this::extended).stream().distinct().toList(),
                    list(3, () -> List.of(number(false), number(false), number(false))).stream()
                            .distinct()
                            .toList(),
                    perhaps(() -> oneOf(ASNS)),
                    others);
        }

        private <T> Optional<T> perhaps(Supplier<T> value) {
            return dice.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
        }

        Session session() {
            return new Session(
                    oneOf(List.of(65500L, 4200000001L)),
                    address(),
                    oneOf(ASNS),
                    address(),
                    oneOf(List.of(Validity.values())));
        }
    }
}

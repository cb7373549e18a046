package fairlead.bgp.speaker;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One who speaks with a simulated server: who it is, what it offers, and what the server's
 * configuration says of it.
 *
 * @param id its BGP identifier, which others may have too
 * @param dials whether it dials, else the server does
 * @param restarts whether it offers graceful restart
 * @param overNotification whether it offers that for NOTIFICATIONs too (RFC 8538)
 * @param restartTime how long its routes are to be kept
 * @param longLived how long after that, seconds; 0 for not at all
 * @param marksRefreshes whether it offers enhanced refresh
 * @param options what the server's configuration says
 */
record DrawnClient(
        IpAddress address,
        Asn asn,
        IpAddress id,
        boolean dials,
        boolean restarts,
        boolean overNotification,
        int restartTime,
        int longLived,
        boolean marksRefreshes,
        NeighbourOptions options) {

    static DrawnClient drawn(int number, SplittableRandom dice) {
        boolean dials = dice.nextBoolean();
        var relation =
                switch (dice.nextInt(8)) {
                    case 0 -> Relation.EXTERNAL;
                    case 1 -> Relation.INTERNAL;
                    case 2 -> Relation.REFLECTOR_CLIENT;
                    default -> Relation.ROUTE_SERVER_CLIENT;
                };
        var options =
                NeighbourOptions.USUAL
                        .draft()
                        .relation(relation)
                        .passive(dials)
                        .fourOctetAs(dice.nextInt(5) != 0)
                        .families(families(dice))
                        .readmission(readmission(dice))
                        .restarts(restarts(dice))
                        .policies(policies(relation, dice))
                        .made();
        return new DrawnClient(
                IpAddress.parse("192.0.2." + (1 + number)),
                new Asn(relation.internal() ? 65500 : 65001 + number % 3),
                IpAddress.parse("10.9.9." + (1 + dice.nextInt(4))),
                dials,
                dice.nextBoolean(),
                dice.nextBoolean(),
                10 + dice.nextInt(50),
                dice.nextBoolean() ? 0 : 20 + dice.nextInt(100),
                dice.nextBoolean(),
                options);
    }

    /** The same client with something of its configuration drawn again. */
    DrawnClient configuredAgain(SplittableRandom dice) {
        var draft = options.draft();
        switch (dice.nextInt(5)) {
            case 0 -> draft.families(families(dice));
            case 1 -> draft.restarts(restarts(dice));
            case 2 -> draft.families(otherLimits(dice)).readmission(readmission(dice));
            default -> draft.policies(policies(options.relation(), dice));
        }
        return with(draft.made());
    }

    private DrawnClient with(NeighbourOptions others) {
        return new DrawnClient(
                address,
                asn,
                id,
                dials,
                restarts,
                overNotification,
                restartTime,
                longLived,
                marksRefreshes,
                others);
    }

    String name() {
        return address.toString();
    }

    Neighbour neighbour() {
        return new Neighbour(name(), address, asn, options);
    }

    Set<Family> families() {
        return those(_ -> true);
    }

    /** What the octets of its side of the session mean. */
    SessionShape shape() {
        return new SessionShape(
                options.fourOctetAs() ? AsWidth.FOUR : AsWidth.TWO,
                options.relation().internal(),
                onTheWire(families()),
                onTheWire(those(one -> one.addPath().sends())),
                onTheWire(those(one -> one.addPath().receives())),
                4096);
    }

    boolean tellsPaths(Family family) {
        return those(one -> one.addPath().receives()).contains(family);
    }

    /** As the naive server knows it. */
    PeerTerms terms() {
        return new PeerTerms(
                name(),
                address,
                asn,
                id,
                switch (options.relation()) {
                    case EXTERNAL -> PeerKind.EXTERNAL;
                    case ROUTE_SERVER_CLIENT -> PeerKind.TRANSPARENT;
                    case INTERNAL -> PeerKind.INTERNAL;
                    case REFLECTOR_CLIENT -> PeerKind.REFLECTOR_CLIENT;
                },
                options.fourOctetAs() ? AsWidth.FOUR : AsWidth.TWO,
                4096,
                families(),
                those(one -> one.addPath().receives()),
                those(one -> one.addPath().sends()),
                options.policies());
    }

    /** Whether its session ends when it tells much. */
    boolean isLimited() {
        return options.families().stream()
                .anyMatch(one -> one.prefixLimit() != FamilyOptions.UNLIMITED);
    }

    /** Whether both sides keep the routes of one that restarts. */
    boolean isKept() {
        return restarts && options.restarts().mode() != Restarts.Mode.OFF;
    }

    /** How long, by family, routes are kept after the restart time. */
    Map<Family, Duration> keptLonger() {
        long seconds = Math.min(longLived, options.restarts().longLived().toSeconds());
        var longer = new EnumMap<Family, Duration>(Family.class);
        if (seconds > 0) {
            families().forEach(family -> longer.put(family, Duration.ofSeconds(seconds)));
        }
        return longer;
    }

    private Set<Family> those(Predicate<FamilyOptions> which) {
        return Arrays.stream(Family.values())
                .filter(family -> options.family(family.onTheWire()).filter(which).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<AddressFamily> onTheWire(Set<Family> families) {
        return families.stream().map(Family::onTheWire).collect(Collectors.toSet());
    }

    private static List<FamilyOptions> families(SplittableRandom dice) {
        var families = new TreeMap<Integer, FamilyOptions>();
        int which = dice.nextInt(6);
        for (var family : Family.values()) {
            if (which != 4 + family.ordinal()) {
                families.put(
                        family.ordinal(),
                        new FamilyOptions(
                                family.onTheWire(),
                                limit(dice),
                                dice.nextInt(3) == 0 ? Exceeding.WARN : Exceeding.CEASE,
                                dice.nextBoolean()
                                        ? AddPath.NONE
                                        : AddPath.values()[dice.nextInt(4)]));
            }
        }
        return List.copyOf(families.values());
    }

    private List<FamilyOptions> otherLimits(SplittableRandom dice) {
        return options.families().stream()
                .map(one ->
                        new FamilyOptions(
                                one.family(), limit(dice), one.whenExceeded(), one.addPath()))
                .toList();
    }

    private static int limit(SplittableRandom dice) {
        return dice.nextInt(3) == 0 ? 3 + dice.nextInt(5) : FamilyOptions.UNLIMITED;
    }

    private static Readmission readmission(SplittableRandom dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> Readmission.AT_ONCE;
            case 1 -> new Readmission.Never();
            default -> new Readmission.After(Duration.ofSeconds(1 + dice.nextInt(60)));
        };
    }

    private static Restarts restarts(SplittableRandom dice) {
        return dice.nextInt(3) == 0
                ? Restarts.NONE
                : new Restarts(
                        Restarts.Mode.HELPER,
                        Duration.ZERO,
                        Duration.ofSeconds(dice.nextBoolean() ? 0 : 30 + dice.nextInt(60)));
    }

    private static RoutePolicies policies(Relation relation, SplittableRandom dice) {
        if (dice.nextInt(3) == 0) {
            return RoutePolicies.NONE;
        }
        var drawn = DrawnPolicies.pair(dice);
        return new RoutePolicies(
                plain(drawn.imports(), _ -> true),
                plain(drawn.exports(), one -> isPlain(one, relation)));
    }

    /** What an export policy sets stays as it is for others, which the naive server cannot see. */
    private static boolean isPlain(Action action, Relation relation) {
        return relation != Relation.EXTERNAL
                || !(action instanceof Action.SetMed || action instanceof Action.SetNextHop);
    }

    private static List<Policy> plain(List<Policy> policies, Predicate<Action> which) {
        return policies.stream()
                .map(policy ->
                        new Policy(
                                policy.name(),
                                policy.rules().stream()
                                        .map(rule ->
                                                new Rule(
                                                        rule.when(),
                                                        rule.actions().stream()
                                                                .filter(one ->
                                                                        !(one
                                                                                instanceof
                                                                                Action.Summarise))
                                                                .filter(which)
                                                                .toList(),
                                                        rule.then()))
                                        .toList()))
                .toList();
    }
}

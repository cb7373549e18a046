package fairlead.bgp.speaker;

import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.SessionRole;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param claim what it says of its own role
 * @param profile whose ways the server follows
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
        Claim claim,
        Profile profile,
        NeighbourOptions options) {

    /** What a client says of its own role, whatever the server says of its own (RFC 9234 §4.2). */
    enum Claim {
        FITTING,
        NONE,
        ANOTHER
    }

    static DrawnClient drawn(int number, Profile profile, SplittableRandom dice) {
        boolean dials = dice.nextBoolean();
        var relation = relation(profile, dice);
        var options =
                NeighbourOptions.USUAL
                        .draft()
                        .relation(relation)
                        .passive(dials)
                        .fourOctetAs(dice.nextInt(5) != 0)
                        .families(families(profile, dice))
                        .readmission(readmission(profile, dice))
                        .restarts(restarts(dice))
                        .role(role(profile, dice))
                        .roleStrict(dice.nextInt(4) == 0)
                        .policies(policies(dice))
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
                switch (dice.nextInt(16)) {
                    case 0 -> Claim.ANOTHER;
                    case 1, 2, 3 -> Claim.NONE;
                    default -> Claim.FITTING;
                },
                profile,
                options);
    }

    /** The same client with something of its configuration drawn again. */
    DrawnClient configuredAgain(SplittableRandom dice) {
        var draft = options.draft();
        switch (dice.nextInt(7)) {
            case 0 -> draft.families(families(profile, dice));
            case 1 -> draft.restarts(restarts(dice));
            case 2 -> draft.role(role(profile, dice)).roleStrict(dice.nextBoolean());
            case 3 -> draft.bfd(bfd(dice));
            case 4 -> draft.families(otherLimits(dice)).readmission(readmission(profile, dice));
            default -> draft.policies(policies(dice));
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
                claim,
                profile,
                others);
    }

    String name() {
        return address.toString();
    }

    Neighbour neighbour() {
        return new Neighbour(name(), address, asn, options);
    }

    /** What its session is of. */
    Set<Family> families() {
        return those(_ -> true);
    }

    /** What of that is kept and told. */
    Set<Family> carried() {
        return profile == Profile.AZURE ? Set.of(Family.IPV4_UNICAST) : families();
    }

    /** What the server is to it, in the words of the RFC; nothing within an AS. */
    Optional<SessionRole> serversRole() {
        if (options.relation().internal()) {
            return Optional.empty();
        }
        return switch (options.role()) {
            case NONE -> Optional.empty();
            case PROVIDER -> Optional.of(SessionRole.PROVIDER);
            case ROUTE_SERVER -> Optional.of(SessionRole.ROUTE_SERVER);
            case ROUTE_SERVER_CLIENT -> Optional.of(SessionRole.ROUTE_SERVER_CLIENT);
            case CUSTOMER -> Optional.of(SessionRole.CUSTOMER);
            case PEER -> Optional.of(SessionRole.PEER);
        };
    }

    /** The role that its OPEN names. */
    Optional<SessionRole> ownRole() {
        var fitting = serversRole().map(SessionRole::counterpart).orElse(SessionRole.CUSTOMER);
        return switch (claim) {
            case NONE -> Optional.empty();
            case FITTING -> Optional.of(fitting);
            case ANOTHER ->
                    Optional.of(
                            fitting == SessionRole.PEER ? SessionRole.PROVIDER : SessionRole.PEER);
        };
    }

    /** Whether the server takes it at all, by what both say of roles (RFC 9234 §4.2). */
    boolean isWelcome() {
        return serversRole().isEmpty()
                || claim == Claim.FITTING
                || claim == Claim.NONE && !options.roleStrict();
    }

    /** Whether both sides offer marks around a refresh. */
    boolean isMarked() {
        return marksRefreshes && profile == Profile.ROUTE_SERVER;
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
                carried(),
                those(one -> one.addPath().receives()),
                those(one -> one.addPath().sends()),
                options.policies());
    }

    /** Whether it may tell as much as {@code other}, and is kept out as long for more. */
    boolean hasLimitsOf(DrawnClient other) {
        return options.readmission().equals(other.options.readmission())
                && options.families().stream()
                        .map(FamilyOptions::prefixLimit)
                        .toList()
                        .equals(
                                other.options.families().stream()
                                        .map(FamilyOptions::prefixLimit)
                                        .toList());
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

    private static Relation relation(Profile profile, SplittableRandom dice) {
        if (profile == Profile.AZURE) {
            return Relation.EXTERNAL;
        }
        return switch (dice.nextInt(8)) {
            case 0 -> Relation.EXTERNAL;
            case 1 -> Relation.INTERNAL;
            case 2 -> Relation.REFLECTOR_CLIENT;
            default -> Relation.ROUTE_SERVER_CLIENT;
        };
    }

    /** Azure's instances offer both families and nothing else. */
    private static List<FamilyOptions> families(Profile profile, SplittableRandom dice) {
        if (profile == Profile.AZURE) {
            return NeighbourOptions.USUAL.families();
        }
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
        if (profile == Profile.AZURE) {
            return options.families();
        }
        return options.families().stream()
                .map(one ->
                        new FamilyOptions(
                                one.family(), limit(dice), one.whenExceeded(), one.addPath()))
                .toList();
    }

    private static int limit(SplittableRandom dice) {
        return dice.nextInt(3) == 0 ? 3 + dice.nextInt(5) : FamilyOptions.UNLIMITED;
    }

    private static Readmission readmission(Profile profile, SplittableRandom dice) {
        if (profile == Profile.AZURE) {
            return NeighbourOptions.USUAL.readmission();
        }
        return switch (dice.nextInt(4)) {
            case 0 -> Readmission.AT_ONCE;
            case 1 -> new Readmission.Never();
            default -> new Readmission.After(Duration.ofSeconds(1 + dice.nextInt(60)));
        };
    }

    private static Restarts restarts(SplittableRandom dice) {
        if (dice.nextInt(3) == 0) {
            return Restarts.NONE;
        }
        var longLived = Duration.ofSeconds(dice.nextBoolean() ? 0 : 30 + dice.nextInt(60));
        return dice.nextBoolean()
                ? new Restarts(Restarts.Mode.HELPER, Duration.ZERO, longLived)
                : new Restarts(
                        Restarts.Mode.RESTARTING,
                        Duration.ofSeconds(30 + dice.nextInt(90)),
                        longLived);
    }

    private static LocalRole role(Profile profile, SplittableRandom dice) {
        return profile == Profile.AZURE || dice.nextBoolean()
                ? LocalRole.NONE
                : LocalRole.values()[dice.nextInt(LocalRole.values().length)];
    }

    private static Bfd bfd(SplittableRandom dice) {
        return dice.nextBoolean() ? new Bfd.Off() : new Bfd.On(BfdTerms.USUAL, dice.nextBoolean());
    }

    private static RoutePolicies policies(SplittableRandom dice) {
        return dice.nextInt(3) == 0 ? RoutePolicies.NONE : DrawnPolicies.pair(dice);
    }
}

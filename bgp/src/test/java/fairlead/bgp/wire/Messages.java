package fairlead.bgp.wire;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Draws messages that a speaker may send. */
public final class Messages {

    private Messages() {}

    /** Sessions that differ in all that octets depend on, each with its name. */
    public static Stream<Arguments> shapes() {
        var both = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        var none = Set.<AddressFamily>of();
        return Stream.of(
                arguments("narrow", SessionShape.of(AsWidth.TWO)),
                arguments("wide", SessionShape.of(AsWidth.FOUR)),
                arguments("internal", new SessionShape(AsWidth.FOUR, true, both, none, none, 4096)),
                arguments("paths", new SessionShape(AsWidth.FOUR, false, both, both, both, 4096)),
                arguments("long", new SessionShape(AsWidth.FOUR, false, both, none, none, 65535)),
                arguments(
                        "everything",
                        new SessionShape(AsWidth.TWO, true, both, both, both, 65535)));
    }

    static BgpMessage any(SplittableRandom dice) {
        return any(dice, SessionShape.of(AsWidth.FOUR));
    }

    /** Any message that may come on such a session. */
    public static BgpMessage any(SplittableRandom dice, SessionShape shape) {
        return switch (dice.nextInt(6)) {
            case 0 -> open(dice);
            case 1 -> new Notification(dice.nextInt(256), dice.nextInt(256), octets(dice, 40));
            case 2 -> new Keepalive();
            case 3 ->
                    new RouteRefresh(
                            new AddressFamily(dice.nextInt(65536), dice.nextInt(256)),
                            dice.nextInt(3));
            default -> update(dice, shape);
        };
    }

    /** With path identifiers, LOCAL_PREF and the like where {@code shape} has them. */
    public static Update update(SplittableRandom dice, SessionShape shape) {
        var plain =
                new Update(
                        prefixes(dice, dice.nextInt(5), IpAddress.Family.V4),
                        attributes(dice, shape),
                        prefixes(dice, dice.nextInt(5), IpAddress.Family.V4));
        return new Update(
                plain.withdrawn(),
                plain.attributes(),
                plain.announced(),
                pathIds(dice, plain.withdrawn(), AddressFamily.IPV4_UNICAST, shape),
                pathIds(dice, plain.announced(), AddressFamily.IPV4_UNICAST, shape));
    }

    private static List<Long> pathIds(
            SplittableRandom dice,
            List<Prefix> prefixes,
            AddressFamily family,
            SessionShape shape) {
        return shape.pathsOut().contains(family)
                ? prefixes.stream().map(_ -> dice.nextLong(1L << 32)).toList()
                : List.of();
    }

    private static Open open(SplittableRandom dice) {
        var asn = asn(dice);
        return new Open(
                asn, dice.nextInt(65536), IpAddress.v4(dice.nextInt()), capabilities(dice, asn));
    }

    private static List<Capability> capabilities(SplittableRandom dice, Asn asn) {
        var v4 = AddressFamily.IPV4_UNICAST;
        var v6 = AddressFamily.IPV6_UNICAST;
        var some =
                Stream.<Capability>of(
                        new Capability.MultiProtocol(v6),
                        new Capability.RouteRefresh(),
                        new Capability.ExtendedMessage(),
                        new Capability.Role(dice.nextInt(256)),
                        new Capability.GracefulRestart(
                                dice.nextBoolean(),
                                dice.nextBoolean(),
                                dice.nextInt(4096),
                                List.of(
                                        new Capability.GracefulRestart.Family(
                                                v4, dice.nextBoolean()))),
                        new Capability.AddPath(
                                List.of(
                                        new Capability.AddPath.Family(v4, true, dice.nextBoolean()),
                                        new Capability.AddPath.Family(
                                                v6, dice.nextBoolean(), true))),
                        new Capability.EnhancedRouteRefresh(),
                        new Capability.LongLivedGracefulRestart(
                                List.of(
                                        new Capability.LongLivedGracefulRestart.Family(
                                                v6, dice.nextBoolean(), dice.nextInt(1 << 24)))),
                        new Capability.Other(100 + dice.nextInt(50), octets(dice, 250)));
        return Stream.concat(
                        Stream.of(new Capability.FourOctetAsn(asn)),
                        some.filter(_ -> dice.nextBoolean()))
                .toList();
    }

    private static PathAttributes attributes(SplittableRandom dice, SessionShape shape) {
        var list = new ArrayList<PathAttribute>();
        list.add(new PathAttribute.OriginIs(Origin.of(dice.nextInt(3)).orElseThrow()));
        list.add(new PathAttribute.AsPathIs(path(dice)));
        list.add(new PathAttribute.NextHopIs(IpAddress.v4(0x0a000000 | dice.nextInt(1 << 24))));
        var optional =
                Stream.of(
                        new PathAttribute.Med(dice.nextLong(1L << 32)),
                        new PathAttribute.AtomicAggregate(),
                        new PathAttribute.Aggregator(asn(dice), IpAddress.v4(dice.nextInt())),
                        new PathAttribute.Communities(
                                IntStream.range(0, 1 + dice.nextInt(100))
                                        .mapToObj(_ -> new Community(dice.nextInt()))
                                        .toList()),
                        new PathAttribute.ExtendedCommunities(
                                IntStream.range(0, 1 + dice.nextInt(9))
                                        .mapToObj(_ -> new ExtendedCommunity(dice.nextLong()))
                                        .toList()),
                        new PathAttribute.LargeCommunities(
                                IntStream.range(0, 1 + dice.nextInt(30))
                                        .mapToObj(_ -> largeCommunity(dice))
                                        .toList()),
                        new PathAttribute.OnlyToCustomer(asn(dice)),
                        reach(dice, shape),
                        unreach(dice, shape),
                        new PathAttribute.Unrecognised(0xc0, 200, octets(dice, 300)),
                        new PathAttribute.Unrecognised(0xe0, 99, octets(dice, 10)));
        optional.filter(_ -> dice.nextBoolean()).forEach(list::add);
        if (shape.internal()) {
            list.add(new PathAttribute.LocalPref(dice.nextLong(1L << 32)));
            list.add(new PathAttribute.OriginatorId(IpAddress.v4(dice.nextInt())));
            list.add(
                    new PathAttribute.ClusterList(
                            IntStream.range(0, 1 + dice.nextInt(5))
                                    .mapToObj(_ -> IpAddress.v4(dice.nextInt()))
                                    .toList()));
        }
        return new PathAttributes(list, dice.nextBoolean() ? List.of(8, 32, 1) : List.of());
    }

    /** IPv6 mostly, at times IPv4 in the same attribute. */
    private static PathAttribute reach(SplittableRandom dice, SessionShape shape) {
        boolean six = dice.nextInt(4) != 0;
        var family = six ? AddressFamily.IPV6_UNICAST : AddressFamily.IPV4_UNICAST;
        var prefixes = prefixes(dice, 3, six ? IpAddress.Family.V6 : IpAddress.Family.V4);
        var global = IpAddress.parse("2001:db8::1");
        var nextHops =
                !six
                        ? List.of(IpAddress.parse("10.1.2.5"))
                        : dice.nextBoolean()
                                ? List.of(global)
                                : List.of(global, IpAddress.parse("fe80::1"));
        return new PathAttribute.MpReach(
                family, nextHops, prefixes, pathIds(dice, prefixes, family, shape));
    }

    private static PathAttribute unreach(SplittableRandom dice, SessionShape shape) {
        var prefixes = prefixes(dice, 3, IpAddress.Family.V6);
        var family = AddressFamily.IPV6_UNICAST;
        return new PathAttribute.MpUnreach(
                family, prefixes, pathIds(dice, prefixes, family, shape));
    }

    private static LargeCommunity largeCommunity(SplittableRandom dice) {
        return new LargeCommunity(
                dice.nextLong(1L << 32), dice.nextLong(1L << 32), dice.nextLong(1L << 32));
    }

    static AsPath path(SplittableRandom dice) {
        var segments = new ArrayList<AsPath.Segment>();
        for (int i = dice.nextInt(4); i > 0; i--) {
            var kind = dice.nextInt(4) == 0 ? AsPath.Kind.SET : AsPath.Kind.SEQUENCE;
            var asns = IntStream.range(0, 1 + dice.nextInt(6)).mapToObj(_ -> asn(dice)).toList();
            segments.add(new AsPath.Segment(kind, asns));
        }
        return new AsPath(segments);
    }

    private static Asn asn(SplittableRandom dice) {
        return new Asn(dice.nextBoolean() ? dice.nextInt(1, 65536) : dice.nextLong(1, 1L << 32));
    }

    private static List<Prefix> prefixes(
            SplittableRandom dice, int count, IpAddress.Family family) {
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        new Prefix(
                                family == IpAddress.Family.V4
                                        ? IpAddress.v4(dice.nextInt())
                                        : new IpAddress(family, dice.nextLong(), dice.nextLong()),
                                dice.nextInt(family.width() + 1)))
                .toList();
    }

    private static Octets octets(SplittableRandom dice, int most) {
        var octets = new byte[dice.nextInt(most)];
        dice.nextBytes(octets);
        return Octets.of(octets);
    }

    /** One octet changed, or the end cut off and the length made to agree. */
    public static byte[] damaged(byte[] octets, SplittableRandom dice) {
        var damaged = octets.clone();
        if (dice.nextBoolean()) {
            damaged[dice.nextInt(octets.length)] = (byte) dice.nextInt();
            return damaged;
        }
        var cut = Arrays.copyOf(damaged, dice.nextInt(Framing.HEADER, octets.length + 1));
        cut[16] = (byte) (cut.length >>> 8);
        cut[17] = (byte) cut.length;
        return cut;
    }
}

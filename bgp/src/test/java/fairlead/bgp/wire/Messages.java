package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws messages that a speaker may send. */
final class Messages {

    private Messages() {}

    static BgpMessage any(SplittableRandom dice) {
        return switch (dice.nextInt(6)) {
            case 0 -> open(dice);
            case 1 -> new Notification(dice.nextInt(256), dice.nextInt(256), octets(dice, 40));
            case 2 -> new Keepalive();
            case 3 ->
                    new RouteRefresh(
                            new AddressFamily(dice.nextInt(65536), dice.nextInt(256)),
                            dice.nextInt(3));
            default -> update(dice);
        };
    }

    static Update update(SplittableRandom dice) {
        var announced = prefixes(dice, dice.nextInt(5), IpAddress.Family.V4);
        return new Update(
                prefixes(dice, dice.nextInt(5), IpAddress.Family.V4), attributes(dice), announced);
    }

    private static Open open(SplittableRandom dice) {
        var asn = asn(dice);
        return new Open(
                asn,
                dice.nextInt(65536),
                IpAddress.v4(dice.nextInt()),
                List.of(
                        new Capability.MultiProtocol(AddressFamily.IPV6_UNICAST),
                        new Capability.RouteRefresh(),
                        new Capability.FourOctetAsn(asn),
                        new Capability.Other(100 + dice.nextInt(50), octets(dice, 20))));
    }

    private static PathAttributes attributes(SplittableRandom dice) {
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
                        new PathAttribute.MpReach(
                                AddressFamily.IPV6_UNICAST,
                                List.of(IpAddress.parse("2001:db8::1"), IpAddress.parse("fe80::1")),
                                prefixes(dice, 3, IpAddress.Family.V6)),
                        new PathAttribute.MpUnreach(
                                AddressFamily.IPV6_UNICAST, prefixes(dice, 3, IpAddress.Family.V6)),
                        new PathAttribute.Unrecognised(0xc0, 32, octets(dice, 300)),
                        new PathAttribute.Unrecognised(0xe0, 99, octets(dice, 10)));
        optional.filter(_ -> dice.nextBoolean()).forEach(list::add);
        return new PathAttributes(list);
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
        return new Asn(dice.nextBoolean() ? dice.nextInt(1, 65536) : dice.nextLong(1L << 32));
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
}

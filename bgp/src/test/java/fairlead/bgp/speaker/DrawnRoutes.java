package fairlead.bgp.speaker;

import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.LargeCommunity;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Routes and payloads over few values, those that drawn policies ask about. */
final class DrawnRoutes {

    private static final long[] ASNS = {65001, 65002, 65003, 65001, 65536, 4200000001L};
    private static final List<Prefix> WIDE =
            Stream.of("::/1", "::/2", "4000::/2", "8000::/32", "c000::/64")
                    .map(Prefix::parse)
                    .toList();

    private final SplittableRandom dice;

    DrawnRoutes(SplittableRandom dice) {
        this.dice = dice;
    }

    /** What a client may tell: some prefixes taken back, some announced alike. */
    Update update(DrawnClient client) {
        var families = List.copyOf(client.families());
        var family = families.get(dice.nextInt(families.size()));
        var prefixes = prefixes(family);
        var ids = client.tellsPaths(family) ? ids(prefixes.size()) : List.<Long>of();
        boolean announced = dice.nextInt(3) != 0;
        return switch (family) {
            case IPV4_UNICAST ->
                    announced
                            ? new Update(
                                    List.of(), attributes(client, family), prefixes, List.of(), ids)
                            : new Update(prefixes, PathAttributes.NONE, List.of(), ids, List.of());
            case IPV6_UNICAST -> {
                var wire = family.onTheWire();
                if (!announced) {
                    var gone = new PathAttribute.MpUnreach(wire, prefixes, ids);
                    yield new Update(List.of(), PathAttributes.of(gone), List.of());
                }
                var plain = attributes(client, family);
                var hop = plain.find(PathAttribute.NextHopIs.class).orElseThrow();
                var hops = new ArrayList<>(List.of(hop.address()));
                hops.addAll(hop.linkLocal());
                var list = new ArrayList<>(plain.list());
                list.remove(hop);
                list.add(new PathAttribute.MpReach(wire, hops, prefixes, ids));
                yield new Update(List.of(), new PathAttributes(list), List.of());
            }
        };
    }

    /** Some payloads. */
    List<Vrp> payloads() {
        return Stream.generate(
                        () -> {
                            var family = Family.values()[dice.nextInt(2)];
                            var prefix = prefix(family);
                            int most = prefix.network().width();
                            return new Vrp(
                                    prefix,
                                    Math.min(most, prefix.length() + dice.nextInt(8)),
                                    new Asn(dice.nextInt(6) == 0 ? 0 : asn()));
                        })
                .limit(dice.nextInt(6))
                .distinct()
                .toList();
    }

    Prefix prefix(Family family) {
        var all = family == Family.IPV4_UNICAST ? DrawnPolicies.prefixes() : WIDE;
        return all.get(dice.nextInt(all.size()));
    }

    private List<Prefix> prefixes(Family family) {
        return Stream.generate(() -> prefix(family)).limit(1 + dice.nextInt(3)).distinct().toList();
    }

    private List<Long> ids(int count) {
        return dice.longs(count, 1, 4).boxed().toList();
    }

    private long asn() {
        return ASNS[dice.nextInt(ASNS.length)];
    }

    private PathAttributes attributes(DrawnClient client, Family family) {
        var list = new ArrayList<PathAttribute>();
        list.add(new PathAttribute.OriginIs(Origin.values()[Math.max(0, dice.nextInt(8) - 5)]));
        list.add(new PathAttribute.AsPathIs(path()));
        list.add(nextHop(family));
        if (dice.nextInt(3) == 0) {
            list.add(new PathAttribute.Med(dice.nextInt(3)));
        }
        if (client.options().relation().internal()) {
            list.add(new PathAttribute.LocalPref(99 + dice.nextInt(2)));
            if (dice.nextInt(3) == 0) {
                list.add(new PathAttribute.OriginatorId(router()));
            }
            if (dice.nextInt(4) == 0) {
                list.add(
                        new PathAttribute.ClusterList(
                                Stream.generate(this::router).limit(1 + dice.nextInt(2)).toList()));
            }
        }
        if (dice.nextInt(3) == 0) {
            list.add(
                    new PathAttribute.Communities(
                            Stream.generate(this::community)
                                    .limit(1 + dice.nextInt(2))
                                    .distinct()
                                    .toList()));
        }
        if (dice.nextInt(6) == 0) {
            list.add(
                    new PathAttribute.LargeCommunities(
                            List.of(new LargeCommunity(65500, dice.nextInt(2), dice.nextInt(2)))));
        }
        if (dice.nextInt(6) == 0) {
            list.add(
                    new PathAttribute.OnlyToCustomer(
                            dice.nextBoolean() ? client.asn() : new Asn(asn())));
        }
        return new PathAttributes(list);
    }

    private AsPath path() {
        var asns = dice.longs(1 + Math.max(0, dice.nextInt(6) - 3)).map(_ -> asn()).toArray();
        if (dice.nextInt(12) == 0) {
            asns[0] = 65500;
        }
        return AsPath.of(asns);
    }

    private PathAttribute nextHop(Family family) {
        return switch (family) {
            case IPV4_UNICAST ->
                    new PathAttribute.NextHopIs(IpAddress.v4(0xc0000201 + dice.nextInt(3)));
            case IPV6_UNICAST ->
                    new PathAttribute.NextHopIs(
                            IpAddress.parse("2001:db8::" + (1 + dice.nextInt(3))),
                            dice.nextBoolean() ? List.of() : List.of(IpAddress.parse("fe80::1")));
        };
    }

    private IpAddress router() {
        return IpAddress.parse(
                dice.nextInt(8) == 0 ? "192.0.2.254" : "10.8.8." + (1 + dice.nextInt(3)));
    }

    private Community community() {
        return switch (dice.nextInt(8)) {
            case 0 -> Community.NO_EXPORT;
            case 1 -> Community.NO_ADVERTISE;
            case 2 -> Community.of(0xffff, 7);
            case 3 -> Community.of(65001, dice.nextInt(2));
            case 4 -> Community.of(0, 65001 + dice.nextInt(3));
            default -> Community.of(65500, dice.nextInt(2));
        };
    }
}

package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute.MpReach;
import fairlead.bgp.wire.PathAttribute.MpUnreach;
import fairlead.bgp.wire.PathAttribute.NextHopIs;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** What an UPDATE says family by family, wherever in it that stands. */
final class UpdateSplit {

    private static final Nlri NOTHING = new Nlri(List.of(), List.of());

    private UpdateSplit() {}

    /** Prefixes that go together with one next hop: of the NLRI field, or of MP_REACH_NLRI. */
    record Announced(AddressFamily family, List<IpAddress> nextHops, Nlri nlri) {

        NextHopIs nextHop() {
            return new NextHopIs(nextHops.getFirst(), nextHops.subList(1, nextHops.size()));
        }
    }

    /** All that {@code update} takes back of a family. */
    static Nlri withdrawn(Update update, AddressFamily family) {
        var plain =
                family.equals(AddressFamily.IPV4_UNICAST)
                        ? new Nlri(update.withdrawn(), update.withdrawnPathIds())
                        : NOTHING;
        return update.attributes()
                .find(MpUnreach.class)
                .filter(unreach -> unreach.family().equals(family))
                .map(unreach -> plain.and(new Nlri(unreach.prefixes(), unreach.pathIds())))
                .orElse(plain);
    }

    /** All that {@code update} announces. */
    static List<Announced> announced(Update update) {
        var announced = new ArrayList<Announced>();
        if (!update.announced().isEmpty()) {
            announced.add(
                    new Announced(
                            AddressFamily.IPV4_UNICAST,
                            update.attributes().nextHop().stream().toList(),
                            new Nlri(update.announced(), update.announcedPathIds())));
        }
        update.attributes()
                .find(MpReach.class)
                .filter(reach -> !reach.prefixes().isEmpty())
                .map(reach ->
                        new Announced(
                                reach.family(),
                                reach.nextHops(),
                                new Nlri(reach.prefixes(), reach.pathIds())))
                .ifPresent(announced::add);
        return announced;
    }

    /** The attributes that say something of the routes themselves, without their next hops. */
    static PathAttributes plain(PathAttributes attributes) {
        return new PathAttributes(
                attributes.list().stream()
                        .filter(a ->
                                !(a instanceof MpReach
                                        || a instanceof MpUnreach
                                        || a instanceof NextHopIs))
                        .toList(),
                attributes.partial());
    }

    /** IPv4 goes into the field of RFC 4271, so there is room for IPv6 beside it. */
    static Update asWithdraw(Update update) {
        var four = gone(update, AddressFamily.IPV4_UNICAST);
        var six = gone(update, AddressFamily.IPV6_UNICAST);
        var attributes =
                six.isEmpty()
                        ? PathAttributes.NONE
                        : PathAttributes.of(
                                new MpUnreach(
                                        AddressFamily.IPV6_UNICAST, six.prefixes(), six.pathIds()));
        return new Update(four.prefixes(), attributes, List.of(), four.pathIds(), List.of());
    }

    private static Nlri gone(Update update, AddressFamily family) {
        return announced(update).stream()
                .filter(announced -> announced.family().equals(family))
                .map(Announced::nlri)
                .reduce(withdrawn(update, family), Nlri::and);
    }

    static List<Update> ipv4Unicast(Update update) {
        var plain = plain(update.attributes());
        var updates = new ArrayList<Update>();
        var gone = withdrawn(update, AddressFamily.IPV4_UNICAST);
        if (!gone.isEmpty()) {
            updates.add(
                    new Update(
                            gone.prefixes(),
                            PathAttributes.NONE,
                            List.of(),
                            gone.pathIds(),
                            List.of()));
        }
        for (var reached : announced(update)) {
            if (reached.family().equals(AddressFamily.IPV4_UNICAST)) {
                updates.add(
                        new Update(
                                List.of(),
                                plain.with(reached.nextHop()),
                                reached.nlri().prefixes(),
                                List.of(),
                                reached.nlri().pathIds()));
            }
        }
        return updates;
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drives a rib as a speaker does: UPDATEs go in as octets, what each peer is told comes out as
 * octets and is read again by the codec.
 */
final class RibDriver {

    /** How one peer's view changed. */
    record Tell(String neighbour, List<AdvertisedRoute> announced, List<Prefix> withdrawn) {}

    /** What followed from one event. */
    record Changes(List<Heard> heard, List<Tell> tell) {}

    /** Octets of a buffer that most messages have room in, but not many. */
    private static final int LITTLE = 512;

    final Rib rib;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, SessionShape> shapes = new HashMap<>();

    RibDriver(RibTerms terms) {
        rib = new Rib(terms, true, 4711);
    }

    /**
     * One whose peers are told the truth of the moment when they leave {@code lag} octets unread,
     * and whose slices are as small as can be.
     */
    RibDriver(RibTerms terms, int lag) {
        rib = new Rib(terms, true, 4711, lag, 1);
    }

    Changes up(PeerTerms peer) {
        numbers.put(peer.name(), rib.up(peer, Map.of(), Set.of()));
        shapes.put(peer.name(), shape(peer));
        return changes();
    }

    /**
     * As {@link #up}, and nobody reads; routes of {@code preserved} families stay as stale ones.
     */
    void upUnread(PeerTerms peer, Set<Family> preserved) {
        numbers.put(peer.name(), rib.up(peer, Map.of(), preserved));
        shapes.put(peer.name(), shape(peer));
    }

    /** As {@link #down}, and nobody reads; routes of {@code kept} families stay as stale ones. */
    void downUnread(String name, Set<Family> kept) {
        rib.down(number(name), kept);
        if (kept.isEmpty()) {
            numbers.remove(name);
        }
    }

    /** Nothing is kept any more of a peer that is away. */
    void forgetUnread(String name) {
        rib.forget(number(name));
        numbers.remove(name);
    }

    /** Other policies for a peer; they are in force slice by slice. */
    void becomeUnread(String name, RoutePolicies policies) {
        rib.become(number(name), policies);
    }

    void ageUnread(String name) {
        rib.ageAll(number(name), Family.IPV4_UNICAST);
    }

    void keepLongerUnread(String name) {
        rib.keepLonger(number(name), Family.IPV4_UNICAST);
    }

    void forgetStaleUnread(String name) {
        rib.forgetStale(number(name), Family.IPV4_UNICAST);
    }

    /** One slice of what can wait, as in a turn of a speaker's loop. */
    void slice() {
        rib.work();
        rib.settle();
    }

    /** As {@link #retell}, and nobody reads. */
    void retellUnread(String name) {
        rib.retell(number(name), Family.IPV4_UNICAST, new byte[0], new byte[0]);
    }

    /**
     * Reads as {@link #read} does, and brings {@code view} up to it in the order of the messages.
     */
    void follow(String name, int pieces, Map<Prefix, PathAttributes> view) {
        int number = number(name);
        for (int i = 0; i < pieces && rib.hasOutput(number); i++) {
            var octets = new byte[Framing.LONGEST];
            int end = fillLittle(number, octets);
            for (int at = 0; at < end; ) {
                if (!(Framing.next(octets, at, end) instanceof Framing.Whole(var length))) {
                    throw new AssertionError("a rib wrote what is no message");
                }
                var announced = new ArrayList<AdvertisedRoute>();
                var withdrawn = new ArrayList<Prefix>();
                take(name, Arrays.copyOfRange(octets, at, at + length), announced, withdrawn);
                withdrawn.forEach(view::remove);
                announced.forEach(route -> view.put(route.prefix(), route.attributes()));
                at += length;
            }
        }
    }

    /** As {@link #follow}, for a peer that is told all paths, by path identifier. */
    void followPaths(String name, int pieces, Map<Prefix, Map<Long, PathAttributes>> view) {
        int number = number(name);
        for (int i = 0; i < pieces && rib.hasOutput(number); i++) {
            var octets = new byte[Framing.LONGEST];
            int end = fillLittle(number, octets);
            for (int at = 0; at < end; ) {
                if (!(Framing.next(octets, at, end) instanceof Framing.Whole(var length))
                        || !(BgpCodec.decode(
                                        Arrays.copyOfRange(octets, at, at + length), shape(name))
                                instanceof Decoded.Ok(Update update, var healed))
                        || !healed.isEmpty()) {
                    throw new AssertionError("a rib wrote what the codec does not like");
                }
                for (int p = 0; p < update.withdrawn().size(); p++) {
                    var gone =
                            view.getOrDefault(update.withdrawn().get(p), new HashMap<>())
                                    .remove(update.withdrawnPathIds().get(p));
                    if (gone == null) {
                        throw new AssertionError("a path was withdrawn that was not told");
                    }
                }
                for (int p = 0; p < update.announced().size(); p++) {
                    view.computeIfAbsent(update.announced().get(p), _ -> new HashMap<>())
                            .put(update.announcedPathIds().get(p), update.attributes());
                }
                at += length;
            }
        }
    }

    /** What has room in little, or else one long message. */
    private int fillLittle(int number, byte[] octets) {
        int end = rib.fill(number, octets, 0, LITTLE);
        return end > 0 ? end : rib.fill(number, octets, 0, octets.length);
    }

    Changes down(String name) {
        var number = numbers.remove(name);
        if (number != null) {
            rib.down(number, Set.of());
        }
        return changes();
    }

    Changes update(String name, Update update) {
        send(name, update);
        return changes();
    }

    /** As {@link #update}, without looking at what follows. */
    void send(String name, Update update) {
        int number = number(name);
        var octets = BgpCodec.encode(update, shape(name));
        if (!rib.take(number, octets, 0, octets.length)) {
            rib.take(
                    number,
                    Family.IPV4_UNICAST,
                    update.withdrawn(),
                    update.attributes(),
                    update.announced());
        }
    }

    Changes become(RibTerms terms) {
        rib.become(terms);
        return changes();
    }

    Changes become(String name, RoutePolicies policies) {
        rib.become(number(name), policies);
        return changes();
    }

    Changes validate(RoaChange change) {
        rib.validate(change);
        return changes();
    }

    /** The peer's IPv4 routes are stale from now on. */
    Changes age(String name) {
        rib.ageAll(number(name), Family.IPV4_UNICAST);
        return changes();
    }

    Changes keepLonger(String name) {
        rib.keepLonger(number(name), Family.IPV4_UNICAST);
        return changes();
    }

    Changes forgetStale(String name) {
        rib.forgetStale(number(name), Family.IPV4_UNICAST);
        return changes();
    }

    Changes retell(String name) {
        rib.retell(number(name), Family.IPV4_UNICAST, new byte[0], new byte[0]);
        return changes();
    }

    /** The peer says that it tells its routes again from here on (RFC 7313). */
    Changes refreshBegins(String name) {
        rib.ageAll(number(name), Family.IPV4_UNICAST);
        return changes();
    }

    /** The peer says that it has told them all. */
    Changes refreshEnds(String name) {
        rib.forgetStale(number(name), Family.IPV4_UNICAST);
        return changes();
    }

    private SessionShape shape(String name) {
        return java.util.Objects.requireNonNull(shapes.get(name), name);
    }

    private static SessionShape shape(PeerTerms peer) {
        return new SessionShape(
                peer.width(),
                peer.kind().isInternal(),
                Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST),
                onTheWire(peer.addPathsTo()),
                onTheWire(peer.addPathsFrom()),
                peer.longest());
    }

    private static Set<AddressFamily> onTheWire(Set<Family> families) {
        return families.stream().map(Family::onTheWire).collect(Collectors.toSet());
    }

    private int number(String name) {
        return java.util.Objects.requireNonNull(numbers.get(name), name);
    }

    /** Who told the paths to an IPv4 prefix that take part, the best first. */
    List<String> order(Prefix prefix) {
        return paths(prefix).stream()
                .map(path -> rib.peers.at(rib.paths.peer(path)).terms.name())
                .toList();
    }

    /** Their path identifiers. */
    List<Integer> orderOfPathIds(Prefix prefix) {
        return paths(prefix).stream().map(rib.paths::pathId).toList();
    }

    private List<Integer> paths(Prefix prefix) {
        var found = new ArrayList<Integer>();
        var table = rib.table(Family.IPV4_UNICAST);
        int number = table.prefixes.find(prefix);
        if (number >= 0) {
            var ranking = rib.decision.ranking(table.heads.get(number));
            for (int path = ranking.next(); path != 0; path = ranking.next()) {
                found.add(path);
            }
            // The best stands first in the table.
            if (!found.isEmpty() && found.getFirst() != table.heads.get(number)) {
                throw new AssertionError("another path of " + prefix + " stands first");
            }
        }
        return found;
    }

    RibView view() {
        return rib.view();
    }

    /** Draws all conclusions and lets nobody read. */
    List<Heard> settle() {
        var heard = new ArrayList<>(rib.settle());
        boolean more;
        do {
            more = rib.work();
            heard.addAll(rib.settle());
        } while (more || rib.isSearching());
        return heard;
    }

    /** Draws all conclusions and reads what every peer is told. */
    Changes changes() {
        var heard = settle();
        var tell = new ArrayList<Tell>();
        numbers.keySet().stream()
                .sorted()
                .forEach(name -> {
                    var one = read(name, Integer.MAX_VALUE);
                    if (!one.announced().isEmpty() || !one.withdrawn().isEmpty()) {
                        tell.add(one);
                    }
                });
        return new Changes(heard, tell);
    }

    /** Reads what one peer is told, at most {@code pieces} times what a small buffer holds. */
    Tell read(String name, int pieces) {
        int number = number(name);
        var announced = new ArrayList<AdvertisedRoute>();
        var withdrawn = new ArrayList<Prefix>();
        for (int i = 0; i < pieces && rib.hasOutput(number); i++) {
            var octets = new byte[4096];
            int end = rib.fill(number, octets, 0, octets.length);
            int at = 0;
            while (at < end) {
                if (!(Framing.next(octets, at, end) instanceof Framing.Whole(var length))) {
                    throw new AssertionError("a rib wrote what is no message");
                }
                take(name, Arrays.copyOfRange(octets, at, at + length), announced, withdrawn);
                at += length;
            }
        }
        return new Tell(name, announced, withdrawn);
    }

    private void take(
            String name, byte[] message, List<AdvertisedRoute> announced, List<Prefix> withdrawn) {
        if (!(BgpCodec.decode(message, shape(name)) instanceof Decoded.Ok(var ok, var healed))
                || !(ok instanceof Update update)
                || !healed.isEmpty()) {
            throw new AssertionError("a rib wrote what the codec does not like");
        }
        withdrawn.addAll(update.withdrawn());
        PathAttributes attributes = update.attributes();
        update.announced()
                .forEach(prefix -> announced.add(new AdvertisedRoute(prefix, attributes)));
    }
}

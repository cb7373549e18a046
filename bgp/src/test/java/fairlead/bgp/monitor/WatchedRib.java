package fairlead.bgp.monitor;

import fairlead.bgp.bmp.View;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Ladder;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.rib.RibWatch;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rib of IPv4 routes with collectors that watch it, and peers that keep what they are told. */
final class WatchedRib implements RibWatch {

    static final Asn ASN = new Asn(64500);
    private static final IpAddress HERE = IpAddress.parse("10.0.0.254");

    /** Prefixes in a slice: so few that much happens between two of them. */
    private static final int SLICE = 1;

    static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Set<Family> V4 = Set.of(Family.IPV4_UNICAST);
    private static final CollectorSettings ALL =
            new CollectorSettings(
                    HERE, 11019, Set.of(View.values()), Duration.ZERO, 1 << 20, "rs1", "");

    /** A peer whose session stands. */
    private static final class Standing {
        final int number;
        final WatchedSession session;

        /** What it told, by path. */
        final Map<CollectorModel.Place, PathAttributes> heard = new HashMap<>();

        /** What it told in this session, and not in one before. */
        final Set<CollectorModel.Place> fresh = new HashSet<>();

        /** What it was told. */
        final Map<CollectorModel.Place, PathAttributes> told = new HashMap<>();

        Standing(int number, WatchedSession session) {
            this.number = number;
            this.session = session;
        }
    }

    /** A collector, and what goes to it. */
    private record Collector(OctetBuffer out, BmpSession session, CollectorModel model) {}

    private final Rib rib =
            new Rib(
                    new RibTerms(
                            ASN,
                            HERE,
                            HERE,
                            Optional.empty(),
                            Ladder.STANDARD,
                            ImportRules.ALL,
                            new ExportRules(List.of(), new ExportRules.Reflection.On(List.of()))),
                    false,
                    4711);
    private final Map<WatchedPeer, Standing> up = new LinkedHashMap<>();

    /** What peers told whose session is down, and whose routes are kept. */
    private final Map<WatchedPeer, Map<CollectorModel.Place, PathAttributes>> kept =
            new HashMap<>();

    private final List<Collector> collectors = new ArrayList<>();
    private RoaTable roas = RoaTable.EMPTY;

    WatchedRib() {
        rib.watched().by(this, true);
    }

    /** One more collector connects. */
    void collect() {
        var out = new OctetBuffer(4096);
        var sessions = up.values().stream().map(standing -> standing.session).toList();
        var local = new LocalEnd(ASN, HERE, HERE, LocalEnd.BGP);
        collectors.add(
                new Collector(
                        out,
                        new BmpSession(ALL, local, sessions, out, SLICE, NOW),
                        new CollectorModel()));
    }

    /** Peers are told nothing while this is so; collectors hear when it ends. */
    void silent(boolean now) {
        rib.watched().silent(now);
        if (!now) {
            collectors.forEach(one -> one.session().retell());
        }
    }

    boolean isUp(WatchedPeer peer) {
        return up.containsKey(peer);
    }

    List<WatchedPeer> up() {
        return List.copyOf(up.keySet());
    }

    void up(WatchedPeer peer, RoutePolicies policies) {
        rib.settle();
        var before = kept.remove(peer);
        int number = rib.up(peer.terms(policies), Map.of(), before == null ? Set.of() : V4);
        var standing = new Standing(number, peer.session(number, before != null));
        if (before != null) {
            standing.heard.putAll(before);
        }
        up.put(peer, standing);
        collectors.forEach(one -> one.session().up(standing.session));
    }

    /** The peer has told all that it has: what it told before and not again is gone. */
    void toldAll(WatchedPeer peer) {
        var standing = standing(peer);
        rib.forgetStale(standing.number, Family.IPV4_UNICAST);
        if (standing.session.kept()) {
            standing.heard.keySet().retainAll(standing.fresh);
        }
    }

    /** Its session ends; what was stale before goes, the rest stays if it {@code keeps}. */
    void down(WatchedPeer peer, boolean keeps) {
        toldAll(peer);
        var standing = up.remove(peer);
        if (standing != null) {
            collectors.forEach(one -> one.session().down(standing.session, SessionEnd.LOST, NOW));
            rib.down(standing.number, keeps ? V4 : Set.of());
            if (keeps) {
                kept.put(peer, standing.heard);
            }
        }
    }

    void become(WatchedPeer peer, RoutePolicies policies) {
        rib.become(standing(peer).number, policies);
    }

    /** The change from the payloads that hold to these. */
    RoaChange payloads(RoaTable next) {
        var change = new RoaChange(next, RoaTable.of(roas.vrps().difference(next.vrps())));
        roas = next;
        return change;
    }

    void validate(RoaChange change) {
        rib.validate(change);
    }

    void tell(WatchedPeer peer, Update update) {
        var standing = standing(peer);
        for (int i = 0; i < update.withdrawn().size(); i++) {
            standing.heard.remove(place(update.withdrawn(), update.withdrawnPathIds(), i));
        }
        for (int i = 0; i < update.announced().size(); i++) {
            var place = place(update.announced(), update.announcedPathIds(), i);
            standing.heard.put(place, update.attributes());
            standing.fresh.add(place);
        }
        var octets = BgpCodec.encode(update, peer.shape(peer.tellsPaths()));
        if (!rib.take(standing.number, octets, 0, octets.length)) {
            rib.take(standing.number, BgpCodec.canonical(update));
        }
    }

    void settle() {
        rib.settle();
    }

    void work() {
        rib.work();
        rib.settle();
    }

    /** Every collector is told a slice of what it has not been told yet. */
    void slices() {
        rib.settle();
        collectors.forEach(one -> one.session().slice(new TablesAt(tables(), NOW)));
    }

    /** The peer reads some of what it is told. */
    void read(WatchedPeer peer, int pieces) {
        var standing = up.get(peer);
        for (int i = 0; standing != null && i < pieces && rib.hasOutput(standing.number); i++) {
            var octets = new byte[512];
            int end = rib.fill(standing.number, octets, 0, octets.length);
            rib.watched().tellWhatIsTold();
            for (int at = 0; at < end; ) {
                if (!(Framing.next(octets, at, end) instanceof Framing.Whole(var length))) {
                    throw new AssertionError("a rib wrote what is no message");
                }
                hear(peer, standing, Arrays.copyOfRange(octets, at, at + length));
                at += length;
            }
        }
    }

    private static void hear(WatchedPeer peer, Standing standing, byte[] message) {
        if (!(BgpCodec.decode(message, peer.shape(peer.hearsPaths()))
                instanceof Decoded.Ok(Update update, _))) {
            throw new AssertionError("a rib wrote what the codec does not like");
        }
        for (int i = 0; i < update.withdrawn().size(); i++) {
            standing.told.remove(place(update.withdrawn(), update.withdrawnPathIds(), i));
        }
        for (int i = 0; i < update.announced().size(); i++) {
            var place = place(update.announced(), update.announcedPathIds(), i);
            standing.told.put(place, update.attributes());
        }
    }

    private static CollectorModel.Place place(List<Prefix> prefixes, List<Long> ids, int i) {
        return new CollectorModel.Place(prefixes.get(i), ids.isEmpty() ? 0 : ids.get(i));
    }

    /** Everything that can wait is done, and everybody reads. */
    void finish() {
        rib.settle();
        while (rib.work()) {
            rib.settle();
        }
        rib.settle();
        up.keySet().forEach(peer -> read(peer, Integer.MAX_VALUE));
        for (var one : collectors) {
            while (one.session().hasSlices()) {
                one.session().slice(new TablesAt(tables(), NOW));
            }
        }
    }

    /** Every collector is told numbers. */
    void statistics() {
        collectors.forEach(one -> one.session().statistics(new TablesAt(tables(), NOW)));
    }

    /** What went to the first collector. */
    byte[] stream() {
        return collectors.getFirst().out().toArray();
    }

    /** What every collector made of its stream. */
    List<CollectorModel> collectors() throws AssertionError {
        var models = new ArrayList<CollectorModel>();
        for (var one : collectors) {
            try {
                one.model().read(one.out().toArray());
            } catch (Exception e) {
                throw new AssertionError("a stream that cannot be read", e);
            }
            one.out().clear();
            models.add(one.model());
        }
        return models;
    }

    List<String> heard(WatchedPeer peer) {
        return texts(standing(peer).heard);
    }

    List<String> learned(WatchedPeer peer) {
        return rib.view().learned(peer.name()).stream()
                .map(route -> CollectorModel.text(route.prefix(), route.attributes()))
                .sorted()
                .toList();
    }

    List<String> best() {
        return rib.view().best().stream()
                .map(one -> CollectorModel.text(one.prefix(), one.best().attributes()))
                .sorted()
                .toList();
    }

    Map<CollectorModel.Place, PathAttributes> told(WatchedPeer peer) {
        return standing(peer).told;
    }

    List<String> toldRoutes(WatchedPeer peer) {
        return texts(told(peer));
    }

    private static List<String> texts(Map<CollectorModel.Place, PathAttributes> routes) {
        return routes.entrySet().stream()
                .map(one -> CollectorModel.text(one.getKey().prefix(), one.getValue()))
                .sorted()
                .toList();
    }

    private Standing standing(WatchedPeer peer) {
        return java.util.Objects.requireNonNull(up.get(peer), peer.name());
    }

    private RibTables tables() {
        return rib.watched().tables();
    }

    @Override
    public void changed(RibTables tables, RouteChanges changes) {
        collectors.forEach(one -> one.session().changed(new TablesAt(tables, NOW), changes));
    }

    @Override
    public void told(RibTables tables, ToldChanges changes) {
        collectors.forEach(one -> one.session().told(new TablesAt(tables, NOW), changes));
    }

    @Override
    public void retold(int peer) {
        collectors.forEach(one -> one.session().retold(peer));
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PathTable;
import fairlead.bgp.wire.CanonicalUpdate;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one speaker (RFC 4271 §3.2). UPDATEs go in as octets, {@link #settle} draws the
 * conclusions for all who are to be told, and {@link #fill} gives each peer what it has not heard
 * yet. One thread uses it; it knows no time, so the same events give the same answers.
 */
public final class Rib {

    /** Prefixes looked at in one slice of work that can wait. */
    private static final int SLICE = 1 << 13;

    private static final int LONGEST_LAG = 4 << 20;
    private static final byte[] NOTHING = new byte[0];

    final AttributeTable sets;
    final AttributeTable shaped;
    final PathTable paths = new PathTable();
    final PeerRows peers;
    final Decision decision;
    private final Map<Family, Table> tables = new EnumMap<>(Family.class);
    private final List<Sweep> sweeps = new ArrayList<>();
    private final Chains chains;
    private final AdjRibsIn in;
    private final Intake intake;
    private final PolicyDesk desk;
    private final UpdateGroups groups;
    private final ImportFilter filter;
    private final Summaries summaries = new Summaries();
    private final @Nullable Witness witness;
    private final Watched watched = new Watched(this);
    private final int longestLag;
    private RibTerms terms;

    /**
     * @param witnessed whether {@link #settle} is to say what each neighbour's routes became
     * @param secret makes hashes that nobody outside can foresee
     */
    public Rib(RibTerms terms, boolean witnessed, long secret) {
        this(terms, witnessed, secret, LONGEST_LAG);
    }

    /**
     * @param longestLag how many octets of news a peer may leave unread before it is only told what
     *     is still true when it reads again
     */
    Rib(RibTerms terms, boolean witnessed, long secret, int longestLag) {
        this.longestLag = longestLag;
        this.terms = terms;
        this.sets = new AttributeTable(secret);
        this.shaped = new AttributeTable(secret + 2);
        for (var family : Family.values()) {
            tables.put(family, new Table(family, (int) (secret >>> 16)));
        }
        this.peers = new PeerRows(Imports.ourselves(terms));
        this.decision = new Decision(terms.ladder(), paths, sets, peers);
        this.desk = new PolicyDesk(terms, sets);
        this.filter = new ImportFilter(desk, summaries);
        this.groups = new UpdateGroups(this, desk, shaped);
        this.chains = new Chains(paths, sets, decision);
        this.witness = witnessed ? new Witness() : null;
        this.in =
                new AdjRibsIn(
                        this, chains, filter, summaries, watched, this::withLlgrStale, witness);
        this.intake = new Intake(this, in, Imports.scan(terms));
        originate();
    }

    int longestLag() {
        return longestLag;
    }

    RibTerms terms() {
        return terms;
    }

    Table table(Family family) {
        var table = tables.get(family);
        if (table == null) {
            throw new IllegalStateException("no table of " + family);
        }
        return table;
    }

    Imports imports() {
        return in.rules();
    }

    /**
     * A session stands: the peer is to be told everything, then each family's {@code marker}. If
     * its routes were kept, those of {@code preserved} families stay stale until they are told
     * again or {@link #forgetStale}; those of others go.
     *
     * @return the peer's number, until {@link #down} without anything kept, or {@link #forget}
     */
    public int up(PeerTerms peer, Map<Family, byte[]> markers, Set<Family> preserved) {
        finishSweeps(peer.name());
        var row = peers.named(peer.name()).filter(one -> one.kept).orElse(null);
        if (row != null && !row.terms.isSameAs(peer)) {
            forget(row.number);
            finishSweeps(peer.name());
            row = null;
        }
        if (row == null) {
            row = peers.add(peer);
        } else {
            row.kept = false;
            row.terms = peer;
            for (var family : Family.values()) {
                if (!preserved.contains(family)) {
                    forgetStale(row.number, family);
                }
            }
        }
        imports(row);
        var member = new Member(row, groups.of(peer));
        row.member = member;
        member.group().members.add(member);
        for (var family : Family.values()) {
            if (row.speaks(family)) {
                member.tellAll(family, NOTHING, markers.getOrDefault(family, NOTHING));
            }
        }
        return row.number;
    }

    /**
     * A session ended. What the peer told goes, but of families {@code kept} it stays, stale, until
     * the peer is back or {@link #forget}.
     */
    public void down(int peer, Set<Family> kept) {
        var row = peers.at(peer);
        leaveGroup(row);
        if (kept.isEmpty()) {
            forget(peer);
            return;
        }
        finishSweeps(row.terms.name());
        row.kept = true;
        for (var family : Family.values()) {
            row.ageAll(family);
            if (!kept.contains(family)) {
                forgetStale(peer, family);
            }
        }
    }

    /** Whatever the peer told goes, and its number with the last of it. */
    public void forget(int peer) {
        var row = peers.at(peer);
        row.kept = false;
        row.gone = true;
        sweeps.add(new Sweep(row, in::forget, () -> peers.remove(peer)));
        work();
    }

    /**
     * All that the peer told of a family counts as stale until it is told again (RFC 7313 §4.2).
     */
    public void ageAll(int peer, Family family) {
        finishSweeps(peers.at(peer).terms.name());
        peers.at(peer).ageAll(family);
    }

    /** What is still stale of a family goes. */
    public void forgetStale(int peer, Family family) {
        var row = peers.at(peer);
        if (row.hasStale(family)) {
            row.noneIsStale(family);
            int fresh = row.mark(family);
            sweeps.add(
                    new Sweep(
                            row,
                            (table, prefix, path) -> {
                                if (table.family == family
                                        && (paths.flags(path) & PeerRow.MARK) != fresh) {
                                    in.forget(table, prefix, path);
                                }
                            },
                            () -> {}));
            work();
        }
    }

    /**
     * What is stale of a family becomes the last resort, and is marked so for others; what is not
     * to be kept so long goes (RFC 9494 §4.2, §4.3).
     */
    public void keepLonger(int peer, Family family) {
        var row = peers.at(peer);
        int fresh = row.mark(family);
        sweeps.add(
                new Sweep(
                        row,
                        (table, prefix, path) -> {
                            if (table.family == family
                                    && (paths.flags(path) & PeerRow.MARK) != fresh) {
                                in.keepLonger(row, table, prefix, path);
                            }
                        },
                        () -> {}));
        work();
    }

    private int withLlgrStale(int set) {
        return intake.withLlgrStale(set);
    }

    private void leaveGroup(PeerRow row) {
        var member = row.member;
        if (member != null) {
            row.member = null;
            groups.leave(member);
        }
    }

    /**
     * Takes an UPDATE in, a whole message between {@code from} and {@code to}.
     *
     * @return false if something about it is unusual; then nothing was changed, and the codec has
     *     to look at it
     */
    public boolean take(int peer, byte[] octets, int from, int to) {
        return intake.take(peers.at(peer), octets, from, to);
    }

    /** Takes in what an UPDATE says that the codec healed; families not kept are passed over. */
    public void take(int peer, CanonicalUpdate update) {
        intake.take(peers.at(peer), update);
    }

    /** Takes in what objects say of one family. */
    public void take(
            int peer,
            Family family,
            Collection<Prefix> withdrawn,
            PathAttributes attributes,
            Collection<Prefix> announced) {
        intake.take(peers.at(peer), family, withdrawn, attributes, announced);
    }

    /** Families in which the peer holds more than its limit. */
    public Set<Family> overLimit(int peer) {
        var row = peers.at(peer);
        Set<Family> over = Set.of();
        for (var family : Family.values()) {
            if (row.held[family.ordinal()] > row.limit(family)) {
                over = over.isEmpty() ? EnumSet.noneOf(Family.class) : over;
                over.add(family);
            }
        }
        return over;
    }

    /**
     * Brings all peers' news up to what the tables say now, and tells what neighbours' routes
     * became.
     */
    public List<Heard> settle() {
        summaries.settle(this::summarise);
        for (var table : tables.values()) {
            if (table.changed.isEmpty()) {
                continue;
            }
            groups.follow(table);
        }
        watched.tell(tables.values());
        for (var table : tables.values()) {
            if (!table.changed.isEmpty()) {
                table.unmark();
                table.forgetEmpty(groups);
            }
        }
        var heard = witness == null ? List.<Heard>of() : witness.tell(view());
        if (sets.hasUnused()) {
            filter.forget();
            sets.sweep(groups::gone);
            shaped.sweep(_ -> {});
        }
        return heard;
    }

    /** Does a slice of the work that can wait; true if there is more. {@link #settle} follows. */
    public boolean work() {
        if (!sweeps.isEmpty()) {
            var sweep = sweeps.getFirst();
            if (sweep.go(this, SLICE)) {
                sweeps.remove(sweep);
            }
        }
        boolean building = groups.build(SLICE);
        return building || !sweeps.isEmpty();
    }

    /**
     * Goes over to other rules; what was heard is judged again, and nobody is asked to repeat it.
     */
    public void become(RibTerms next) {
        var before = terms;
        terms = next;
        in.become(new Imports(next, sets));
        desk.become(next);
        filter.forget();
        originate();
        if (!before.imports().equals(next.imports())) {
            peers.all().forEach(row -> sweeps.add(new Sweep(row, in::judge, () -> {})));
        }
        if (!before.exports().equals(next.exports()) || !before.nextHop().equals(next.nextHop())) {
            groups.become();
        }
        finishWork();
    }

    /**
     * A peer's policies become others: what it told is judged again without asking it, and it is
     * told what differs.
     */
    public void become(int peer, RoutePolicies policies) {
        var row = peers.at(peer);
        var before = row.terms.policies();
        finishSweeps(row.terms.name());
        row.terms = row.terms.with(policies);
        imports(row);
        var member = row.member;
        if (member != null && !before.exports().equals(policies.exports())) {
            groups.move(member, SLICE);
        }
        desk.forgetAllBut(peers.all());
        finishWork();
    }

    /** The peer's import policies are those of its terms; what it holds is judged by them. */
    private void imports(PeerRow row) {
        var policy = desk.compiled(row.terms.policies().imports());
        filter.forget();
        if (row.imports != policy) {
            row.imports = policy;
            sweeps.add(new Sweep(row, in::judge, () -> {}));
            // Until it is done, numbers of reasons mean nothing.
            finishSweeps(row.terms.name());
        }
    }

    /**
     * Origin validation finds something else of some prefixes; their routes are judged again, as
     * {@link #work} goes on.
     */
    public void validate(RoaChange change) {
        desk.validateWith(change.table());
        filter.forget();
        for (var row : peers.all()) {
            if (row.imports.dependsOnRpki()) {
                sweeps.add(
                        new Sweep(
                                row,
                                (table, prefix, path) -> {
                                    if (table.isConcerned(prefix, change)) {
                                        in.judge(table, prefix, path);
                                    }
                                },
                                () -> {}));
            }
        }
        groups.validate();
    }

    private void finishWork() {
        while (work()) {
            settleGroups();
        }
    }

    /**
     * The peer is to be told all routes of a family again, between two messages (RFC 7313 §4.1).
     */
    public void retell(int peer, Family family, byte[] begin, byte[] end) {
        var member = peers.at(peer).member;
        if (member != null && peers.at(peer).speaks(family)) {
            member.tellAll(family, begin, end);
        }
    }

    /** Whether {@link #fill} would have something to say to the peer. */
    public boolean hasOutput(int peer) {
        var member = peers.at(peer).member;
        return member != null && member.hasOutput();
    }

    /**
     * Puts whole UPDATEs for the peer into {@code octets}, as many as there are between {@code
     * from} and {@code to}, and returns where they end. What they say is thereby told.
     */
    public int fill(int peer, byte[] octets, int from, int to) {
        var member = peers.at(peer).member;
        return member == null ? from : member.fill(octets, from, to);
    }

    /** Who hears of every change. */
    public Watched watched() {
        return watched;
    }

    /** The tables for people to look at. */
    public RibView view() {
        return new RibView(this);
    }

    private void finishSweeps(String name) {
        while (sweeps.stream().anyMatch(sweep -> sweep.peer.terms.name().equals(name))) {
            work();
            settleGroups();
        }
    }

    private void settleGroups() {
        for (var table : tables.values()) {
            groups.follow(table);
        }
        watched.tell(tables.values());
        tables.values().forEach(Table::unmark);
    }

    /** Our own prefixes become those of the rules, as paths of the peer that we are ourselves. */
    private void originate() {
        var wanted = OwnRoutes.of(terms);
        wanted.putAll(summaries.announced(terms));
        var table = table(Family.IPV4_UNICAST);
        for (int prefix = 0; prefix < table.prefixes.limit(); prefix++) {
            int path = table.prefixes.isUsed(prefix) ? chains.find(table, prefix, 0, 0) : 0;
            if (path != 0 && !wanted.containsKey(table.prefixes.prefix(prefix))) {
                in.forget(table, prefix, path);
            }
        }
        wanted.forEach((prefix, attributes) -> own(prefix, List.of(), attributes, List.of(prefix)));
    }

    private void summarise(Prefix prefix, boolean there) {
        Summaries.attributes(prefix, terms)
                .ifPresent(attributes -> {
                    var one = List.of(prefix);
                    own(prefix, there ? List.of() : one, attributes, there ? one : List.of());
                });
    }

    private void own(
            Prefix prefix,
            List<Prefix> withdrawn,
            PathAttributes attributes,
            List<Prefix> announced) {
        var family =
                switch (prefix.network().family()) {
                    case V4 -> Family.IPV4_UNICAST;
                    case V6 -> Family.IPV6_UNICAST;
                };
        intake.take(peers.at(0), family, withdrawn, attributes, announced);
    }
}

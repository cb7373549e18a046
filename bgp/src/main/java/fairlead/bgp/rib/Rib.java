package fairlead.bgp.rib;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.PathTable;
import fairlead.bgp.wire.CanonicalUpdate;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one speaker (RFC 4271 §3.2). UPDATEs go in as octets, {@link #settle} draws the
 * conclusions for all who are to be told, and {@link #fill} gives each peer what it has not heard
 * yet. One thread uses it; it knows no time, so the same events give the same answers.
 */
public final class Rib {

    /** Of work that can wait: what takes some milliseconds at most. */
    private static final int SLICE = 1 << 14;

    private static final int LONGEST_LAG = 4 << 20;

    /** How often a peer may begin to tell its routes again before it has ended. */
    private static final int MOST_REFRESHES = 8;

    private static final byte[] NOTHING = new byte[0];

    final AttributeTable sets;
    final AttributeTable shaped;
    final PathTable paths = new PathTable();
    final Partings partings = new Partings();

    /** By path, a note of whoever compares paths with what it told; of use until the next does. */
    final IntColumn places = new IntColumn();

    final PeerRows peers;
    final Decision decision;
    private final Map<Family, Table> tables = new EnumMap<>(Family.class);
    private final Chains chains;
    final AdjRibsIn in;
    private final Intake intake;
    private final PolicyDesk desk;
    private final UpdateGroups groups;
    private final Backlog backlog;
    private final ImportFilter filter;
    private final OwnRoutes own;
    private final @Nullable Witness witness;
    private final Watched watched = new Watched(this);
    private final int longestLag;
    private RibTerms terms;

    /**
     * @param witnessed whether {@link #settle} is to say what each neighbour's routes became
     * @param secret makes hashes that nobody outside can foresee
     */
    public Rib(RibTerms terms, boolean witnessed, long secret) {
        this(terms, witnessed, secret, LONGEST_LAG, SLICE);
    }

    /**
     * @param longestLag how many octets of news a peer may leave unread before it is only told what
     *     is still true when it reads again
     * @param slice see {@link Backlog}
     */
    Rib(RibTerms terms, boolean witnessed, long secret, int longestLag, int slice) {
        this.longestLag = longestLag;
        this.terms = terms;
        this.sets = new AttributeTable(secret);
        this.shaped = new AttributeTable(secret + 2);
        for (var family : Family.values()) {
            tables.put(family, new Table(family, secret + 4 + family.ordinal()));
        }
        this.peers = new PeerRows(Imports.ourselves(terms));
        this.decision = new Decision(terms.ladder(), paths, sets, peers);
        this.desk = new PolicyDesk(terms, sets);
        var summaries = new Summaries();
        this.filter = new ImportFilter(desk, summaries);
        this.groups = new UpdateGroups(this, desk, shaped);
        this.chains = new Chains(paths, sets, decision);
        this.witness = witnessed ? new Witness() : null;
        this.in =
                new AdjRibsIn(
                        this, chains, filter, summaries, watched, this::withLlgrStale, witness);
        this.intake = new Intake(this, in, Imports.scan(terms));
        this.backlog = new Backlog(this, in, groups, slice);
        this.own = new OwnRoutes(peers.at(0), intake, summaries);
        own.become(terms);
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

    /**
     * A session stands: the peer is to be told everything, then each family's {@code marker}. If
     * its routes were kept, those of {@code preserved} families stay stale until they are told
     * again or {@link #forgetStale}; those of others go.
     *
     * @return the peer's number, until {@link #down} without anything kept, or {@link #forget}
     */
    public int up(PeerTerms peer, Map<Family, byte[]> markers, Set<Family> preserved) {
        // It has none of its former paths beside those of now.
        finish(() -> backlog.isForgetting(peer.name()));
        var row = peers.named(peer.name()).filter(one -> one.kept).orElse(null);
        if (row != null && !row.terms.isSameAs(peer)) {
            forget(row.number);
            finish(() -> backlog.isForgetting(peer.name()));
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
        row.begins();
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
        var member = row.member;
        if (member != null) {
            row.member = null;
            groups.leave(member);
        }
        if (kept.isEmpty()) {
            forget(peer);
            return;
        }
        row.kept = true;
        for (var family : Family.values()) {
            if (row.staleGenerations(family) == PathFlags.GENERATIONS) {
                finish(() -> backlog.isSwept(row));
            }
            // What was stale already is not kept through a second restart (RFC 4724 §4.2).
            backlog.forgetOlder(row, family, row.begun(family));
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
        peers.goes(row);
        backlog.forget(row);
        work();
    }

    /** All that the peer told of a family counts as stale until it is told again (RFC 7313 §4). */
    public void ageAll(int peer, Family family) {
        var row = peers.at(peer);
        if (row.staleGenerations(family) < MOST_REFRESHES) {
            row.ageAll(family);
        }
    }

    /** What is still stale of a family goes. */
    public void forgetStale(int peer, Family family) {
        var row = peers.at(peer);
        backlog.forgetOlder(row, family, row.generation(family));
        work();
    }

    /**
     * What is stale of a family becomes the last resort, and is marked so for others; what is not
     * to be kept so long goes (RFC 9494 §4.2, §4.3).
     */
    public void keepLonger(int peer, Family family) {
        backlog.keepLonger(peers.at(peer), family);
        work();
    }

    private int withLlgrStale(int set) {
        return intake.withLlgrStale(set);
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

    /** How many paths of a family the peer has told in the session that stands. */
    public int told(int peer, Family family) {
        return peers.at(peer).told(family);
    }

    /**
     * Brings all peers' news up to what the tables say now, and tells what neighbours' routes
     * became.
     */
    public List<Heard> settle() {
        own.settle(terms);
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
        }
        shaped.sweep(_ -> {});
        return heard;
    }

    /** Does a slice of the work that can wait; true if there is more. {@link #settle} follows. */
    public boolean work() {
        return backlog.work();
    }

    /**
     * Whether {@link #work} is needed for peers to hear more: since it was called, some have begun
     * to be told what they were not.
     */
    public boolean isSearching() {
        return groups.isSearching();
    }

    /**
     * Goes over to other rules: as {@link #work} goes on, what was heard is judged again, and
     * nobody is asked to repeat it.
     */
    public void become(RibTerms next) {
        var before = terms;
        terms = next;
        in.become(new Imports(next, sets));
        desk.become(next);
        filter.forget();
        own.become(next);
        // Policies set them as next hops, and so do we.
        boolean sameAddresses =
                before.nextHop().equals(next.nextHop())
                        && before.nextHop6().equals(next.nextHop6());
        if (!before.imports().equals(next.imports()) || !sameAddresses) {
            peers.all().stream().filter(row -> !row.gone).forEach(backlog::judge);
        }
        if (!before.exports().equals(next.exports()) || !sameAddresses) {
            groups.become();
        }
    }

    /**
     * A peer's policies become others: as {@link #work} goes on, what it told is judged again
     * without asking it, and it is told what differs.
     */
    public void become(int peer, RoutePolicies policies) {
        var row = peers.at(peer);
        boolean sameExports = row.terms.policies().exports().equals(policies.exports());
        row.terms = row.terms.with(policies);
        imports(row);
        if (!sameExports) {
            groups.regroup();
        }
        desk.forgetAllBut(peers.all());
    }

    /** The peer's import policies are those of its terms; what it holds is judged by them. */
    private void imports(PeerRow row) {
        var policy = desk.compiled(row.terms.policies().imports());
        filter.forget();
        if (row.imports != policy) {
            row.imports = policy;
            backlog.judge(row);
        }
    }

    /**
     * Origin validation finds something else of some prefixes; their routes are judged again, as
     * {@link #work} goes on.
     */
    public void validate(RoaChange change) {
        desk.validateWith(change.table());
        filter.forget();
        backlog.validate(change);
    }

    /** The peer is to be told all routes of a family again, between two messages (RFC 7313 §4). */
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

    private void finish(BooleanSupplier unfinished) {
        while (unfinished.getAsBoolean()) {
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
}

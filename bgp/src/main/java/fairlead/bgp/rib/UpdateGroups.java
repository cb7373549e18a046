package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All groups, each with the terms that its peers have in common. */
final class UpdateGroups {

    /** Slices that members look through at a time: a log that was left is not to be held long. */
    private static final int SEARCH = 4;

    private final Map<ExportTerms, UpdateGroup> groups = new LinkedHashMap<>();

    /** Where peers are going whose terms are others than their group's. */
    private final Map<Member, Move> moving = new LinkedHashMap<>();

    private boolean unsorted;
    private final Rib rib;
    private final PolicyDesk desk;
    private final AttributeTable shaped;

    UpdateGroups(Rib rib, PolicyDesk desk, AttributeTable shaped) {
        this.rib = rib;
        this.desk = desk;
        this.shaped = shaped;
    }

    /** The group of peers of these terms; a new one has looked at nothing yet. */
    UpdateGroup of(PeerTerms peer) {
        return of(exportTerms(peer));
    }

    private UpdateGroup of(ExportTerms terms) {
        return groups.computeIfAbsent(terms, of -> new UpdateGroup(of, exporter(of), rib));
    }

    /**
     * Peers' terms may be others now: at the next slice each begins to go to the group that it
     * belongs to. What it is told is that of its old one until the new one has looked at all.
     */
    void regroup() {
        unsorted = true;
    }

    /** A peer goes; the last one closes the door. */
    void leave(Member member) {
        member.close(rib.partings);
        stay(member);
        member.group().members.remove(member);
        closeDeserted();
    }

    private void closeDeserted() {
        groups.values()
                .removeIf(group -> {
                    boolean deserted = group.members.isEmpty() && !isAwaited(group);
                    if (deserted) {
                        group.close();
                    }
                    return deserted;
                });
    }

    private void sort() {
        unsorted = false;
        for (var group : List.copyOf(groups.values())) {
            var wanted = new LinkedHashMap<ExportTerms, List<Member>>();
            for (var member : group.members) {
                wanted.computeIfAbsent(exportTerms(member.peer().terms), _ -> new ArrayList<>())
                        .add(member);
            }
            if (wanted.size() == 1 && !isAwaited(group)) {
                var only = wanted.keySet().iterator().next();
                if (!groups.containsKey(only)) {
                    group.members.forEach(this::stay);
                    groups.remove(group.terms());
                    group.become(only, exporter(only));
                    groups.put(only, group);
                    continue;
                }
            }
            wanted.forEach((terms, members) -> members.forEach(member -> move(member, terms)));
        }
        closeDeserted();
    }

    private void move(Member member, ExportTerms to) {
        var before = moving.get(member);
        if (before != null && before.to().terms().equals(to)) {
            return;
        }
        stay(member);
        if (!to.equals(member.group().terms())) {
            moving.put(member, new Move(member, of(to)));
        }
    }

    private void stay(Member member) {
        var move = moving.remove(member);
        if (move != null) {
            move.end();
        }
    }

    private boolean isAwaited(UpdateGroup group) {
        return moving.values().stream().anyMatch(move -> move.to() == group);
    }

    /** Peers go on, and arrive, where all has been looked at; returns what of the slice is left. */
    private int go(int slice) {
        int left = slice;
        for (var move : List.copyOf(moving.values())) {
            if (left > 0 && move.to().isBuilt()) {
                left = move.compare(left);
                if (left > 0) {
                    arrive(move);
                }
            }
        }
        return left;
    }

    private void arrive(Move move) {
        var member = move.member();
        moving.remove(member);
        var moved = move.arrive();
        member.peer().member = moved;
        move.to().members.add(moved);
        member.group().members.remove(member);
        closeDeserted();
        rib.watched().retold(moved.peer());
    }

    /** The terms of the rib are others: all groups look at everything again. */
    void become() {
        var old = List.copyOf(groups.values());
        groups.clear();
        for (var group : old) {
            var of = group.terms().with(rib.terms());
            group.become(of, exporter(of));
            groups.put(of, group);
        }
    }

    /** Whether what any peers are told depends on what origin validation says. */
    boolean dependOnRpki() {
        return groups.values().stream().anyMatch(group -> group.exporter().dependsOnRpki());
    }

    void follow(Table table) {
        groups.values().forEach(group -> group.follow(table));
    }

    /** Does a slice of what there is to do; true if there is more. */
    boolean build(int slice) {
        if (unsorted) {
            sort();
        }
        int left = slice;
        for (var group : groups.values()) {
            left = group.build(left);
        }
        boolean building = left <= 0 && groups.values().stream().anyMatch(one -> !one.isBuilt());
        if (!moving.isEmpty() && left > 0) {
            go(slice);
        }
        boolean searching = search(slice);
        return building || !moving.isEmpty() || searching;
    }

    /** Whether members have to find out what they owe. */
    boolean isSearching() {
        for (var group : groups.values()) {
            if (group.isSearching()) {
                return true;
            }
        }
        return false;
    }

    /** True if members have more to find out. */
    private boolean search(int slice) {
        int left = SEARCH * slice;
        boolean searching = false;
        for (var group : groups.values()) {
            if (group.isSearching()) {
                left = group.search(left);
                searching |= group.isSearching();
            }
        }
        return searching;
    }

    /** Whether a peer that lags may still have to be told of {@code prefix}. */
    boolean isOwed(Family family, int prefix) {
        for (var group : groups.values()) { // No stream: this is asked for every prefix that goes.
            if (group.isOwed(family, prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Nobody uses {@code set} any more. */
    void gone(int set) {
        groups.values().forEach(group -> group.exporter().gone(set));
    }

    private ExportTerms exportTerms(PeerTerms peer) {
        return ExportTerms.of(peer, rib.terms(), desk.compiled(peer.policies().exports()));
    }

    private Exporter exporter(ExportTerms of) {
        return new Exporter(rib.terms(), of, rib.sets, shaped, desk);
    }
}

package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All groups, each with the terms that its peers have in common. */
final class UpdateGroups {

    private final Map<ExportTerms, UpdateGroup> groups = new LinkedHashMap<>();

    /** Where peers are going whose terms are others than their group's. */
    private final Map<Member, UpdateGroup> moving = new LinkedHashMap<>();

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
        member.close();
        moving.remove(member);
        member.group().members.remove(member);
        closeDeserted();
    }

    private void closeDeserted() {
        groups.values()
                .removeIf(group -> {
                    boolean deserted = group.members.isEmpty() && !moving.containsValue(group);
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
            if (wanted.size() == 1 && !moving.containsValue(group)) {
                var only = wanted.keySet().iterator().next();
                if (!groups.containsKey(only)) {
                    group.members.forEach(moving::remove);
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
        if (to.equals(member.group().terms())) {
            moving.remove(member);
        } else {
            moving.put(member, of(to));
        }
    }

    /** One peer arrives where it was going; false if none can yet. */
    private boolean arrive() {
        for (var one : moving.entrySet()) {
            if (one.getValue().isBuilt()) {
                arrive(one.getKey(), one.getValue());
                return true;
            }
        }
        return false;
    }

    private void arrive(Member member, UpdateGroup to) {
        moving.remove(member);
        var moved = member.movedTo(to);
        member.peer().member = moved;
        to.members.add(moved);
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
            arrive();
        }
        return building || !moving.isEmpty();
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

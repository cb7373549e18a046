package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All groups, each with the terms that its peers have in common. */
final class UpdateGroups {

    private final Map<ExportTerms, UpdateGroup> groups = new LinkedHashMap<>();
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
        return groups.computeIfAbsent(
                exportTerms(peer), of -> new UpdateGroup(of, exporter(of), rib));
    }

    /** A peer, whose terms are others now, goes to the group that it belongs to. */
    void move(Member member, int slice) {
        var to = of(member.peer().terms);
        if (to == member.group()) {
            return;
        }
        while (!to.isBuilt()) {
            to.build(slice);
        }
        var moved = member.movedTo(to);
        member.peer().member = moved;
        to.members.add(moved);
        remove(member);
    }

    /** A peer goes; the last one closes the door. */
    void leave(Member member) {
        member.close();
        remove(member);
    }

    private void remove(Member member) {
        var group = member.group();
        group.members.remove(member);
        if (group.members.isEmpty()) {
            groups.values().remove(group);
            group.close();
        }
    }

    /** The terms of the rib are others: all groups look at everything again. */
    void become() {
        var old = List.copyOf(groups.values());
        groups.clear();
        for (var group : old) {
            var of = exportTerms(group.members.getFirst().peer().terms);
            group.become(of, exporter(of));
            groups.put(of, group);
        }
    }

    /** Origin validation says something else. */
    void validate() {
        for (var group : groups.values()) {
            if (group.exporter().dependsOnRpki()) {
                group.become(group.terms(), exporter(group.terms()));
            }
        }
    }

    void follow(Table table) {
        groups.values().forEach(group -> group.follow(table));
    }

    /** Looks at a slice of what each has not looked at; true if there is more. */
    boolean build(int slice) {
        boolean building = false;
        for (var group : groups.values()) {
            if (!group.isBuilt()) {
                group.build(slice);
                building |= !group.isBuilt();
            }
        }
        return building;
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

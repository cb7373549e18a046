package fairlead.bgp.rib;

import fairlead.bgp.policy.AttributeEdit;
import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RouteView;
import fairlead.bgp.rpki.OriginAs;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Where policies are compiled and asked about paths. Asking costs no allocation. */
final class PolicyDesk {

    private final AttributeTable sets;
    private final RouteView view = new RouteView();
    private final AttributeEdit edit = new AttributeEdit();
    private final AttributeScan facts;
    private final Map<List<Policy>, CompiledPolicy> compiled = new HashMap<>();
    private RibTerms terms;
    private RoaTable roas = RoaTable.EMPTY;

    PolicyDesk(RibTerms terms, AttributeTable sets) {
        this.terms = terms;
        this.sets = sets;
        this.facts = Imports.scan(terms);
    }

    /** Goes over to other terms. */
    void become(RibTerms next) {
        terms = next;
    }

    /** From now on this is what origins are validated with. */
    void validateWith(RoaTable table) {
        roas = table;
    }

    CompiledPolicy compiled(List<Policy> policies) {
        return policies.isEmpty()
                ? CompiledPolicy.ACCEPT_ALL
                : compiled.computeIfAbsent(policies, CompiledPolicy::of);
    }

    /** Policies that none of these peers has are not kept. */
    void forgetAllBut(List<PeerRow> peers) {
        var kept = new HashSet<List<Policy>>();
        for (var peer : peers) {
            kept.add(peer.terms.policies().imports());
            kept.add(peer.terms.policies().exports());
        }
        compiled.keySet().retainAll(kept);
    }

    /** What the last answer left behind, if it was {@link CompiledPolicy#EDITED}. */
    AttributeEdit edit() {
        return edit;
    }

    /**
     * Asks about a path of set {@code set}, for the session with a peer.
     *
     * @return what {@link CompiledPolicy#apply} says
     */
    int ask(
            CompiledPolicy policy,
            Asn asn,
            IpAddress address,
            Table table,
            long high,
            long low,
            int length,
            int set) {
        byte[] octets = sets.octets(set);
        int from = sets.from(set);
        int to = from + sets.length(set);
        var self = terms.nextHop();
        switch (table.family) {
            case IPV4_UNICAST -> view.ipv4((int) (high >>> 32), length);
            case IPV6_UNICAST -> {
                view.ipv6(high, low, length);
                self = terms.nextHop6().orElse(self);
            }
        }
        view.attributes(octets, from, to)
                .self((int) terms.asn().value(), self)
                .peer((int) asn.value(), address)
                .rpki(
                        policy.dependsOnRpki()
                                ? validity(table.family, high, low, length, octets, from, to)
                                : Validity.NOT_FOUND);
        return policy.apply(view, edit);
    }

    private Validity validity(
            Family family, long high, long low, int length, byte[] octets, int from, int to) {
        long origin = OriginAs.of(octets, from, to, terms.asn().value());
        return switch (family) {
            case IPV4_UNICAST -> roas.validate((int) (high >>> 32), length, origin);
            case IPV6_UNICAST -> roas.validate(family.addresses(), high, low, length, origin);
        };
    }

    /** The number of the set that the last answer made of a path. */
    int interned() {
        int hash = sets.hash(edit.octets(), edit.from(), edit.to());
        int known = sets.find(edit.octets(), edit.from(), edit.to(), hash);
        if (known != AttributeTable.NONE) {
            return known;
        }
        if (!facts.read(edit.octets(), edit.from(), edit.to(), true)) {
            throw new IllegalStateException("a policy made attributes that cannot be");
        }
        return sets.add(
                edit.octets(),
                edit.from(),
                edit.to(),
                hash,
                facts,
                Decision.rank(terms.ladder(), facts));
    }
}

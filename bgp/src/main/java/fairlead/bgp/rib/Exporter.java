package fairlead.bgp.rib;

import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.PathAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a group of peers is told of a path. A set of attributes that passes unchanged keeps its
 * number; others get one in a second table, once for each set. A code stands for either: positive
 * for a set as it is, negative for one that was shaped, 0 for nothing to tell.
 */
final class Exporter {

    static final int NOTHING = 0;

    private static final int NEXT_HOP = 3;
    private static final int MED = 4;

    private static final int UNKNOWN = 0;
    private static final int NOT_TOLD = 1;

    private final RibTerms terms;
    private final ExportTerms to;
    private final AttributeTable sets;
    private final AttributeTable shaped;
    private final PolicyDesk desk;
    private final ExportFilter filter;

    /** By set: {@link #UNKNOWN}, {@link #NOT_TOLD}, or the number of the shaped set plus 2. */
    private final IntColumn known = new IntColumn();

    /** Reflected paths are shaped for each peer that they came from: by set and peer. */
    private final Map<Long, Integer> reflected = new HashMap<>();

    /** When all is let go of: sets from this on still hold what was made of them. */
    private int kept;

    Exporter(
            RibTerms terms,
            ExportTerms to,
            AttributeTable sets,
            AttributeTable shaped,
            PolicyDesk desk) {
        this.terms = terms;
        this.to = to;
        this.sets = sets;
        this.shaped = shaped;
        this.desk = desk;
        this.filter = new ExportFilter(desk.compiled(to.policies()));
    }

    /** Whether what is told depends on what origin validation says. */
    boolean dependsOnRpki() {
        return filter.policy().dependsOnRpki();
    }

    /** The table that the set of {@code code} is in. */
    AttributeTable table(int code) {
        return code > 0 ? sets : shaped;
    }

    /** The number of the set of {@code code} in its table. */
    static int set(int code) {
        return code > 0 ? code - 1 : -code - 1;
    }

    /** The attributes that a code stands for, wide AS numbers in full for a narrow peer too. */
    PathAttributes attributes(int code) {
        return CanonicalAttributes.read(table(code).copy(set(code)), to.width());
    }

    /** The same in canonical form. */
    byte[] canonical(int code) {
        return to.width() == AsWidth.FOUR
                ? table(code).copy(set(code))
                : CanonicalAttributes.write(attributes(code));
    }

    /**
     * Why a path is not told, be its attributes as short as they may: what {@link #code} does not
     * keep.
     */
    Optional<ExportFate> objection(int set, PeerRow from, Table table, int prefix) {
        var hold = Hold.of(sets.flags(set), from, to);
        if (hold != Hold.NOTHING) {
            return Optional.of(new ExportFate.Held(hold));
        }
        int answer = ask(set, table, prefix);
        if (answer > 0) {
            return Optional.of(new ExportFate.Refused(filter.policy().refusal(answer)));
        }
        return lacksNextHop(from, table.family)
                ? Optional.of(new ExportFate.Held(Hold.NO_NEXT_HOP))
                : Optional.empty();
    }

    /** Whether what is told after the policies' last answer would have an address we lack. */
    private boolean lacksNextHop(PeerRow from, Family family) {
        boolean ours = to.kind() == PeerKind.EXTERNAL || from.number == 0;
        return ours
                && !to.kind().isInternal()
                && family == Family.IPV6_UNICAST
                && terms.nextHop6().isEmpty()
                && !desk.edit().hasSet(NEXT_HOP);
    }

    /** The code of what is told of a path to this prefix with this set from this peer. */
    int code(int set, PeerRow from, Table table, int prefix) {
        if (Hold.of(sets.flags(set), from, to) != Hold.NOTHING) {
            return NOTHING;
        }
        var policy = filter.policy();
        if (policy.acceptsAll()) {
            return code(set, from);
        }
        boolean keeps = !policy.dependsOnPrefix() && !isReflected(from);
        if (keeps && filter.isKnown(set)) {
            return filter.known(set);
        }
        int code =
                switch (ask(set, table, prefix)) {
                    case CompiledPolicy.ACCEPTED ->
                            isSetAsItWas() ? edited(set, from) : code(set, from);
                    case CompiledPolicy.EDITED -> edited(set, from);
                    default -> NOTHING;
                };
        if (keeps) {
            filter.know(set, code);
        }
        return code;
    }

    /** What the peers' policies say of a path. */
    private int ask(int set, Table table, int prefix) {
        var prefixes = table.prefixes;
        return desk.ask(
                filter.policy(),
                to.asn(),
                to.address(),
                table,
                prefixes.high(prefix),
                prefixes.low(prefix),
                prefixes.length(prefix),
                set);
    }

    /** Whether the policies set what they found, and what would be told otherwise. */
    private boolean isSetAsItWas() {
        return to.kind() == PeerKind.EXTERNAL
                && (desk.edit().hasSet(MED) || desk.edit().hasSet(NEXT_HOP));
    }

    private boolean passes(int set, PeerRow from) {
        return to.kind() == PeerKind.TRANSPARENT
                && to.width() == AsWidth.FOUR
                && from.number != 0
                && (sets.flags(set) & AttributeScan.INTERNAL) == 0
                && terms.ladder() == Ladder.STANDARD;
    }

    private boolean isReflected(PeerRow from) {
        return to.kind().isInternal() && from.terms.kind().isInternal() && from.number != 0;
    }

    /** The code of what the policy has just made of a set. */
    private int edited(int set, PeerRow from) {
        var edit = desk.edit();
        int number;
        if (passes(set, from) && !edit.hasLocalPref()) {
            number = shaped(edit.octets(), edit.from(), edit.to());
        } else {
            var attributes =
                    CanonicalAttributes.read(
                            Arrays.copyOfRange(edit.octets(), edit.from(), edit.to()));
            number = shaped(ExportShape.of(attributes, from, to, terms, edit::hasSet));
        }
        if (number == AttributeTable.NONE) {
            return NOTHING;
        }
        if (filter.makes(set, number)) {
            shaped.retain(number);
        }
        return -number - 1;
    }

    /** The code of what is told of a path with this set from this peer. */
    private int code(int set, PeerRow from) {
        if (passes(set, from)) {
            return UpdateWriter.fits(sets.length(set), to.longest()) ? set + 1 : NOTHING;
        }
        if (isReflected(from)) {
            return reflected(set, from);
        }
        int answer = known.get(set);
        if (answer == UNKNOWN) {
            answer = shape(set, from);
            known.set(set, answer);
        }
        return answer == NOT_TOLD ? NOTHING : -(answer - 2) - 1;
    }

    /** Nobody uses {@code set} any more. */
    void gone(int set) {
        filter.gone(set, shaped::release);
        int answer = known.get(set);
        if (answer > NOT_TOLD) {
            shaped.release(answer - 2);
        }
        if (answer != UNKNOWN) {
            known.set(set, UNKNOWN);
        }
        if (!reflected.isEmpty()) {
            reflected
                    .entrySet()
                    .removeIf(entry -> {
                        boolean his = (int) (entry.getKey() & 0xffff_ffffL) == set;
                        if (his && entry.getValue() > NOT_TOLD) {
                            shaped.release(entry.getValue() - 2);
                        }
                        return his;
                    });
        }
    }

    /** It is asked no more, and lets go of more of what it shaped; see {@link Partings}. */
    int letGo(int slice) {
        int left = slice;
        for (; kept < sets.limit() && left > 0; kept++, left--) {
            if (known.get(kept) > NOT_TOLD) {
                shaped.release(known.get(kept) - 2);
            }
        }
        for (var each = reflected.values().iterator(); each.hasNext() && left > 0; left--) {
            int answer = each.next();
            each.remove();
            if (answer > NOT_TOLD) {
                shaped.release(answer - 2);
            }
        }
        return left > 0 ? filter.letGo(shaped::release, left) : 0;
    }

    private int reflected(int set, PeerRow from) {
        int answer =
                reflected.computeIfAbsent((long) from.number << 32 | set, _ -> shape(set, from));
        return answer == NOT_TOLD ? NOTHING : -(answer - 2) - 1;
    }

    private int shape(int set, PeerRow from) {
        var attributes = CanonicalAttributes.read(sets.copy(set));
        int number = shaped(ExportShape.of(attributes, from, to, terms, ExportShape.NOTHING_SET));
        if (number == AttributeTable.NONE) {
            return NOT_TOLD;
        }
        shaped.retain(number);
        return number + 2;
    }

    private int shaped(Optional<PathAttributes> out) {
        if (out.isEmpty()) {
            return AttributeTable.NONE;
        }
        var octets = CanonicalAttributes.write(out.get(), to.width());
        return shaped(octets, 0, octets.length);
    }

    /** The number of these octets in the second table; none if no message could hold them. */
    private int shaped(byte[] octets, int from, int end) {
        if (!UpdateWriter.fits(end - from, to.longest())) {
            return AttributeTable.NONE;
        }
        int hash = shaped.hash(octets, from, end);
        int number = shaped.find(octets, from, end, hash);
        return number != AttributeTable.NONE
                ? number
                : shaped.add(octets, from, end, hash, AttributeScan.NOTHING, 0);
    }
}

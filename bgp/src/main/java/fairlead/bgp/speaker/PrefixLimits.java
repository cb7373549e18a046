package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How many prefixes neighbours may tell, in Azure's way of counting and in everybody else's. What
 * counts is what a neighbour has told in the session that stands, rejected ones included, and where
 * it tells several paths for a prefix (RFC 7911) each of them.
 */
final class PrefixLimits {

    private final Rib rib;

    /** Families in which a neighbour was over a limit that only warns, in this session. */
    private final Map<Peering, Set<AddressFamily>> warned = new HashMap<>();

    PrefixLimits(Rib rib) {
        this.rib = rib;
    }

    /** Its session stands no more, or its limits are others. */
    void forget(Peering peering) {
        warned.remove(peering);
    }

    /**
     * Why the session of a neighbour has to end that holds more than it may; else it is warned of.
     */
    Optional<Problem> objection(Peering peering, int number, Consumer<Effect> act) {
        for (var options : peering.neighbour().options().families()) {
            var family = Family.of(options.family());
            int told = family.map(one -> rib.told(number, one)).orElse(0);
            if (told > options.prefixLimit()) {
                switch (options.whenExceeded()) {
                    case CEASE -> {
                        return Optional.of(
                                tooMany(
                                        options.family(),
                                        options.prefixLimit(),
                                        told + " prefixes of " + options.family()));
                    }
                    case WARN -> warn(peering, options, act);
                }
            }
        }
        return Optional.empty();
    }

    /** Azure counts what arrives on top of what is held, repeats too. */
    Optional<Problem> arriving(ImportRules rules, int number, Update update) {
        int limit = rules.maxPrefixes();
        if (limit == ImportRules.UNLIMITED) {
            return Optional.empty();
        }
        long held = rib.told(number, Family.IPV4_UNICAST);
        long more = update.ipv4Unicast().stream().mapToLong(part -> part.announced().size()).sum();
        return held + more <= limit
                ? Optional.empty()
                : Optional.of(
                        tooMany(
                                AddressFamily.IPV4_UNICAST,
                                limit,
                                held + " prefixes held and " + more + " more in one UPDATE"));
    }

    /** Once in a session. */
    private void warn(Peering peering, FamilyOptions options, Consumer<Effect> act) {
        if (warned.computeIfAbsent(peering, _ -> new HashSet<>()).add(options.family())) {
            act.accept(
                    new Effect.Note(
                            peering.neighbour().name(),
                            "tells more than "
                                    + options.prefixLimit()
                                    + " prefixes of "
                                    + options.family()
                                    + "; its session stays, as configured"));
        }
    }

    /** AFI, SAFI and the limit are the data (RFC 4486 §4). */
    private static Problem tooMany(AddressFamily family, int limit, String what) {
        var data =
                new byte[] {
                    0,
                    (byte) family.afi(),
                    (byte) family.safi(),
                    (byte) (limit >>> 24),
                    (byte) (limit >>> 16),
                    (byte) (limit >>> 8),
                    (byte) limit
                };
        return new Problem(
                Fault.TOO_MANY_PREFIXES, what + " are over the limit of " + limit, Octets.of(data));
    }
}

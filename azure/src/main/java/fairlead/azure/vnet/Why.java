package fairlead.azure.vnet;

import static java.util.Comparator.comparingInt;

import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.EffectiveRoutes.State;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why packets to one address go where they go.
 *
 * @param candidates every route that holds the address, longest first; of one prefix, the active
 *     one first
 */
public record Why(IpAddress address, List<Candidate> candidates) {

    /** What became of a candidate. */
    public enum Outcome {
        CHOSEN,
        LOST
    }

    /**
     * One route that holds the address, and what became of it.
     *
     * @param rung the rule that decided over this candidate
     * @param reason for the chosen one where it comes from; for a loser why it lost
     */
    public record Candidate(Entry entry, Outcome outcome, Rung rung, String reason) {}

    public Why {
        candidates = List.copyOf(candidates);
    }

    /** The candidates for an address in a table, and the decision between them. */
    public static Why of(EffectiveRoutes table, IpAddress address) {
        var holding =
                Stream.concat(table.routes().stream(), table.hidden().stream())
                        .filter(entry -> entry.prefix().contains(address))
                        .sorted(LONGEST_FIRST)
                        .toList();
        if (Platform.answers(address)) {
            return new Why(address, holding.stream().map(e -> besidesRoutes(e, address)).toList());
        }
        var chosen = holding.stream().filter(e -> e.state() == State.ACTIVE).findFirst();
        var candidates = new ArrayList<Candidate>();
        for (var entry : holding) {
            if (chosen.filter(entry::equals).isPresent()) {
                candidates.add(chosen(entry, holding));
            } else {
                candidates.add(lost(entry, chosen));
            }
        }
        return new Why(address, candidates);
    }

    /**
     * The route that packets follow; empty where nothing holds the address (IPv6), and where the
     * platform answers it, which no route can change.
     */
    public Optional<Candidate> chosen() {
        return candidates.stream().filter(c -> c.outcome() == Outcome.CHOSEN).findFirst();
    }

    /** The appliances among which flows are shared; one or none where there is nothing to share. */
    public List<IpAddress> members() {
        return chosen().map(c -> c.entry().nextHop().addresses()).orElse(List.of());
    }

    private static final Comparator<Entry> LONGEST_FIRST =
            comparingInt((Entry e) -> -e.prefix().length()).thenComparing(Entry::state);

    /**
     * What decided for the winner is what beat the first of the others that could take its place.
     */
    private static Candidate chosen(Entry entry, List<Entry> holding) {
        var rung =
                holding.stream()
                        .filter(other -> !other.equals(entry))
                        .findFirst()
                        .map(other -> rungOver(other, entry))
                        .orElse(Rung.UNDISPUTED);
        return new Candidate(entry, Outcome.CHOSEN, rung, entry.reason());
    }

    private static Candidate besidesRoutes(Entry entry, IpAddress address) {
        return new Candidate(
                entry,
                Outcome.LOST,
                Rung.PLATFORM,
                address + " is the platform's own and reached directly, whatever the routes");
    }

    private static Candidate lost(Entry entry, Optional<Entry> chosen) {
        if (entry.state() == State.ACTIVE && chosen.isPresent()) {
            return new Candidate(
                    entry,
                    Outcome.LOST,
                    Rung.LONGEST_PREFIX,
                    chosen.get().prefix() + " is longer than " + entry.prefix());
        }
        return new Candidate(entry, Outcome.LOST, entry.rung(), entry.reason());
    }

    private static Rung rungOver(Entry loser, Entry winner) {
        return loser.state() == State.ACTIVE && loser.prefix().length() < winner.prefix().length()
                ? Rung.LONGEST_PREFIX
                : loser.rung();
    }
}

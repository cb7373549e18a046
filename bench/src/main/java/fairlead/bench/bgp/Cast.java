package fairlead.bench.bgp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A load made ready: what each sender says, and what everyone who is judged shall hold. */
final class Cast {

    private static final long SEED = 20_260_101;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Load load;
    final InternetTable table;
    private final Expectation end;
    private final AttributeDraw draw = new AttributeDraw(SEED);
    private final List<Speech> speeches = new ArrayList<>();
    private final Map<Rules, Expectation> ends = new EnumMap<>(Rules.class);

    Cast(Load load) throws IOException {
        this.load = load;
        table = InternetTable.draw(load.family(), load.prefixes(), load.share(), SEED);
        end = new Expectation(table.slots, load.shared() ? load.senders() : 1);
        for (int sender = 0; sender < load.senders(); sender++) {
            int from = load.shared() ? 0 : table.groupAt(sender * load.share());
            int to = table.groupAt((load.shared() ? 1 : sender + 1) * load.share());
            speeches.add(Speech.of(table, from, to, new Place(sender), draw, end));
        }
    }

    /** What everyone shall hold when the daemon has these rules; for loads that are shared. */
    Expectation under(Rules rules) throws IOException {
        if (!rules.change()) {
            return end;
        }
        var known = ends.get(rules);
        if (known == null) {
            known = new Expectation(table.slots, load.senders(), rules);
            var judged = new AttributeDraw(SEED, rules);
            for (int sender = 0; sender < load.senders(); sender++) {
                Speech.of(table, 0, table.groups(), new Place(sender), judged, known);
            }
            ends.put(rules, known);
        }
        return known;
    }

    /** What the sender says. */
    Speech speech(int sender) {
        return speeches.get(sender);
    }

    /**
     * A route of the first sender's that shares its attributes with no other: what it says of it.
     */
    Flap flap() throws IOException {
        int group = 0;
        while (table.start(group + 1) - table.start(group) > 1) {
            group++;
        }
        return new Flap(
                table.slots.slot(table.key(table.start(group))),
                Speech.of(table, group, group + 1, new Place(0), draw, end));
    }

    /** Puts all peers in front of the daemon, each with an Established session. */
    void enter(Generator generator, BooleanSupplier alive)
            throws IOException, InterruptedException {
        for (int number = 0; number < load.peers(); number++) {
            boolean judged = !load.shared() || number >= load.senders();
            generator.dial(
                    new Place(number),
                    judged ? Optional.of(holding(number)) : Optional.empty(),
                    PATIENCE,
                    alive);
        }
    }

    private Holding holding(int number) {
        var holding = new Holding(end);
        if (!load.shared() && number < load.senders()) {
            for (int i = number * load.share(); i < (number + 1) * load.share(); i++) {
                holding.own(table.slots.slot(table.key(i)));
            }
        }
        return holding;
    }

    /** One route that goes and comes. */
    record Flap(int slot, Speech speech) {}
}

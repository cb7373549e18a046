package fairlead.bgp.speaker;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibView;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What passes between the sessions of an instance and its tables: what a peer tells while its
 * session stands, what it is to be told, and what becomes of its routes when the session ends.
 */
final class RouteExchange {

    private static final byte[] NOTHING = new byte[0];

    private final Consumer<Effect> act;

    /** The peer's number in the tables, while its session stands. */
    private final Map<Peering, Integer> numbers = new HashMap<>();

    private final Rib rib;
    private final Retention retention;
    private final PrefixLimits limits;
    private final Watches watches;
    private final Deferral deferral = new Deferral();
    private final Refreshes refreshes = new Refreshes();
    private SpeakerConfig config;

    /**
     * @param routesTold whether {@link SpeakerEvent.RoutesHeard} are among the effects
     * @param secret as {@link Rib} wants it
     */
    RouteExchange(SpeakerConfig config, boolean routesTold, long secret, Consumer<Effect> act) {
        this.config = config;
        this.act = act;
        this.rib = new Rib(RibTermsOf.config(config), routesTold, secret);
        this.retention = new Retention(rib);
        this.limits = new PrefixLimits(rib);
        this.watches = new Watches(rib);
    }

    RibView view() {
        return rib.view();
    }

    Watches watches() {
        return watches;
    }

    /** {@link #defers} is over: who watches is told what peers are told from now on. */
    void speak() {
        rib.watched().silent(false);
        watches.retell();
    }

    /** We have started anew: nobody is told anything until {@link #defers} is over. */
    void defer(Speaker.Start how, Instant now) {
        deferral.begin(how, config, now);
        rib.watched().silent(deferral.holds());
    }

    /** Whether nobody is told anything yet, after a restart. */
    boolean defers() {
        return deferral.holds();
    }

    /** Whom we wait for until then. */
    Optional<SelectionDeferral> deferral() {
        return deferral.report();
    }

    /**
     * Who may originate what is known; what was heard before is judged by it as {@link #work} goes
     * on.
     */
    void originsKnown() {
        deferral.originsKnown();
    }

    /** The rules for all become those of {@code next}. */
    void become(SpeakerConfig next) {
        deferral.become(next);
        boolean sameRules = RibTermsOf.config(config).equals(RibTermsOf.config(next));
        config = next;
        if (!sameRules) {
            rib.become(RibTermsOf.config(next));
            watches.retell();
        }
    }

    /**
     * Policies or limits of a neighbour became others; what it told, or left here, is judged anew.
     */
    void optionsChanged(Peering peering) {
        limits.forget(peering);
        var policies = RibTermsOf.policies(peering.neighbour().options());
        var number = numbers.get(peering);
        if (number != null) {
            rib.become(number, policies);
        }
        retention.away(peering.neighbour()).ifPresent(away -> rib.become(away, policies));
    }

    /** Who may originate what has become another. */
    void validate(RoaChange change) {
        rib.validate(change);
    }

    /** A neighbour is spoken with no more, or in another way: nothing of it is kept. */
    void forget(Neighbour neighbour) {
        retention.remove(neighbour);
    }

    /**
     * A neighbour will not tell us anything. One that is only spoken with in another way is waited
     * for as before: what it has is still to come.
     */
    void awaitNoMore(Neighbour neighbour) {
        deferral.forget(neighbour);
    }

    /** A session stands. */
    void up(Peering peering, Negotiated session, Instant now) {
        var neighbour = peering.neighbour();
        var terms = RibTermsOf.peer(neighbour, session, config.profile());
        var markers = new EnumMap<Family, byte[]>(Family.class);
        terms.families().forEach(family -> markers.put(family, Markers.endOfRib(family, session)));
        var preserved = retention.preserved(neighbour, session);
        int number = rib.up(terms, markers, preserved);
        retention.up(neighbour, number, preserved, now);
        deferral.up(neighbour, session, terms.families());
        refreshes.up(peering, session.gracefulRestart().isPresent() ? terms.families() : Set.of());
        numbers.put(peering, number);
        watches.up(peering, session, terms, number, !preserved.isEmpty(), config.local(), now);
    }

    /** The session stands no more; {@code graceful} if its routes may stay as stale ones. */
    void down(Peering peering, boolean graceful, Instant now) {
        var number = numbers.remove(peering);
        limits.forget(peering);
        refreshes.down(peering);
        if (number != null) {
            watches.down(peering, peering.end(), now);
            retention.down(peering, number, graceful, now);
            tellRoutes();
        }
    }

    /**
     * Takes an UPDATE in that has nothing unusual about it; false, and nothing is changed, if the
     * codec has to look at it.
     */
    boolean take(Peering peering, byte[] octets, int from, int to) {
        var number = numbers.get(peering);
        return number != null
                && config.imports().maxPrefixes() == ImportRules.UNLIMITED
                && !UpdateFrame.mayBeEndOfRib(from, to)
                && rib.take(number, octets, from, to);
    }

    /** Why the session has to end after what was taken in, if it has to. */
    Optional<Problem> objection(Peering peering) {
        var number = numbers.get(peering);
        return number == null ? Optional.empty() : limits.objection(peering, number, act);
    }

    /** Takes an UPDATE in, or returns why the session has to end. */
    Optional<Problem> deliver(Peering peering, Update update) {
        var number = numbers.get(peering);
        if (number == null) {
            return Optional.empty();
        }
        update.endOfRib().ifPresent(family -> toldAll(peering, family));
        var problem = limits.arriving(config.imports(), number, update);
        if (problem.isPresent()) {
            return problem;
        }
        rib.take(number, BgpCodec.canonical(update));
        return objection(peering);
    }

    private void toldAll(Peering peering, AddressFamily family) {
        Family.of(family)
                .ifPresent(one -> {
                    retention.told(peering.neighbour(), one);
                    deferral.told(peering.neighbour(), one);
                    refreshes.told(peering, one);
                });
        tellRoutes();
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            act.accept(new Effect.Tell(new SpeakerEvent.EndOfRib(peering.neighbour().name())));
        }
    }

    /** The peer wants all routes of a family again (RFC 2918). */
    void retell(Peering peering, AddressFamily family) {
        var number = numbers.get(peering);
        var ours = Family.of(family);
        if (number == null || ours.isEmpty()) {
            return;
        }
        boolean marked = peering.session().filter(Negotiated::marksRefreshes).isPresent();
        rib.retell(
                number,
                ours.get(),
                marked ? Markers.refreshBegins(family) : NOTHING,
                marked ? Markers.refreshEnds(family) : NOTHING);
    }

    /** The peer begins to tell everything again, or has done so (RFC 7313 §4). */
    void retold(Peering peering, AddressFamily family, boolean begins) {
        var number = numbers.get(peering);
        var ours = Family.of(family);
        if (number == null || ours.isEmpty()) {
            return;
        }
        if (begins && refreshes.begins(peering, ours.get())) {
            rib.ageAll(number, ours.get());
        } else if (!begins && refreshes.ends(peering, ours.get())) {
            rib.forgetStale(number, ours.get());
        }
    }

    /** Connections whose peers have routes to be told. */
    List<ConnectionId> eager() {
        if (deferral.holds()) {
            return List.of();
        }
        var eager = new ArrayList<ConnectionId>();
        numbers.forEach((peering, number) -> {
            if (rib.hasOutput(number)) {
                peering.established().ifPresent(eager::add);
            }
        });
        return eager;
    }

    /** Puts whole UPDATEs for a peer into {@code octets}; returns where they end. */
    int fill(Peering peering, ConnectionId connection, byte[] octets, int from, int to) {
        var number = numbers.get(peering);
        if (number == null
                || deferral.holds()
                || peering.established().filter(connection::equals).isEmpty()) {
            return from;
        }
        int end = rib.fill(number, octets, from, to);
        peering.tally().sent(octets, from, end);
        rib.watched().tellWhatIsTold();
        return end;
    }

    /** Does a slice of the work that can wait; true if there is more. */
    boolean work() {
        boolean more = rib.work();
        if (!more) {
            deferral.allJudged();
        }
        return more;
    }

    /** Whether there is such work since the last slice. */
    boolean isSearching() {
        return rib.isSearching();
    }

    /** Until when routes of a neighbour that went away are kept, by family; none of others. */
    Map<Family, Instant> keptUntil(Neighbour neighbour) {
        return retention.keptUntil(neighbour);
    }

    /** The earlier of {@code before} and whatever ends here. */
    Instant nextDeadline(Instant before) {
        return deferral.nextDeadline(retention.nextDeadline(before));
    }

    void tick(Instant now) {
        retention.tick(now);
        if (deferral.isOver(now)) {
            deferral.report().ifPresent(this::lossOfPatience);
            deferral.end();
        }
    }

    private void lossOfPatience(SelectionDeferral with) {
        act.accept(
                new Effect.Remark(
                        "these have not told what they have, and are waited for no longer: "
                                + String.join(", ", with.awaited())));
    }

    /** Draws the conclusions from all that was taken in, and tells what routes became. */
    void tellRoutes() {
        for (var heard : rib.settle()) {
            act.accept(
                    new Effect.Tell(
                            new SpeakerEvent.RoutesHeard(
                                    heard.neighbour(),
                                    heard.accepted(),
                                    heard.withdrawn(),
                                    heard.rejected())));
        }
    }
}

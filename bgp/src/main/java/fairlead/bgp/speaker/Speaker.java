package fairlead.bgp.speaker;

import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.link.Lateness;
import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.ExportTrace;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.rib.Selection;
import fairlead.bgp.rib.TableSizes;
import fairlead.bgp.rpki.RoaChange;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One BGP instance at one local address: it listens, dials every neighbour, and answers about what
 * it knows. Safe to use from any thread. Events arrive on the speaker's own thread, one at a time
 * and in order; a listener may call any method but {@link #close}.
 */
public final class Speaker implements AutoCloseable {

    /** How far our packets may travel: neighbours can be any number of hops away. */
    static final int HOPS = 255;

    /** Whether {@link SpeakerEvent.RoutesHeard} are told to the listener. */
    public enum Routes {
        TOLD,
        /** For large tables: who wants to know asks. */
        NOT_TOLD
    }

    /** What was before {@link #start}. */
    public enum Start {
        /** Nothing that neighbours would still have routes from. */
        FRESH,
        /**
         * A speaker with the same sessions, whose routes neighbours may have kept: nothing is told
         * before they have told what they have (RFC 4724 §4.1).
         */
        RESTARTED,
        /**
         * The same, and who may originate what is still to come: where policies ask for it, nothing
         * is told before {@link #originsKnown} either.
         */
        RESTARTED_BEFORE_ORIGINS
    }

    private final Loop loop;

    /** A speaker that does nothing until it is started. */
    public Speaker(SpeakerConfig config, SocketOpener opener, Consumer<SpeakerEvent> listener) {
        this(config, opener, Routes.TOLD, listener);
    }

    /** As the other, for a listener that may not want to hear of each route. */
    public Speaker(
            SpeakerConfig config,
            SocketOpener opener,
            Routes routes,
            Consumer<SpeakerEvent> listener) {
        this.loop = new Loop(config, opener, routes == Routes.TOLD, listener);
    }

    /** Listens and dials. To be called once. */
    public void start() {
        start(Start.FRESH);
    }

    /** As {@link #start()}, after what was before. */
    public void start(Start how) {
        loop.start(how);
    }

    /**
     * As {@link #close}, by one who comes back soon: neighbours who offered it keep our routes, for
     * the time that {@link Restarts#time} asks for; the others hear a cease (administrative reset).
     */
    public void leave() {
        loop.close(Instance::leave);
    }

    /**
     * Goes over to {@code config}, soon and in order with other calls. Sessions of neighbours that
     * did not change are untouched, unless our own end or hold time did; changed import rules are
     * applied to what was heard already.
     */
    public void reconfigure(SpeakerConfig config) {
        loop.reconfigure(config);
    }

    /**
     * From now on origins are validated with the table of {@code change}; routes that it concerns
     * are judged again, and neighbours told what follows from that. Policies ask for it.
     */
    public void validate(RoaChange change) {
        loop.validate(change);
    }

    /** {@link #validate} has said all that there is by now, whether or not this speaker waits. */
    public void originsKnown() {
        loop.originsKnown();
    }

    /** Asks every established neighbour that understands it to tell its routes again (RFC 2918). */
    public void refresh() {
        loop.refresh();
    }

    /**
     * What the neighbour told us and the import rules accept, by prefix; nothing if it is not
     * known.
     */
    public List<HeardRoute> learned(String neighbour) {
        return ask(instance -> instance.routes().learned(neighbour));
    }

    /** What the neighbour told us and the import rules keep out, by prefix, with reasons. */
    public List<RejectedRoute> rejected(String neighbour) {
        return ask(instance -> instance.routes().rejected(neighbour));
    }

    /** What the neighbour has been told, by prefix: its Adj-RIB-Out. */
    public List<AdvertisedRoute> advertised(String neighbour) {
        return ask(instance -> instance.routes().advertised(neighbour));
    }

    /** The best paths, by prefix, and why each is best: the Loc-RIB. */
    public List<Selection> best() {
        return ask(instance -> instance.routes().best());
    }

    /** {@code watch} is told of everything from now on, on the speaker's own thread. */
    public void watch(Watch watch) {
        loop.watch(watch);
    }

    /**
     * {@code watch} is told its end, and nothing after it. Of a speaker that runs no more every
     * watch was told.
     */
    public void unwatch(Watch watch) {
        loop.unwatch(watch);
    }

    /** Lets those who watch work soon, even if nothing else happens. */
    public void nudge() {
        loop.nudge();
    }

    /**
     * A slice of what a neighbour told or was told, for tables that are too large for one answer:
     * the speaker is held for less than a millisecond or two.
     *
     * @param cursor 0, or what the slice before named as the next
     */
    public RouteSlice slice(String neighbour, RouteSlice.Of of, long cursor) {
        return ask(instance -> instance.routes().slice(neighbour, of, cursor));
    }

    /** What a neighbour told or was told about these prefixes. */
    public RouteSlice at(String neighbour, RouteSlice.Of of, List<Prefix> prefixes) {
        return ask(instance -> instance.routes().at(neighbour, of, prefixes));
    }

    /** Why a neighbour is told what it is told of a prefix. */
    public ExportTrace trace(String neighbour, Prefix prefix) {
        return ask(instance -> instance.routes().trace(neighbour, prefix));
    }

    /** How much is held, of all and of each peer and family. */
    public TableSizes sizes() {
        return ask(instance -> instance.routes().sizes());
    }

    /** How every neighbour stands. */
    public List<SessionReport> sessions() {
        return ask(Instance::sessions);
    }

    /** All that is known of a neighbour's session; empty if there is no such neighbour. */
    public Optional<SessionDetail> session(String neighbour) {
        return ask(instance -> instance.session(neighbour));
    }

    /** Why nobody is told anything yet; empty unless a restart is not over. */
    public Optional<SelectionDeferral> deferral() {
        return ask(Instance::deferral);
    }

    /** How long everybody had to wait for everybody else; the turn that answers does not count. */
    public TurnTimes turns() {
        return ask(_ -> loop.turns());
    }

    /** How the watched paths stand; see {@link Bfd}. */
    public List<BfdReport> paths() {
        return loop.watches().reports();
    }

    /** How late the deadlines of watched paths were kept; nothing if none ever was. */
    public Optional<Lateness> lateness() {
        return loop.watches().lateness();
    }

    /**
     * Tells every neighbour (cease: administrative shutdown), closes all sockets and ends all
     * threads. Takes a few seconds at most; a second call does nothing.
     */
    @Override
    public void close() {
        loop.close(Instance::stop);
    }

    /**
     * Runs {@code action} when nothing of this speaker runs any more: after {@link #close} or
     * {@link #leave}, or since it could not go on, as without memory; then the log says why.
     * Whoever asks it anything from then on gets an {@link IllegalStateException}.
     */
    public void whenEnded(Runnable action) {
        var _ = loop.ended().thenRun(action);
    }

    /** Whether nothing of this speaker runs any more, as in {@link #whenEnded}. */
    public boolean hasEnded() {
        return loop.ended().isDone();
    }

    private <T> T ask(Function<Instance, T> question) {
        var answer = new CompletableFuture<T>();
        loop.ask(question, answer);
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}

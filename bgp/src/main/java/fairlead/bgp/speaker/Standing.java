package fairlead.bgp.speaker;

import fairlead.bgp.session.PeerState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How a neighbour stands and why, told on when it changes. */
final class Standing {

    private static final Set<PeerState> UNANSWERED =
            EnumSet.of(PeerState.CONNECT, PeerState.ACTIVE);

    private final String neighbour;
    private final Consumer<Effect> tell;
    private PeerState state = PeerState.IDLE;
    private Instant since;
    private String lastError = "";
    private String toldError = "";

    /** What either side said when it ended something, since a session stood last. */
    private String lastWord = "";

    private SessionEnd end = SessionEnd.LOST;
    private Optional<LastReset> lastReset = Optional.empty();

    Standing(String neighbour, Consumer<Effect> tell, Instant now) {
        this.neighbour = neighbour;
        this.tell = tell;
        this.since = now;
    }

    PeerState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    String lastError() {
        return lastError;
    }

    /** How a session ended last that stood. */
    Optional<LastReset> lastReset() {
        return lastReset;
    }

    /**
     * Remembers why and how an attempt or a session ended; {@link #became} tells it. A connection
     * that is lost in silence does not hide what was said before: many close theirs for a while
     * when an OPEN does not please them.
     */
    void failed(String why, SessionEnd how) {
        boolean silent = how.notification().size() == 0;
        boolean reminds = silent && !lastWord.isEmpty() && state != PeerState.ESTABLISHED;
        lastError = reminds ? why + "; before that " + lastWord : why;
        lastWord = silent ? lastWord : why;
        end = how;
    }

    void became(PeerState next, Instant now) {
        boolean sameTurn = UNANSWERED.contains(state) && UNANSWERED.contains(next);
        boolean told = (next == state || sameTurn) && lastError.equals(toldError);
        if (next != state) {
            if (state == PeerState.ESTABLISHED) {
                lastReset = Optional.of(LastReset.of(now, lastError, end));
            }
            if (next == PeerState.ESTABLISHED) {
                lastWord = "";
            }
            if ((next == PeerState.ESTABLISHED) != (state == PeerState.ESTABLISHED)) {
                since = now;
            }
            state = next;
        }
        if (!told) {
            toldError = lastError;
            tell.accept(
                    new Effect.Tell(
                            new SpeakerEvent.NeighbourChanged(neighbour, next, lastError, now)));
        }
    }
}

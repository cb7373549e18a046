package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.session.SessionAction;
import fairlead.bgp.session.SessionEvent;
import fairlead.bgp.session.SessionState;
import fairlead.bgp.session.Step;
import fairlead.bgp.speaker.IdleHold.Reason;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is kept out after a session, and for how long. */
class IdleHoldsTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final SessionEvent LOST = new SessionEvent.ConnectionLost("reset by peer");
    private static final SessionEvent TOO_MANY =
            new SessionEvent.Stop(Problem.of(Fault.TOO_MANY_PREFIXES, "3 are over the limit"));

    private final IdleHolds holds = new IdleHolds();
    private Instant now = Instant.EPOCH;

    /** Seconds between the ends of sessions, and for how many it is kept out after each. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10 | 0
                    10 10 | 0 0
                    10 10 10 20 30 30 60 90 130 130 | 0 0 2 4 8 16 32 64 120 120
                    10 299 299 10 | 0 0 2 4
                    10 10 300 10 10 | 0 0 0 0 2
                    10 10 10 10 400 10 10 | 0 0 2 4 0 0 2
                    """)
    void sessionsThatEndSoonAfterOneAnotherKeepANeighbourOutLongerAndLonger(
            String ends, String out) {
        var found = new ArrayList<String>();
        for (var pause : ends.split(" ")) {
            now = now.plusSeconds(Long.parseLong(pause));
            end(LOST, false, LONGEST, Readmission.AT_ONCE);
            found.add(Long.toString(secondsLeft()));
        }
        assertThat(String.join(" ", found)).isEqualTo(out);
        assertThat(holds.current().stream().map(IdleHold::reason))
                .allMatch(Reason.OSCILLATION::equals);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    over its limit, let in at once | 0
                    over its limit, let in after a minute | 60
                    over its limit for the fourth time soon, let in after a second | 4
                    over its limit for the fourth time soon, let in after a minute | 60
                    lost for the fourth time soon | 4
                    lost for the fourth time soon, over which routes are kept | 0
                    lost for the fourth time soon, where nobody is kept out for that | 0
                    """)
    void theLongerOfBothCounts(String what, long seconds) {
        var longest = what.contains("nobody is kept out") ? Duration.ZERO : LONGEST;
        boolean kept = what.contains("routes are kept");
        for (int i = what.contains("fourth time") ? 3 : 0; i > 0; i--) {
            end(LOST, kept, longest, Readmission.AT_ONCE);
            now = now.plusSeconds(30);
        }
        var back =
                new Readmission.After(
                        Duration.ofSeconds(
                                what.contains("minute") ? 60 : what.contains("second") ? 1 : 0));
        end(what.startsWith("over") ? TOO_MANY : LOST, kept, longest, back);
        assertThat(secondsLeft()).isEqualTo(seconds);
    }

    @Test
    void aHoldIsOverWhenItsTimeIsAndForGoodNever() {
        end(TOO_MANY, false, LONGEST, new Readmission.After(Duration.ofSeconds(60)));
        assertThat(holds.isOverLimit()).isTrue();
        now = now.plusMillis(59_999);
        assertThat(holds.at(now)).isPresent();
        now = now.plusMillis(1);
        assertThat(holds.at(now)).isEmpty();
        holds.tick(now);
        assertThat(holds.current()).isEmpty();

        end(TOO_MANY, false, LONGEST, new Readmission.Never());
        now = now.plus(Duration.ofDays(3650));
        holds.tick(now);
        assertThat(holds.at(now)).get().matches(IdleHold::isForGood);
        holds.forget();
        assertThat(holds.at(now)).isEmpty();
    }

    @Test
    void attemptsThatNeverBecameASessionKeepNobodyOut() {
        for (int i = 0; i < 10; i++) {
            var failed =
                    new Step(new SessionState.Idle(), List.of(new SessionAction.Close("refused")));
            holds.after(failed, LOST, NeighbourOptions.USUAL, LONGEST, now);
        }
        assertThat(holds.current()).isEmpty();
    }

    private void end(SessionEvent event, boolean kept, Duration longest, Readmission back) {
        var step =
                new Step(
                        new SessionState.Idle(),
                        List.of(new SessionAction.Close("over"), new SessionAction.Down(kept)));
        var options = NeighbourOptions.USUAL.draft().readmission(back).made();
        holds.after(step, event, options, longest, now);
    }

    private long secondsLeft() {
        return Stream.concat(Stream.of(now), holds.at(now).stream().map(IdleHold::until))
                .map(until -> Duration.between(now, until).toSeconds())
                .max(Long::compare)
                .orElseThrow();
    }
}

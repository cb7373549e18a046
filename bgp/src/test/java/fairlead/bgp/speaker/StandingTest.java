package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.wire.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator reads of a neighbour that comes and goes. */
class StandingTest {

    /** A NOTIFICATION: cease, administrative shutdown. */
    private static final SessionEnd SAID =
            new SessionEnd(true, Octets.ofHex("ff".repeat(16) + "0015" + "03" + "0602"));

    private final List<Effect> told = new ArrayList<>();
    private final Standing standing = new Standing("n", told::add, at(0));

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private void attempt(int second, String why, SessionEnd end) {
        standing.became(PeerState.CONNECT, at(second));
        standing.failed(why, end);
        standing.became(PeerState.ACTIVE, at(second));
    }

    @Test
    void whatWasSaidIsNotHiddenByConnectionsThatAreClosedInSilence() {
        attempt(1, "we sent bad peer as", SAID);
        attempt(2, "it closed the connection", SessionEnd.LOST);
        attempt(3, "it refuses connections", SessionEnd.LOST);
        assertThat(standing.lastError())
                .isEqualTo("it refuses connections; before that we sent bad peer as");
    }

    @Test
    void aSessionThatStandsPutsAnEndToWhatWasSaidBefore() {
        attempt(1, "we sent bad peer as", SAID);
        standing.became(PeerState.ESTABLISHED, at(2));
        attempt(3, "it closed the connection", SessionEnd.LOST);
        assertThat(standing.lastError()).isEqualTo("it closed the connection");
    }

    @Test
    void howASessionEndedIsKeptWhateverFailsLater() {
        standing.became(PeerState.ESTABLISHED, at(1));
        standing.failed("it sent cease", SAID);
        standing.became(PeerState.IDLE, at(5));
        attempt(6, "it refuses connections", SessionEnd.LOST);
        assertThat(standing.lastReset())
                .contains(new LastReset(at(5), LastReset.By.PEER, "it sent cease", SAID));
        assertThat(standing.lastReset().orElseThrow().code()).isEqualTo(6);
        assertThat(standing.lastReset().orElseThrow().subcode()).isEqualTo(2);
    }

    @Test
    void howLongANeighbourIsAwayDoesNotDependOnHowOftenItIsDialled() {
        standing.became(PeerState.ESTABLISHED, at(1));
        standing.became(PeerState.IDLE, at(5));
        attempt(6, "it refuses connections", SessionEnd.LOST);
        attempt(7, "it refuses connections", SessionEnd.LOST);
        assertThat(standing.since()).isEqualTo(at(5));
        standing.became(PeerState.ESTABLISHED, at(9));
        assertThat(standing.since()).isEqualTo(at(9));
    }

    @Test
    void ofManyAttemptsThatFailAlikeOneIsTold() {
        attempt(1, "it refuses connections", SessionEnd.LOST);
        int once = told.size();
        attempt(2, "it refuses connections", SessionEnd.LOST);
        attempt(3, "it refuses connections", SessionEnd.LOST);
        assertThat(told).hasSize(once);
    }
}

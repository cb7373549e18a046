package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SpeakerEvent.NeighbourChanged;
import fairlead.metrics.Exposition;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionChangesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final SessionChanges changes = new SessionChanges();

    private String note(PeerState state, String lastError, int seconds) {
        return changes.note(new NeighbourChanged("a", state, lastError, AT.plusSeconds(seconds)));
    }

    @Test
    void eachChangeIsALine() {
        assertThat(note(PeerState.CONNECT, "", 0))
                .isEqualTo(
                        """
                        {"at":"2026-01-01T00:00:00Z","event":"state","peer":"a","state":"Connect"}
                        """);
        assertThat(note(PeerState.ESTABLISHED, "it refuses connections", 5))
                .isEqualTo(
                        """
                        {"at":"2026-01-01T00:00:05Z","event":"up","peer":"a","state":"Established","was":"Connect","for":5}
                        """);
        assertThat(note(PeerState.IDLE, "hold timer expired (4/0)", 65))
                .isEqualTo(
                        """
                        {"at":"2026-01-01T00:01:05Z","event":"down","peer":"a","state":"Idle","was":"Established","for":60,"cause":"hold timer expired (4/0)"}
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "'cease: administrative shutdown (6/2): moving house', cease: administrative shutdown",
        "'it refuses connections; is BGP running there?', it refuses connections",
        "'12 prefixes held are over the limit', other",
        "'it says: 12', it says"
    })
    void aKindOfCauseHasNothingParticularInIt(String cause, String kind) {
        assertThat(SessionChanges.kind(cause)).isEqualTo(kind);
    }

    @Test
    void causesWithoutEndBecomeOneNumber() {
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                note(PeerState.ESTABLISHED, "", 0);
                note(PeerState.IDLE, "" + first + second, 1);
            }
        }
        var text = new Exposition();
        changes.write(text);

        assertThat(text.toString().lines()).hasSizeLessThan(210);
        assertThat(text.toString())
                .contains("{peer=\"a\",to=\"up\",cause=\"\"} 676\n")
                .contains("{peer=\"\",to=\"down\",cause=\"other\"} 477\n");
    }
}

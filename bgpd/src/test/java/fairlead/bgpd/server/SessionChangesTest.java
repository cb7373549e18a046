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
        var change = new NeighbourChanged("a", state, lastError, AT.plusSeconds(seconds));
        return changes.note(change).orElse("");
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
        assertThat(note(PeerState.IDLE, "it sent cease: out of resources (6/8)", 65))
                .isEqualTo(
                        """
                        {"at":"2026-01-01T00:01:05Z","event":"down","peer":"a","state":"Idle","was":"Established","for":60,"cause":"it sent cease: out of resources (6/8)","by":"peer","notification":"6/8","advice":"ask there: it is short of memory"}
                        """);
    }

    @Test
    void aPeerThatFailsAgainAndAgainIsToldOnceAnHourForEachCause() {
        note(PeerState.IDLE, "", 0);
        int lines = 0;
        for (int second = 1; second < 3_500; second += 2) {
            lines +=
                    note(PeerState.OPEN_SENT, "it closed the connection", second).isEmpty() ? 0 : 1;
            lines +=
                    note(PeerState.ACTIVE, "it closed the connection", second + 1).isEmpty()
                            ? 0
                            : 1;
        }
        assertThat(lines).isEqualTo(2);
        assertThat(note(PeerState.OPEN_SENT, "it closed the connection", 3_700))
                .contains("\"state\":\"OpenSent\"")
                .doesNotContain("cause");
        assertThat(note(PeerState.ACTIVE, "it closed the connection", 3_701))
                .contains("\"cause\":\"it closed the connection\"")
                .endsWith("\"leftOut\":1749}\n");
        assertThat(note(PeerState.ACTIVE, "it refuses connections", 3_702))
                .contains("\"cause\":\"it refuses connections\"");
    }

    @Test
    void aNewSessionMakesOldCausesNewsAgain() {
        note(PeerState.ACTIVE, "", 0);
        assertThat(note(PeerState.ACTIVE, "it refuses connections", 1)).isNotEmpty();
        note(PeerState.ESTABLISHED, "it refuses connections", 2);
        note(PeerState.IDLE, "it closed the connection", 3);

        assertThat(note(PeerState.ACTIVE, "it refuses connections", 4))
                .contains("\"cause\":\"it refuses connections\"");
    }

    @Test
    void whatWentWrongBeforeIsNoCauseOfWhatGoesOn() {
        note(PeerState.ACTIVE, "it refuses connections", 0);

        assertThat(note(PeerState.OPEN_SENT, "it refuses connections", 1)).doesNotContain("cause");
        assertThat(note(PeerState.OPEN_CONFIRM, "it refuses connections", 1))
                .doesNotContain("cause");
        assertThat(note(PeerState.IDLE, "we stopped: this speaker stops", 2))
                .contains("\"by\":\"us\",\"advice\":\"nothing: an operator of ours wanted it\"");
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

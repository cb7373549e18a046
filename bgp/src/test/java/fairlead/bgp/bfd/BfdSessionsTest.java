package fairlead.bgp.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bfd.BfdDecoded.Reason;
import fairlead.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a packet is. */
class BfdSessionsTest {

    private static final IpAddress US = IpAddress.parse("192.0.2.1");
    private static final BfdPeer NEAR = new BfdPeer(US, IpAddress.parse("192.0.2.2"), false);
    private static final BfdPeer FAR = new BfdPeer(US, IpAddress.parse("198.51.100.2"), true);

    private final BfdSessions sessions = new BfdSessions(-2);

    @BeforeEach
    void watch() {
        sessions.watch(Map.of(NEAR, BfdTerms.USUAL, FAR, BfdTerms.USUAL), 0, () -> 0);
    }

    private static ByteBuffer packet(BfdState state, int yours) {
        return ByteBuffer.wrap(
                BfdCodec.encode(
                        new BfdPacket(
                                Diagnostic.NONE,
                                state,
                                false,
                                false,
                                false,
                                false,
                                3,
                                99,
                                yours,
                                300_000,
                                300_000,
                                0)));
    }

    private int discriminatorOf(BfdPeer peer) {
        return sessions.tick(0, () -> 0).stream()
                .filter(effect -> effect.peer().equals(peer))
                .map(effect -> ((BfdAction.Send) effect.action()).packet().myDiscriminator())
                .findFirst()
                .orElseThrow();
    }

    private BfdState stateOf(BfdPeer peer) {
        return sessions.reports().stream()
                .filter(report -> report.peer().equals(peer))
                .map(BfdReport::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ourDiscriminatorsAreUniqueAndNeverZero() {
        var used =
                sessions.tick(0, () -> 0).stream()
                        .map(e -> ((BfdAction.Send) e.action()).packet().myDiscriminator())
                        .toList();
        assertThat(used).hasSize(2).doesNotHaveDuplicates().doesNotContain(0);
    }

    @ParameterizedTest(name = "from {0} (multihop {1}), Down, without a discriminator: {2}")
    @CsvSource({
        "192.0.2.2,    false, INIT, DOWN",
        "198.51.100.2, true,  DOWN, INIT",
        "192.0.2.2,    true,  DOWN, DOWN",
        "198.51.100.2, false, DOWN, DOWN",
        "192.0.2.3,    false, DOWN, DOWN",
    })
    void aFirstPacketFindsItsSessionByAddressAndKind(
            String from, boolean multihop, BfdState near, BfdState far) {
        sessions.receive(packet(BfdState.DOWN, 0), US, IpAddress.parse(from), multihop, 0, () -> 0);
        assertThat(stateOf(NEAR)).isEqualTo(near);
        assertThat(stateOf(FAR)).isEqualTo(far);
    }

    @Test
    void aPacketWithOurDiscriminatorFindsItsSession() {
        int ours = discriminatorOf(NEAR);
        sessions.receive(packet(BfdState.INIT, ours), US, NEAR.remote(), false, 0, () -> 0);
        assertThat(stateOf(NEAR)).isEqualTo(BfdState.UP);
    }

    @Test
    void aDiscriminatorThatIsNotOursIsDiscardedWhereverItComesFrom() {
        sessions.receive(packet(BfdState.INIT, 12345), US, NEAR.remote(), false, 0, () -> 0);
        assertThat(sessions.discarded()).containsEntry(Reason.NO_SESSION, 1L);
        assertThat(stateOf(NEAR)).isEqualTo(BfdState.DOWN);
    }

    @Test
    void ourDiscriminatorFromAnotherAddressIsDiscarded() {
        int ours = discriminatorOf(NEAR);
        sessions.receive(
                packet(BfdState.INIT, ours), US, IpAddress.parse("192.0.2.9"), false, 0, () -> 0);
        assertThat(sessions.discarded()).containsEntry(Reason.OTHER_ADDRESS, 1L);
        assertThat(stateOf(NEAR)).isEqualTo(BfdState.DOWN);
    }

    @Test
    void whoIsWatchedNoMoreHearsThatItIsOnPurpose() {
        var effects = sessions.watch(Map.of(FAR, BfdTerms.USUAL), 0, () -> 0);
        assertThat(effects).allMatch(effect -> effect.peer().equals(NEAR));
        assertThat(effects.stream().map(BfdEffect::action).toList())
                .last()
                .isInstanceOfSatisfying(
                        BfdAction.Send.class,
                        send -> assertThat(send.packet().state()).isEqualTo(BfdState.ADMIN_DOWN));
        assertThat(sessions.reports()).extracting(BfdReport::peer).isEqualTo(List.of(FAR));
    }

    @Test
    void whoStaysKeepsItsSession() {
        sessions.receive(
                packet(BfdState.INIT, discriminatorOf(NEAR)), US, NEAR.remote(), false, 0, () -> 0);
        sessions.watch(
                Map.of(NEAR, BfdTerms.every(java.time.Duration.ofSeconds(1), 5)), 0, () -> 0);
        assertThat(stateOf(NEAR)).isEqualTo(BfdState.UP);
    }
}

package fairlead.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.SessionRole;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A peer that may send whatever it likes: the machine always stands in a state from which it can go
 * on, and says no more after a NOTIFICATION. See {@code bgp/FUZZING.md}.
 */
class SessionFuzzTest {

    private static final Asn OURS = new Asn(65515);

    private static final Offer EVERYTHING =
            Offer.usual(OURS)
                    .with(
                            new Capability.ExtendedMessage(),
                            new Capability.EnhancedRouteRefresh(),
                            new Capability.GracefulRestart(false, true, 120, List.of()),
                            new Capability.Role(SessionRole.ROUTE_SERVER));

    /** AS of the peer (2) | strict, passive (1) | messages, each with its length (2) before it. */
    @FuzzTest(maxDuration = "10s")
    void whateverComesTheMachineStaysWhole(byte[] input) {
        if (input == null || input.length < 3) {
            return;
        }
        var terms =
                new Terms(
                        OURS,
                        IpAddress.parse("10.1.1.4"),
                        180,
                        new Asn((input[0] & 255) << 8 | input[1] & 255),
                        EVERYTHING,
                        (input[2] & 1) != 0,
                        (input[2] & 2) != 0);
        var state =
                take(
                        take(new SessionState.Idle(), new SessionEvent.Start(), terms),
                        new SessionEvent.Connected(),
                        terms);
        int at = 3;
        while (at + 2 < input.length) {
            int length = (input[at] & 255) << 8 | input[at + 1] & 255;
            int end = Math.min(input.length, at + 2 + length);
            state = take(state, event(Arrays.copyOfRange(input, at + 2, end), state), terms);
            at = end;
        }
    }

    /** The messages come without marker and length: type (1) | body. */
    private static SessionEvent event(byte[] message, SessionState state) {
        var octets = new byte[18 + Math.max(1, message.length)];
        Arrays.fill(octets, 0, 16, (byte) 0xff);
        octets[16] = (byte) (octets.length >>> 8);
        octets[17] = (byte) octets.length;
        System.arraycopy(message, 0, octets, 18, message.length);
        return switch (BgpCodec.decode(octets, shape(state))) {
            case Decoded.Bad(var problem) -> new SessionEvent.Malformed(problem);
            case Decoded.Ok(var decoded, var _) -> SessionEvent.of(decoded);
        };
    }

    private static SessionShape shape(SessionState state) {
        return switch (state) {
            case SessionState.OpenConfirm(var session) -> session.shape();
            case SessionState.Established(var session) -> session.shape();
            case SessionState.Idle _, SessionState.Connect _ -> SessionShape.of(AsWidth.FOUR);
            case SessionState.Active _, SessionState.OpenSent _ -> SessionShape.of(AsWidth.FOUR);
        };
    }

    private static SessionState take(SessionState before, SessionEvent event, Terms terms) {
        var step = SessionFsm.next(before, event, terms);
        boolean wasUp = before instanceof SessionState.Established;
        boolean isUp = step.state() instanceof SessionState.Established;
        assertThat(count(step, SessionAction.Up.class)).isEqualTo(!wasUp && isUp ? 1 : 0);
        assertThat(count(step, SessionAction.Down.class)).isEqualTo(wasUp && !isUp ? 1 : 0);
        for (var action : step.actions()) {
            if (action instanceof SessionAction.Send(var message)) {
                assertThat(step.state() instanceof SessionState.Idle)
                        .isEqualTo(message instanceof Notification);
                if (message instanceof Open || message instanceof Notification) {
                    assertThat(BgpCodec.encode(message, SessionShape.of(AsWidth.FOUR)).length)
                            .isLessThanOrEqualTo(Framing.LONGEST);
                }
            }
        }
        if (step.state() instanceof SessionState.Established(var session)) {
            assertThat(session.families()).isNotEmpty();
            assertThat(session.holdTime()).isNotIn(1, 2).isLessThanOrEqualTo(180);
            assertThat(session.longest() == Framing.LONGEST || session.longest() == 65535).isTrue();
        }
        return step.state();
    }

    private static long count(Step step, Class<? extends SessionAction> kind) {
        return step.actions().stream().filter(kind::isInstance).count();
    }
}

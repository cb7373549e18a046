package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.session.Offer;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.Role;
import fairlead.bgp.wire.Fault;
import java.util.List;
import java.util.Optional;

/** What a server says first and last to a client. */
final class ExpectedWords {

    private ExpectedWords() {}

    /**
     * Of restarts and roles in its OPEN (RFC 4724 §3, RFC 8538 §2, RFC 9234 §4).
     *
     * @param anew whether the server has started anew, and nobody has been told anything since
     */
    static void first(DrawnClient client, Open open, boolean anew) {
        var offer = new Offer(open.capabilities());
        assertThat(offer.find(GracefulRestart.class))
                .as("what the server says to %s of restarts", client.name())
                .isEqualTo(restarts(client, anew));
        assertThat(offer.find(Role.class))
                .as("what the server says to %s of roles", client.name())
                .isEqualTo(client.serversRole().map(Role::new));
    }

    /** A helper names no family, and never says that it has started anew. */
    private static Optional<GracefulRestart> restarts(DrawnClient client, boolean anew) {
        var restarts = client.options().restarts();
        return switch (restarts.mode()) {
            case OFF -> Optional.empty();
            case HELPER -> Optional.of(new GracefulRestart(false, true, 0, List.of()));
            case RESTARTING ->
                    Optional.of(
                            new GracefulRestart(
                                    anew,
                                    true,
                                    (int) restarts.time().toSeconds(),
                                    client.families().stream()
                                            .map(family ->
                                                    new GracefulRestart.Family(
                                                            family.onTheWire(), true))
                                            .toList()));
        };
    }

    /** That this is why it ends, and for good where the client would keep routes otherwise. */
    static void last(Notification words, Fault fault, boolean hard) {
        assertThat(words.hardReset().isPresent()).as("hard reset").isEqualTo(hard);
        assertThat(words.hardReset().orElse(words).subcode()).isEqualTo(fault.subcode());
    }

    /**
     * When it leaves to come back soon: nothing to one who keeps its routes only if the connection
     * just breaks (RFC 4724 §4.2), to others that it starts anew.
     */
    static Optional<Fault> leaving(DrawnClient client) {
        boolean silently =
                client.restarts()
                        && client.options().restarts().mode() == Restarts.Mode.RESTARTING
                        && !client.overNotification();
        return silently ? Optional.empty() : Optional.of(Fault.ADMINISTRATIVE_RESET);
    }
}

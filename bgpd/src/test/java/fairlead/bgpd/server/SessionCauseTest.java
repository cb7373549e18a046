package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionCauseTest {

    /** As the state machine words it. */
    private static SessionCause sent(Fault fault) {
        return SessionCause.of("we sent " + Problem.of(fault, "for a test (1/1)"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverWeSendIsKnownByItsCodesAndHasAnAdvice(Fault fault) {
        var cause = sent(fault);

        assertThat(cause.by()).isEqualTo(SessionCause.By.US);
        assertThat(cause.notification()).contains(fault.code() + "/" + fault.subcode());
        assertThat(cause.advice()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverWeAreSentIsKnownByItsCodesAndHasAnAdvice(Fault fault) {
        var notification = new Notification(fault.code(), fault.subcode(), Octets.NONE);

        var cause = SessionCause.of("it sent " + notification.text());

        assertThat(cause.by()).isEqualTo(SessionCause.By.PEER);
        assertThat(cause.notification()).contains(fault.code() + "/" + fault.subcode());
        assertThat(cause.advice()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it does not answer | 'password'",
                "Connection timed out | 'password'",
                "it refuses connections; is BGP running there? | start BGP there",
                "there is no route to it: No route to host | ip route get",
                "our own address is not on this machine yet | ip address",
                "it closed the connection | the log of the peer"
            })
    void aConnectionThatEndsOrNeverStoodHasNoCodesButAnAdvice(String text, String advice) {
        var cause = SessionCause.of(text);

        assertThat(cause.by()).isEqualTo(SessionCause.By.CONNECTION);
        assertThat(cause.notification()).isEmpty();
        assertThat(cause.advice()).contains(advice);
    }

    @Test
    void whatAPeerSaysOfItselfDoesNotChangeItsCodes() {
        var text = "it sent cease: administrative shutdown (6/2), it says: bye (4/0)";

        assertThat(SessionCause.of(text).notification()).contains("6/2");
    }
}

package fairlead.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4271 §4.2: zero, or at least three seconds. */
class TermsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 65_535})
    void aHoldTimeOfTheRfcIsKept(int seconds) {
        assertThat(terms(seconds).holdTime()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 2, 65_536})
    void anyOtherIsRefused(int seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms(seconds))
                .withMessage("a hold time is 0 or 3..65535 seconds, not " + seconds);
    }

    private static Terms terms(int holdTime) {
        return new Terms(new Asn(65515), IpAddress.parse("10.1.1.4"), holdTime, new Asn(65001));
    }
}

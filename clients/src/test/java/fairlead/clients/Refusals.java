package fairlead.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refusal is to a user of the SDK. */
final class Refusals {

    private Refusals() {}

    /** The call is answered with this status, and the SDK reads this code out of the answer. */
    static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        refused -> {
                            assertThat(refused.getResponse().getStatusCode()).isEqualTo(status);
                            assertThat(refused.getValue().getCode()).isEqualTo(code);
                            assertThat(refused.getValue().getMessage()).isNotBlank();
                        });
    }
}

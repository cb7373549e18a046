package fairlead.azure.http;

import static fairlead.azure.http.Allowance.Kind.READS;
import static fairlead.azure.http.Allowance.Kind.WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Allowance allowance = new Allowance(nanos::get);

    @Test
    void eachRequestTakesOneOfItsKindAndTimeGivesBack() {
        assertThat(allowance.charge(READS)).isEqualTo(249);
        assertThat(allowance.charge(READS)).isEqualTo(248);
        assertThat(allowance.charge(WRITES)).isEqualTo(199);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(40));
        assertThat(allowance.charge(READS)).isEqualTo(248);
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(allowance.charge(READS)).isEqualTo(249);
    }

    @Test
    void itNeverFallsBelowNothing() {
        for (int i = 0; i < 300; i++) {
            allowance.charge(WRITES);
        }
        assertThat(allowance.charge(WRITES)).isZero();
    }
}

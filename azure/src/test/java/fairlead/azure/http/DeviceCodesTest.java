package fairlead.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeviceCodesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final DeviceCodes codes = new DeviceCodes(nanos::get);

    @Test
    void aCodeIsReadAsPeopleTypeIt() {
        var code = codes.begin("openid").orElseThrow();
        var typed = code.userCode().substring(0, 4) + "-" + code.userCode().substring(4);
        assertThat(codes.approve(" " + typed.toLowerCase(java.util.Locale.ROOT))).isTrue();
        assertThat(codes.redeem(code.deviceCode())).isEqualTo(new DeviceCodes.Approved("openid"));
        assertThat(codes.redeem(code.deviceCode())).isEqualTo(new DeviceCodes.Unknown());
    }

    @Test
    void aCodeThatIsTooOldIsUnknownToAll() {
        var code = codes.begin("").orElseThrow();
        nanos.set(DeviceCodes.LIFE.toNanos() + 1);
        assertThat(codes.approve(code.userCode())).isFalse();
        assertThat(codes.redeem(code.deviceCode())).isEqualTo(new DeviceCodes.Unknown());
    }

    @Test
    void strangersCannotFillTheMemory() {
        for (int i = 0; i < 100; i++) {
            assertThat(codes.begin("")).isPresent();
        }
        assertThat(codes.begin("")).isEmpty();
        nanos.set(DeviceCodes.LIFE.toNanos() + 1);
        assertThat(codes.begin("")).isPresent();
    }
}

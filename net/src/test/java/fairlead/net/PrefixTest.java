package fairlead.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @Test
    void hostBitsDoNotMakeAnotherPrefix() {
        assertThat(Prefix.parse("10.1.2.3/16")).isEqualTo(Prefix.parse("10.1.0.0/16"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prefix.parseStrict("10.1.2.3/16"))
                .withMessageContaining("10.1.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.1.0.0/16, 10.0.0.0/8, false",
        "0.0.0.0/0, 255.1.2.3/32, true",
        "10.0.0.0/9, 10.128.0.0/9, false",
        "2001:db8::/32, 2001:db8:1::/48, true"
    })
    void aPrefixContainsWhatItsBitsBegin(String outer, String inner, boolean contains) {
        assertThat(Prefix.parse(outer).contains(Prefix.parse(inner))).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0/8",
                "010.0.0.0/8",
                "10.0.0.0/08",
                "x/8",
                "1.2.3.4.5/8",
                "10.0.0.256/8",
                "::1::/64",
                "1:2:3:4:5:6:7:8:9/64"
            })
    void whatIsNoPrefixIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Prefix.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.1.0/27, 10.1.1.31",
        "0.0.0.0/0, 255.255.255.255",
        "10.0.0.1/32, 10.0.0.1",
        "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff"
    })
    void theLastAddressHasAllHostBitsSet(String prefix, String last) {
        assertThat(Prefix.parse(prefix).last()).isEqualTo(IpAddress.parse(last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "255.255.255.255",
                "::",
                "::1",
                "2001:db8::1",
                "fe80::1:0:0:1",
                "1:2:3:4:5:6:7:8"
            })
    void anAddressIsWrittenAsItIsRead(String text) {
        var address = IpAddress.parse(text);
        assertThat(address).hasToString(text);
        assertThat(IpAddress.of(address.octets())).isEqualTo(address);
    }
}

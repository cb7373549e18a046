package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextHopsTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "1.0.0.0, true",
        "223.255.255.255, true",
        "0.0.0.0, false",
        "0.255.255.255, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "2001:db8::1, true",
        "::1, true",
        "::, false",
        "ff02::1, false",
    })
    void anAddressAndItsOctetsAreJudgedAlike(String text, boolean host) {
        var address = IpAddress.parse(text);
        var octets = new byte[20];
        System.arraycopy(address.octets(), 0, octets, 3, address.octets().length);
        assertThat(NextHops.mayBe(address)).isEqualTo(host);
        assertThat(NextHops.mayBe(octets, 3, address.octets().length)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 8, 15, 17, 24, 33})
    void noAddressHasOtherLengths(int length) {
        var octets = new byte[40];
        octets[0] = 10;
        assertThat(NextHops.mayBe(octets, 0, length)).isFalse();
    }
}

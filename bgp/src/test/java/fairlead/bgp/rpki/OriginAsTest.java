package fairlead.bgp.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginAsTest {

    private static final long OURS = 64512;

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "40020a0202000000010000fde8, 65000, the last of a sequence",
        "400101005002000602010000fde8, 65000, a length of two octets; not the first attribute",
        "4002100201000000010103000000020000000300000004, -1, a set at the end",
        "40020c0101000000020201fffffffe, 4294967294, a sequence after a set; a wide number",
        "400200, 64512, an empty path is our own",
        "40020603010000fde8, 64512, a confederation's sequence is our own",
        "40020604010000fde8, 64512, a confederation's set is our own",
        "40010100, 64512, no path"
    })
    void theOriginIsReadFromTheEndOfThePath(String attributes, long expected, String why) {
        var octets = HexFormat.of().parseHex("ff" + attributes + "ff");
        assertThat(OriginAs.of(octets, 1, octets.length - 1, OURS)).as(why).isEqualTo(expected);
    }
}

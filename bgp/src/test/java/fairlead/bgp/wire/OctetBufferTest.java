package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctetBufferTest {

    @Test
    void lengthsThatAreKnownLaterAreWrittenOverWhatStoodThere() {
        var buffer = new OctetBuffer(2).u32(0x01020304).u32(0x05060708).u16(0x090a);
        buffer.set32(2, 0xa1b2c3d4);
        buffer.set16(8, 0xe5f6);
        assertThat(buffer.toArray())
                .inHexadecimal()
                .containsExactly(1, 2, 0xa1, 0xb2, 0xc3, 0xd4, 7, 8, 0xe5, 0xf6);
    }

    /** RFC 4271 §4.3: one octet of length is enough for 255. */
    @ParameterizedTest
    @CsvSource({"255, 3", "256, 4"})
    void aLengthTakesASecondOctetOnlyWhereItMust(int length, int header) {
        var value = new byte[length];
        Arrays.fill(value, (byte) 7);
        var octets =
                CanonicalAttributes.write(
                        PathAttributes.of(
                                new PathAttribute.Unrecognised(0xc0, 200, Octets.of(value))));
        assertThat(octets).hasSize(header + length);
        assertThat((octets[0] & 0x10) != 0).isEqualTo(header == 4);
        assertThat(CanonicalAttributes.read(octets).list())
                .containsExactly(new PathAttribute.Unrecognised(0xc0, 200, Octets.of(value)));
    }
}

package fairlead.bgp.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever arrives: an answer, and what was accepted can be written and read again unchanged. */
class CodecFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void noOctetsBreakTheCodec(byte[] octets) {
        if (octets == null || octets.length == 0) {
            return;
        }
        var width = (octets[0] & 1) == 0 ? AsWidth.TWO : AsWidth.FOUR;
        var body = Arrays.copyOfRange(octets, 1, octets.length);
        if (BgpCodec.decode(body, width) instanceof Decoded.Ok(var message, var _)) {
            var again = BgpCodec.decode(BgpCodec.encode(message, AsWidth.FOUR), AsWidth.FOUR);
            if (!(again instanceof Decoded.Ok(var same, var _)) || !same.equals(message)) {
                throw new AssertionError(message + " came back as " + again);
            }
        }
    }
}

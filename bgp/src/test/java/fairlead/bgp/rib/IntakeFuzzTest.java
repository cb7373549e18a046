package fairlead.bgp.rib;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.bgp.wire.FuzzedMessage;

/** As {@link IntakeTest}, with messages that a fuzzer makes. See {@code bgp/FUZZING.md}. */
class IntakeFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void theShortWayLeavesWhatTheLongWayLeaves(byte[] input) {
        if (input == null) {
            return;
        }
        var fuzzed = FuzzedMessage.of(input);
        IntakeTest.bothWays(fuzzed.shape(), fuzzed.octets());
    }
}

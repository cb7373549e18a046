package fairlead.bgp.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.bgp.rpki.RtrState.Phase;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A cache that may say whatever it likes, whenever it likes: what counts is what it said up to its
 * last End of Data, and no answer is one that a cache could not read. See {@code bgp/FUZZING.md}.
 */
class RtrFuzzTest {

    /**
     * Things that happen: octets of a PDU behind its length (1..250, 1), with the two middle octets
     * of its own length left out; 0: the connection stands; 251: it breaks; 252..255: time passes
     * (1, squared, in seconds).
     */
    @FuzzTest(maxDuration = "10s")
    void whateverACacheSaysWhatCountsIsWhatItSaidToTheEnd(byte[] input) {
        if (input == null) {
            return;
        }
        var machine = new Machine();
        machine.take(new RtrEvent.Start());
        machine.take(new RtrEvent.Connected());
        int at = 0;
        while (at < input.length) {
            int what = input[at++] & 255;
            if (what == 0) {
                machine.take(new RtrEvent.Connected());
            } else if (what == 251) {
                machine.take(new RtrEvent.Lost("gone"));
            } else if (what > 251) {
                long seconds = at < input.length ? input[at++] & 255 : 0;
                machine.now = machine.now.plusSeconds(seconds * seconds);
                machine.take(new RtrEvent.Tick());
            } else {
                int end = Math.min(input.length, at + what);
                machine.hear(Arrays.copyOfRange(input, at, end));
                at = end;
            }
        }
    }

    /** Our side of the cache, and what it has to hold, kept plainly beside it. */
    private static final class Machine {

        private RtrState state = RtrState.OFF;
        private Instant now = Instant.EPOCH;

        /** What the cache has told up to now, and is in the midst of telling. */
        private final Set<Vrp> saying = new HashSet<>();

        private boolean contradicts;

        /** Version (1) | type (1) | session (2) | body. */
        private void hear(byte[] said) {
            int length = Math.max(RtrFraming.HEADER, said.length + 4);
            var octets = new byte[length];
            System.arraycopy(said, 0, octets, 0, Math.min(4, said.length));
            ByteBuffer.wrap(octets).putInt(4, length);
            if (said.length > 4) {
                System.arraycopy(said, 4, octets, 8, said.length - 4);
            }
            assertThat(RtrFraming.next(octets, 0, length)).isEqualTo(length);
            var decoded = RtrCodec.decode(octets);
            if (decoded instanceof RtrDecoded.Ok(int version, var pdu)) {
                comesBack(version, pdu);
                follow(pdu);
            }
            take(new RtrEvent.Received(decoded));
        }

        private static void comesBack(int version, RtrPdu pdu) {
            if (pdu instanceof RtrPdu.ErrorReport report) {
                assertThat(report.text()).doesNotContainPattern("[\\p{Cc}\\p{Zl}]");
            } else {
                assertThat(RtrCodec.decode(RtrCodec.encode(pdu, version)))
                        .isEqualTo(new RtrDecoded.Ok(version, pdu));
            }
        }

        /** The RFC's words one by one: what is announced is there, what is withdrawn is not. */
        private void follow(RtrPdu pdu) {
            if (state.phase() instanceof Phase.Asking(boolean whole, _)
                    && pdu instanceof RtrPdu.CacheResponse) {
                contradicts = false;
                saying.clear();
                if (!whole) {
                    saying.addAll(held(state));
                }
            }
            if (state.phase() instanceof Phase.Receiving
                    && pdu instanceof RtrPdu.Payload(boolean announced, var vrp)) {
                contradicts |= !(announced ? saying.add(vrp) : saying.remove(vrp));
            }
        }

        private void take(RtrEvent event) {
            var before = state;
            var step = RtrFsm.next(before, event, now);
            state = step.state();
            for (var action : step.actions()) {
                if (action instanceof RtrAction.Send(var pdu, int version)) {
                    var octets = RtrCodec.encode(pdu, version);
                    assertThat(RtrFraming.next(octets, 0, octets.length)).isEqualTo(octets.length);
                    assertThat(RtrCodec.decode(octets)).isInstanceOf(RtrDecoded.Ok.class);
                }
            }
            assertThat(state.version()).isBetween(0, RtrCodec.VERSION);
            assertThat(state.deadline()).as("nothing waits for ever").isPresent();
            assertThat(step.actions().contains(new RtrAction.Dial()))
                    .isEqualTo(
                            state.phase() instanceof Phase.Dialling
                                    && !before.phase().equals(state.phase()));
            boolean told =
                    before.phase() instanceof Phase.Receiving
                            && state.holding().isPresent()
                            && !state.holding().equals(before.holding())
                            && state.failures() == 0;
            if (told) {
                assertThat(contradicts).isFalse();
                assertThat(held(state)).isEqualTo(saying);
            } else if (state.holding().isPresent()) {
                assertThat(state.holding().get().vrps())
                        .isSameAs(before.holding().orElseThrow().vrps());
            }
            if (event instanceof RtrEvent.Tick) {
                assertThat(state.holding().filter(held -> !held.expires().isAfter(now))).isEmpty();
            }
        }

        private static Set<Vrp> held(RtrState state) {
            return state.holding()
                    .map(holding -> new HashSet<>(VrpDeltaTest.all(holding.vrps())))
                    .orElseGet(HashSet::new);
        }
    }
}

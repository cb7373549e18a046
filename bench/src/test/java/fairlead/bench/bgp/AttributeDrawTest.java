package fairlead.bench.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Decoded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What senders say of ways has the Internet's proportions, and is right to an independent reader.
 */
class AttributeDrawTest {

    private static final int SETS = 20_000;
    private static final byte[] NEXT_HOP = {10, 99, 1, 1};

    private final AttributeDraw draw = new AttributeDraw(7);

    private byte[] drawn(int sender, int group) {
        var out = ByteBuffer.allocate(512);
        draw.write(out, new Place(sender), group, NEXT_HOP);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Values by type of attribute. */
    private static Map<Integer, byte[]> split(byte[] set) {
        var values = new HashMap<Integer, byte[]>();
        for (int at = 0; at < set.length; ) {
            int end = at + 3 + (set[at + 2] & 0xff);
            values.put(set[at + 1] & 0xff, Arrays.copyOfRange(set, at + 3, end));
            at = end;
        }
        return values;
    }

    @Test
    void communitiesAreOnTwoThirdsAndPathsAreFourLongOnAverage() {
        int communities = 0;
        int large = 0;
        int med = 0;
        int aggregated = 0;
        int hops = 0;
        for (int group = 0; group < SETS; group++) {
            var values = split(drawn(0, group));
            communities += values.containsKey(8) ? 1 : 0;
            large += values.containsKey(32) ? 1 : 0;
            med += values.containsKey(4) ? 1 : 0;
            aggregated += values.containsKey(7) ? 1 : 0;
            var path = values.getOrDefault(2, new byte[0]);
            assertThat(path[1]).isBetween((byte) 2, (byte) 7);
            hops += path[1];
        }
        assertThat((double) communities / SETS).isCloseTo(2 / 3.0, within(0.02));
        assertThat((double) large / SETS).isCloseTo(0.1, within(0.02));
        assertThat((double) med / SETS).isCloseTo(1 / 7.0, within(0.02));
        assertThat((double) aggregated / SETS).isCloseTo(1 / 12.0, within(0.02));
        assertThat((double) hops / SETS).isCloseTo(4.1, within(0.2));
    }

    @Test
    void hardlyAnyTwoGroupsHaveTheSameAttributes() {
        var sets = new HashSet<ByteBuffer>();
        for (int group = 0; group < SETS; group++) {
            sets.add(ByteBuffer.wrap(drawn(0, group)));
        }
        assertThat(sets).hasSizeGreaterThan(SETS * 99 / 100);
    }

    @Test
    void anotherSenderHasOtherWaysToTheSameOrigin() {
        int same = 0;
        for (int group = 0; group < 100; group++) {
            var one = split(drawn(0, group)).getOrDefault(2, new byte[0]);
            var other = split(drawn(1, group)).getOrDefault(2, new byte[0]);
            assertThat(Arrays.copyOfRange(one, one.length - 4, one.length))
                    .isEqualTo(Arrays.copyOfRange(other, other.length - 4, other.length));
            same += Arrays.equals(one, other) ? 1 : 0;
        }
        assertThat(same).isZero();
    }

    @Test
    void theEnginesOwnReaderFindsNoFaultInWhatIsSaid() throws Exception {
        var table = InternetTable.draw(Family.IPV4, 5_000, 5_000, 7);
        var speech =
                Speech.of(
                        table,
                        0,
                        table.groups(),
                        new Place(0),
                        draw,
                        new Expectation(table.slots, 1));
        int heard = 0;
        var in = speech.announcement();
        while (in.hasRemaining()) {
            var message = new byte[in.getShort(in.position() + 16) & 0xffff];
            in.get(message);
            assertThat(BgpCodec.decode(message, AsWidth.FOUR))
                    .isInstanceOfSatisfying(
                            Decoded.Ok.class,
                            ok -> assertThat(ok.message()).isInstanceOf(BgpMessage.Update.class));
            heard++;
        }
        assertThat(heard).isGreaterThanOrEqualTo(table.groups());
    }
}

package fairlead.bgp.table;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The index finds what was entered and not taken out again, however hashes fall. */
class IndexTest {

    private static final int NUMBERS = 2_000;

    /** Numbers' hashes, of which so many bits are drawn: few make crowds with one home. */
    private record Crowd(int bits, long seed) {

        static Crowd drawn(SplittableRandom random) {
            return new Crowd(random.nextInt(13), random.nextLong());
        }

        int hash(int number) {
            return new SplittableRandom(seed + number).nextInt() & (1 << bits) - 1;
        }
    }

    private static boolean finds(Index index, int hash, int wanted) {
        var slots = index.segment(hash);
        int mask = slots.length - 1;
        int at = hash & mask;
        for (int far = 0; !Index.ends(slots[at], far); far++) {
            if (Index.mayBe(slots[at], far) && Index.number(slots[at]) == wanted) {
                return true;
            }
            at = at + 1 & mask;
        }
        return false;
    }

    @Test
    void whatWasEnteredIsFoundUntilItIsTakenOut() {
        forAll(
                200,
                Crowd::drawn,
                crowd -> {
                    var index = new Index(crowd::hash);
                    Map<Integer, Boolean> there = new HashMap<>();
                    var random = new SplittableRandom(crowd.seed());
                    for (int step = 0; step < 2 * NUMBERS; step++) {
                        int number = random.nextInt(NUMBERS);
                        boolean isThere = there.getOrDefault(number, false);
                        if (isThere) {
                            index.remove(crowd.hash(number), number);
                        } else {
                            index.add(crowd.hash(number), number);
                        }
                        there.put(number, !isThere);
                    }
                    for (int number = 0; number < NUMBERS; number++) {
                        assertThat(finds(index, crowd.hash(number), number))
                                .as("%d", number)
                                .isEqualTo(there.getOrDefault(number, false));
                    }
                });
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedAndNotCutOff() {
        var index = new Index(number -> number);
        int most = (1 << 25) - 2;
        index.add(0, most);
        assertThat(finds(index, 0, most)).isTrue();
        assertThatThrownBy(() -> index.add(0, most + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number 33554431 does not fit");
    }
}

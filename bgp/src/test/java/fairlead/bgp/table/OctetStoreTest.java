package fairlead.bgp.table;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is kept stays what it was, and what is held follows what is kept. */
class OctetStoreTest {

    private static final int MOST = 65_535;

    /**
     * Octets that nothing else has, of any length, many of one that few have room for in a chunk.
     */
    private static byte[] drawn(SplittableRandom dice) {
        var octets =
                new byte
                        [switch (dice.nextInt(6)) {
                            case 0 -> dice.nextInt(MOST + 1);
                            case 1 -> dice.nextInt(300);
                            default -> 1_024;
                        }];
        dice.nextBytes(octets);
        return octets;
    }

    private static byte[] kept(OctetStore store, int place, int length) {
        int from = OctetStore.from(place);
        return Arrays.copyOfRange(store.octets(place), from, from + length);
    }

    @Test
    void whatIsKeptStaysWhatItWasHoweverMuchComesAndGoes() {
        forAll(
                60,
                SplittableRandom::split,
                dice -> {
                    var store = new OctetStore();
                    Map<Integer, byte[]> there = new HashMap<>();
                    var places = new ArrayList<Integer>();
                    for (int step = 0; step < 600; step++) {
                        if (!places.isEmpty() && dice.nextInt(5) < 2) {
                            int place = places.remove(dice.nextInt(places.size()));
                            store.remove(place);
                            there.remove(place);
                        } else {
                            var octets = drawn(dice);
                            int place = store.add(octets, 0, octets.length);
                            assertThat(there).as("a place of its own").doesNotContainKey(place);
                            there.put(place, octets);
                            places.add(place);
                        }
                    }
                    there.forEach((place, octets) ->
                            assertThat(kept(store, place, octets.length)).isEqualTo(octets));
                    places.forEach(store::remove);
                    assertThat(store.held()).as("when all is gone").isZero();
                });
    }

    /** A neighbour may hold few routes and still send attributes of each length there is. */
    @Test
    void oneBurstAfterTheOtherOfOtherLengthsNeedsNoMoreThanTheLargest() {
        var store = new OctetStore();
        long most = 0;
        for (int length = 64; length <= 4096; length += 16) {
            List<Integer> burst = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                burst.add(store.add(new byte[length], 0, length));
            }
            most = Math.max(most, store.held());
            burst.forEach(store::remove);
        }
        assertThat(most).isLessThan(2 * 200 * 4096);
    }

    @Test
    void fewOfEachLengthNeedAChunkEachAtMost() {
        var store = new OctetStore();
        for (int length = 16; length <= 1024; length += 16) {
            store.add(new byte[length], 0, length);
        }
        assertThat(store.held()).isEqualTo(64 << 14);
    }
}

package fairlead.bgp.table;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody who does not know the secret can choose values of one hash. */
class KeyedHashTest {

    private static final int CROWD = 4_096;

    /** Of so many values that have nothing to do with each other so many may share a hash. */
    private static final int FEW = 4;

    /** The second half undoes what is different in the first, if halves are only put together. */
    @Test
    void prefixesWhoseHalvesUndoOneAnotherHaveHashesOfTheirOwn() {
        forAll(
                100,
                SplittableRandom::split,
                dice -> {
                    var hash = new KeyedHash(dice.nextLong());
                    int turn = dice.nextInt(64);
                    long high = dice.nextLong();
                    Set<Integer> hashes = new HashSet<>();
                    for (int i = 0; i < CROWD; i++) {
                        long low = dice.nextLong();
                        hashes.add(hash.of(high ^ Long.rotateLeft(low, turn), low, 128));
                    }
                    assertThat(hashes).hasSizeGreaterThan(CROWD - FEW);
                });
    }

    /** The highest bit survives multiplication by whatever odd number as it is. */
    @Test
    void differencesOfHighBitsDoNotUndoOneAnother() {
        forAll(
                100,
                SplittableRandom::split,
                dice -> {
                    var hash = new KeyedHash(dice.nextLong());
                    Set<Integer> hashes = new HashSet<>();
                    for (int i = 0; i < CROWD; i++) {
                        var octets = new byte[64];
                        for (int bit = 0; bit < 12; bit++) {
                            octets[4 * bit] = (byte) (i >>> bit << 7);
                            octets[4 * bit + 4] ^= octets[4 * bit];
                        }
                        hashes.add(hash.of(octets, 0, octets.length));
                    }
                    assertThat(hashes).hasSizeGreaterThan(CROWD - FEW);
                });
    }

    @Test
    void everyOctetAndTheLengthCountAndNothingElse() {
        forAll(
                200,
                SplittableRandom::split,
                dice -> {
                    long secret = dice.nextLong();
                    var hash = new KeyedHash(secret);
                    var octets = new byte[1 + dice.nextInt(dice.nextBoolean() ? 40 : 5_000)];
                    dice.nextBytes(octets);
                    int from = dice.nextInt(20);
                    var elsewhere = new byte[from + octets.length + 20];
                    dice.nextBytes(elsewhere);
                    System.arraycopy(octets, 0, elsewhere, from, octets.length);
                    int whole = hash.of(octets, 0, octets.length);
                    assertThat(new KeyedHash(secret).of(elsewhere, from, from + octets.length))
                            .isEqualTo(whole);
                    var longer = Arrays.copyOf(octets, octets.length + 1);
                    assertThat(hash.of(longer, 0, longer.length)).isNotEqualTo(whole);
                    octets[dice.nextInt(octets.length)] ^= (byte) (1 + dice.nextInt(255));
                    assertThat(hash.of(octets, 0, octets.length)).isNotEqualTo(whole);
                    assertThat(new KeyedHash(secret + 1).of(octets, 0, octets.length))
                            .isNotEqualTo(hash.of(octets, 0, octets.length));
                });
    }

    /** An index takes the segment from the upper bits and the slot from the lower ones. */
    @Test
    void prefixesInARowSpreadOverAllSegmentsAndSlots() {
        forAll(
                20,
                SplittableRandom::nextLong,
                secret -> {
                    var hash = new KeyedHash(secret);
                    var segments = new int[256];
                    var slots = new int[256];
                    for (int i = 0; i < 1 << 16; i++) {
                        int one = hash.of((long) (10 << 24 | i << 8) << 32, 0, 24);
                        segments[one >>> 24]++;
                        slots[one & 255]++;
                    }
                    assertThat(IntStream.of(segments)).allMatch(n -> n > 150 && n < 400);
                    assertThat(IntStream.of(slots)).allMatch(n -> n > 150 && n < 400);
                });
    }
}

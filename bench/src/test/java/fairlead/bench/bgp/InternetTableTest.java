package fairlead.bench.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table has the Internet's proportions, whatever the seed. */
class InternetTableTest {

    private static final int SIZE = 100_000;

    private static InternetTable table(Family family) {
        return InternetTable.draw(family, SIZE, SIZE, 7);
    }

    @ParameterizedTest
    @CsvSource({
        "IPV4, 24, 0.61",
        "IPV4, 22, 0.11",
        "IPV4, 23, 0.10",
        "IPV4, 21, 0.055",
        "IPV4, 20, 0.047",
        "IPV4, 19, 0.027",
        "IPV4, 16, 0.014",
        "IPV6, 48, 0.46",
        "IPV6, 32, 0.13"
    })
    void prefixLengthsAreSpreadLikeTheInternets(Family family, int length, double share) {
        var table = table(family);
        long count =
                IntStream.range(0, SIZE)
                        .filter(i -> PrefixKey.length(table.key(i)) == length)
                        .count();
        assertThat((double) count / SIZE).isCloseTo(share, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void noPrefixIsThereTwice(Family family) {
        var table = table(family);
        var seen = new HashSet<Long>();
        IntStream.range(0, SIZE).forEach(i -> seen.add(table.key(i)));
        assertThat(seen).hasSize(SIZE);
        assertThat(table.slots.size()).isEqualTo(SIZE);
    }

    @Test
    void aboutSixPrefixesShareTheirAttributesAndHalfOfTheGroupsHaveOne() {
        var table = table(Family.IPV4);
        long alone =
                IntStream.range(0, table.groups())
                        .filter(group -> table.start(group + 1) - table.start(group) == 1)
                        .count();
        assertThat((double) SIZE / table.groups()).isCloseTo(6, within(0.5));
        assertThat((double) alone / table.groups()).isCloseTo(0.5, within(0.03));
    }

    @Test
    void noIpv4PrefixLiesWhereRoutersRefuseIt() {
        var table = table(Family.IPV4);
        for (int i = 0; i < SIZE; i++) {
            long bits = PrefixKey.bits(table.key(i));
            assertThat(bits >>> 56).isBetween(1L, 223L).isNotIn(10L, 127L);
            assertThat(bits >>> 48).isNotEqualTo(192L << 8 | 168);
        }
    }

    @Test
    void noGroupReachesOverASendersShare() {
        var table = InternetTable.draw(Family.IPV4, 10_000, 200, 7);
        for (int border = 0; border <= 10_000; border += 200) {
            assertThat(table.start(table.groupAt(border))).isEqualTo(border);
        }
    }

    @Test
    void theSameSeedDrawsTheSameTable() {
        var one = InternetTable.draw(Family.IPV4, 1_000, 1_000, 3);
        var same = InternetTable.draw(Family.IPV4, 1_000, 1_000, 3);
        var other = InternetTable.draw(Family.IPV4, 1_000, 1_000, 4);
        assertThat(IntStream.range(0, 1_000).mapToObj(one::key))
                .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(same::key).toList())
                .isNotEqualTo(IntStream.range(0, 1_000).mapToObj(other::key).toList());
    }
}

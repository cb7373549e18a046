package fairlead.bgp.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitColumnTest {

    @ParameterizedTest
    @CsvSource({
        "100, 7, 100, 7",
        "200000, 999, 10, 3",
        "10, 3, 200000, 999",
        "0, 1, 70000, 64",
        "70000, 64, 0, 1",
        "0, 1, 0, 1"
    })
    void aUnionHasTheMembersOfBothAndKnowsHowMany(int end, int step, int otherEnd, int otherStep) {
        var one = column(end, step);
        var members = members(one);
        var other = column(otherEnd, otherStep);
        members.addAll(members(other));
        one.addAll(other);
        assertThat(members(one)).isEqualTo(members);
        assertThat(one.isEmpty()).isEqualTo(members.isEmpty());
        members.forEach(one::remove);
        assertThat(one.isEmpty()).as("when all are taken out").isTrue();
    }

    @Test
    void whatIsTakenFromAUnionStaysInTheOther() {
        var one = column(10, 1);
        var other = column(100, 1);
        one.addAll(other);
        one.remove(50);
        assertThat(other.contains(50)).isTrue();
    }

    private static BitColumn column(int end, int step) {
        var column = new BitColumn();
        for (int i = 0; i < end; i += step) {
            column.add(i);
        }
        return column;
    }

    private static TreeSet<Integer> members(BitColumn column) {
        var members = new TreeSet<Integer>();
        IntStream.iterate(column.next(0), i -> i >= 0, i -> column.next(i + 1))
                .forEach(members::add);
        return members;
    }
}

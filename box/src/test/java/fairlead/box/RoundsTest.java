package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Rounds rounds = new Rounds();

    private List<String> looks(int number, String... namespaces) {
        return IntStream.range(0, number).mapToObj(_ -> rounds.next(List.of(namespaces))).toList();
    }

    @Test
    void theFabricIsLookedIntoEveryOtherTimeAndTheOthersInTurn() {
        assertThat(looks(8, "fab", "edge", "inet", "plat7"))
                .containsExactly("fab", "edge", "fab", "inet", "fab", "plat7", "fab", "edge");
    }

    @Test
    void aNamespaceThatGoesMeanwhileIsNoMoreLookedInto() {
        looks(5, "fab", "edge", "inet", "plat7");

        assertThat(looks(2, "fab", "edge")).containsExactly("edge", "fab");
        assertThat(looks(2, "fab")).containsExactly("fab", "fab");
    }

    @Test
    void thePauseGrowsWithTheCostOfTheLook() {
        var shortest = rounds.pause();
        rounds.took(Duration.ofMillis(1));
        assertThat(rounds.pause()).as("never shorter").isEqualTo(shortest);

        rounds.took(Duration.ofMillis(600));
        assertThat(rounds.pause()).isEqualTo(Duration.ofSeconds(60));
    }
}

package fairlead.bench.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked for, and what is said of what cannot. */
class OptionsTest {

    @Test
    void withoutOptionsAllIsMeasuredAndKept() {
        var options = Options.of(List.of());
        assertThat(options.courses()).containsExactly(Course.values());
        assertThat(options.kept()).isTrue();
        assertThat(options.runs(Course.FULL_TABLE, Daemon.FAIRLEAD)).isEqualTo(3);
        assertThat(options.runs(Course.FULL_TABLE, Daemon.GOBGP)).isEqualTo(1);
        assertThat(options.runs(Course.ROUTES, Daemon.BIRD2)).isEqualTo(1);
    }

    @Test
    void someDaemonsOrSmallerLoadsAreNotKept() {
        assertThat(Options.of(List.of("--daemon", "bird2,fairlead")).kept()).isFalse();
        assertThat(Options.of(List.of("--scale", "0.01")).kept()).isFalse();
        assertThat(Options.of(List.of("--load", "flap", "--runs", "5")).kept()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--load    | everything | there is no load 'everything'; there are: full-table, ten",
                "--daemon  | quagga     | there is no daemon 'quagga'; there are: bird2, fairlead",
                "--runs    | 0          | --runs wants 1 to 999, not '0'",
                "--scale   | 2          | --scale wants a number above 0 and up to 1",
                "--verbose | yes        | there is no option --verbose; there are --load",
            })
    void whatCannotBeAskedForIsNamed(String option, String value, String complaint) {
        assertThatThrownBy(() -> Options.of(List.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void aScaledLoadKeepsItsPeersAndEachHasAPart() {
        var load = Load.everyone(50, 2_000).scaled(0.01);
        assertThat(load.peers()).isEqualTo(50);
        assertThat(load.share()).isEqualTo(20);
        assertThat(Load.everyone(500, 40).scaled(0.01).share()).isEqualTo(1);
    }
}

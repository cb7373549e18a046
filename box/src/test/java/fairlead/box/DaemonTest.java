package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.cloud.Fact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaemonTest {

    private static final Fact WORD = new Fact.HostInForce(7, Optional.empty());

    @Test
    void theHostIsNotToldItsOwnWord() {
        assertThat(Daemon.isNewsToTheHost(List.of(WORD))).isFalse();
        assertThat(Daemon.isNewsToTheHost(List.of(WORD, WORD))).isFalse();
    }

    @Test
    void whatCameTogetherWithItIsNews() {
        var removed = new Fact.Removed(ArmId.parse(Requests.TABLE));

        assertThat(Daemon.isNewsToTheHost(List.of(WORD, removed))).isTrue();
        assertThat(Daemon.isNewsToTheHost(List.of())).as("the first turn").isTrue();
    }
}

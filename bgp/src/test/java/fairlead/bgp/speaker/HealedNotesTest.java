package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealedNotesTest {

    @Test
    void aNeighbourThatNeverStopsIsNotedEverMoreSeldom() {
        var notes = new HealedNotes();
        var written = new ArrayList<String>();
        var healed = List.of(Problem.of(Fault.MED_LENGTH, "1 octet where 4 belong"));
        for (int i = 0; i < 5000; i++) {
            Optional<String> note = notes.note(Update.END_OF_RIB, healed, new byte[] {(byte) 0xfe});
            note.ifPresent(written::add);
        }
        assertThat(written).hasSize(105);
        assertThat(written.getFirst()).endsWith("the message: fe");
        assertThat(written.getLast())
                .contains("the 5000th from there, and from now on one in 1000");
    }
}

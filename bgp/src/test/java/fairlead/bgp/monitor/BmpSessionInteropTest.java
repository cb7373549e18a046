package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.Tshark;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole session with all five views, taken apart by somebody else's dissector. */
@Tag("interop")
class BmpSessionInteropTest {

    @TempDir Path folder;

    @Test
    void tsharkFindsNothingMalformedInASession() throws Exception {
        var messages = Tshark.split(BmpSessionTest.stream());

        var lines = Tshark.read(folder, messages).stream().map(Tshark::named).toList();

        assertThat(lines).hasSameSizeAs(messages);
        // The name of the Loc-RIB's table after its OPENs: tshark 4.0 is older than RFC 9069.
        assertThat(lines)
                .filteredOn(line -> line.contains("malformed"))
                .singleElement()
                .asString()
                .contains("bmp.type 3\n  bmp.peer.type 3\n");
        assertThat(lines)
                .filteredOn(line -> line.contains("bgp.nlri_prefix"))
                .extracting(line -> line.replaceAll("(?s).*bmp.peer.flags (\\S+)\n.*", "$1"))
                .contains("0x00", "0x40", "0x10", "0x50");
    }
}

package fairlead.bgp.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.OctetBuffer;
import fairlead.testkit.Golden;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message that we send, taken apart by somebody else's dissector. */
@Tag("interop")
class TsharkInteropTest {

    @TempDir Path folder;

    @Test
    void tsharkReadsOfEveryMessageWhatWePutIntoIt() throws Exception {
        var messages =
                SampleMessages.all().values().stream().map(TsharkInteropTest::octets).toList();
        var names = SampleMessages.all().keySet().iterator();

        var rows =
                Tshark.read(folder, messages).stream()
                        .map(line -> names.next() + "\n" + Tshark.named(line))
                        .collect(Collectors.joining("\n"));

        assertThat(names.hasNext()).isFalse();
        Golden.check(Path.of("src/test/goldens/bmp-by-tshark.txt"), rows);
    }

    private static byte[] octets(BmpMessage message) {
        var out = new OctetBuffer(256);
        BmpWriter.write(out, message);
        return out.toArray();
    }
}

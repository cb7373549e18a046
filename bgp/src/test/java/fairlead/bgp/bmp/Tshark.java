package fairlead.bgp.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgp.wire.OctetBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody else's dissector, on BMP messages of ours. */
public final class Tshark {

    private static final int PORT = 11019;

    /** What it is asked for of each message. */
    static final List<String> FIELDS =
            List.of(
                    "bmp.version",
                    "bmp.type",
                    "bmp.peer.type",
                    "bmp.peer.flags",
                    "bmp.peer.ip.addr",
                    "bmp.peer.ipv6.addr",
                    "bmp.peer.asn",
                    "bmp.peer.id",
                    "bmp.peer.timestamp.sec",
                    "bmp.peer.timestamp.msec",
                    "bmp.peer.up.port.local",
                    "bmp.peer.up.port.remote",
                    "bmp.peer.down.reason",
                    "bmp.init.info",
                    "bmp.term.info",
                    "bmp.term.reason",
                    "bmp.stats.type",
                    "bgp.type",
                    "bgp.nlri_prefix",
                    "bgp.withdrawn_prefix",
                    "_ws.malformed");

    private Tshark() {}

    /** The messages of a stream, each by itself. */
    public static List<byte[]> split(byte[] stream) {
        var messages = new ArrayList<byte[]>();
        for (int at = 0; at < stream.length; ) {
            int length = ByteBuffer.wrap(stream).getInt(at + 1);
            messages.add(Arrays.copyOfRange(stream, at, at + length));
            at += length;
        }
        return messages;
    }

    /** What it sees in each message: a line for each, {@link #FIELDS} between bars. */
    public static List<String> read(Path folder, List<byte[]> messages) throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":", -1))
                        .anyMatch(one -> Files.isExecutable(Path.of(one, "tshark"))),
                "needs tshark: apt-get install tshark");
        var command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-r",
                                capture(folder, messages).toString(),
                                "-d",
                                "tcp.port==" + PORT + ",bmp",
                                "-T",
                                "fields",
                                "-E",
                                "separator=|"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return printed.lines().toList();
    }

    /** A line by names. */
    public static String named(String line) {
        var values = line.split("\\|", -1);
        var text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                text.append("  ").append(FIELDS.get(i)).append(' ').append(values[i]).append('\n');
            }
        }
        return text.toString();
    }

    /** Raw IP (link type 101), a TCP segment for each message. */
    private static Path capture(Path folder, List<byte[]> messages) throws IOException {
        var out = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        out.putInt(65535).putInt(101);
        int sequence = 1;
        for (var message : messages) {
            var segment = new OctetBuffer(256);
            segment.u16(0x4500).u16(0).u32(0).u16(64 << 8 | 6).u16(0);
            segment.u32(0x7f000001).u32(0x7f000001);
            segment.u16(40000).u16(PORT).u32(sequence).u32(1).u16(0x5018).u16(65535).u32(0);
            segment.bytes(message);
            segment.set16(2, segment.size());
            sequence += segment.size() - 40;
            out.putInt(1).putInt(0).putInt(segment.size()).putInt(segment.size());
            out.put(segment.toArray());
        }
        return Files.write(folder.resolve("bmp.pcap"), Arrays.copyOf(out.array(), out.position()));
    }
}

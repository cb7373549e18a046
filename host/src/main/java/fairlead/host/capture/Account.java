package fairlead.host.capture;

import fairlead.host.packet.Packet;
import fairlead.host.packet.PacketLine;
import fairlead.host.packet.PcapFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** How packets are told to whoever reads standard output. */
sealed interface Account {

    /** What stands before the first packet. */
    void begin() throws IOException;

    void packet(Packet packet) throws IOException;

    static Account of(CaptureOptions options, OutputStream out) {
        return switch (options.form()) {
            case PCAP -> new Pcap(out, options.snaplen());
            case TEXT -> new Text(out);
            case JSON -> new Json(out);
        };
    }

    /** A file for tcpdump, tshark and Wireshark. */
    record Pcap(OutputStream out, int snaplen) implements Account {

        @Override
        public void begin() throws IOException {
            out.write(PcapFile.header(snaplen));
        }

        @Override
        public void packet(Packet packet) throws IOException {
            out.write(PcapFile.record(packet));
        }
    }

    /** A line for each packet, times in the reader's zone. */
    record Text(OutputStream out) implements Account {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT)
                        .withZone(ZoneId.systemDefault());

        @Override
        public void begin() {
            // a first line would be in the way of sort and awk
        }

        @Override
        public void packet(Packet packet) throws IOException {
            line(
                    out,
                    "%s %-3s %s"
                            .formatted(
                                    TIME.format(time(packet)),
                                    direction(packet),
                                    PacketLine.of(packet.octets())));
        }
    }

    /** A document for each packet, one in a line. */
    record Json(OutputStream out) implements Account {

        @Override
        public void begin() {
            // documents follow one another
        }

        @Override
        public void packet(Packet packet) throws IOException {
            var line = PacketLine.of(packet.octets());
            line(
                    out,
                    JsonMapper.shared()
                            .createObjectNode()
                            .put("time", time(packet).toString())
                            .put("direction", direction(packet))
                            .put("protocol", line.protocol())
                            .put("source", line.source())
                            .put("destination", line.destination())
                            .put("length", packet.length())
                            .put("text", line.text())
                            .toString());
        }
    }

    private static Instant time(Packet packet) {
        return Instant.ofEpochSecond(packet.seconds(), packet.nanoseconds());
    }

    private static String direction(Packet packet) {
        return packet.direction().name().toLowerCase(Locale.ROOT);
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

package fairlead.host.capture;

import fairlead.host.packet.Filter;
import fairlead.host.packet.FilterException;
import java.time.Duration;
import java.util.List;

/**
 * What is captured, and how it is told.
 *
 * @param device in this process's network namespace
 * @param name what people call it
 * @param snaplen octets kept of a packet, 1..262144
 * @param count packets after which it ends; 0 for no such end
 * @param duration after which it ends; zero for no such end
 */
record CaptureOptions(
        String device,
        String name,
        Form form,
        int snaplen,
        long count,
        Duration duration,
        Filter filter) {

    /** What is written to standard output. */
    enum Form {
        PCAP,
        TEXT,
        JSON
    }

    static final int WHOLE_PACKET = 262_144;

    /**
     * Reads {@code --device D --name N --form pcap|text|json [--snaplen N] [--count N] [--millis N]
     * [--filter TEXT]}.
     *
     * @throws IllegalArgumentException naming the word that is wrong
     */
    static CaptureOptions parse(List<String> words) throws FilterException {
        var device = "";
        var name = "";
        var form = Form.TEXT;
        int snaplen = WHOLE_PACKET;
        long count = 0;
        var duration = Duration.ZERO;
        var filter = "";
        for (int i = 0; i + 1 < words.size(); i += 2) {
            var value = words.get(i + 1);
            switch (words.get(i)) {
                case "--device" -> device = value;
                case "--name" -> name = value;
                case "--form" -> form = Form.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                case "--snaplen" -> snaplen = Integer.parseInt(value);
                case "--count" -> count = Long.parseLong(value);
                case "--millis" -> duration = Duration.ofMillis(Long.parseLong(value));
                case "--filter" -> filter = value;
                default -> throw new IllegalArgumentException("unknown word " + words.get(i));
            }
        }
        if (device.isEmpty()) {
            throw new IllegalArgumentException("--device is required");
        }
        if (snaplen < 1 || snaplen > WHOLE_PACKET) {
            throw new IllegalArgumentException("--snaplen is 1 to " + WHOLE_PACKET);
        }
        return new CaptureOptions(
                device, name, form, snaplen, count, duration, Filter.parse(filter));
    }
}

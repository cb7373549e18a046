package fairlead.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Echoes sent at a fixed rate from inside a machine, and counted by their sequence numbers, however
 * long it takes. The kernel answers at the other end, so nothing here depends on a daemon.
 */
final class Ping {

    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+)");
    private static final Pattern SUM =
            Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

    /** Sequence numbers have 16 bits. */
    private static final int WRAP = 1 << 16;

    private final String name;
    private final Process process;
    private final Thread reader;
    private long heard;
    private long missing;
    private int last;
    private long sent;
    private long received;

    private Ping(String name, Process process) {
        this.name = name;
        this.process = process;
        reader = Thread.ofVirtual().name("answers to " + name).unstarted(this::read);
    }

    /** Starts one that sends {@code perSecond} echoes a second from {@code machine}. */
    static Ping start(WholeCloud cloud, String machine, String address, int perSecond)
            throws IOException, InterruptedException {
        var interval = "%.3f".formatted(1.0 / perSecond);
        var ping =
                new Ping(
                        machine + " to " + address,
                        cloud.in(machine, "ping", "-n", "-i", interval, address));
        ping.reader.start();
        return ping;
    }

    /** How many answers have come, and how many are missing before the newest of them. */
    synchronized String count() {
        return "%s: %d answers, %d missing".formatted(name, heard, missing);
    }

    synchronized long heard() {
        return heard;
    }

    synchronized long missing() {
        return missing;
    }

    /** Ends it as a user would, and reads the sum that it prints. */
    void end() throws IOException, InterruptedException {
        var all = new StringBuilder("kill -INT");
        process.toHandle().descendants().forEach(child -> all.append(' ').append(child.pid()));
        all.append(' ').append(process.pid());
        new ProcessBuilder("sh", "-c", all.toString()).start().waitFor();
        reader.join();
    }

    /** Echoes sent; known when it has ended. */
    synchronized long sent() {
        return sent;
    }

    /** Echoes sent and never answered; known when it has ended. */
    synchronized long lost() {
        return sent - received;
    }

    private void read() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void take(String line) {
        var answer = ANSWER.matcher(line);
        var sum = SUM.matcher(line);
        if (answer.find()) {
            int ahead = (Integer.parseInt(answer.group(1)) - last + WRAP) % WRAP;
            heard++;
            if (ahead > WRAP / 2) {
                missing--; // a late one, missed before
            } else {
                missing += ahead - 1L;
                last = (last + ahead) % WRAP;
            }
        } else if (sum.find()) {
            sent = Long.parseLong(sum.group(1));
            received = Long.parseLong(sum.group(2));
        }
    }
}

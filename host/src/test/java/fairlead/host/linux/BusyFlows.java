package fairlead.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Hundreds of UDP flows from one machine to addresses in 9.0.0.0/8, never pausing, and at each
 * appliance somebody who notes which flows come by. There are enough flows to keep every bucket of
 * a group of 128 busy.
 */
final class BusyFlows implements AutoCloseable {

    private static final int FLOWS = 800;
    private static final long PAUSE_BETWEEN_PACKETS = 100_000;

    private record Heard(int appliance, long at) {}

    private final DatagramChannel sender;
    private final List<DatagramChannel> receivers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, Heard> last = new HashMap<>();
    private final Map<Integer, Set<Integer>> visited = new HashMap<>();
    private volatile boolean running = true;

    BusyFlows(Lab lab, int machine, List<Integer> appliances) throws IOException {
        sender = lab.sockets.datagram(lab.namespace(machine));
        for (int appliance : appliances) {
            assertThat(lab.run(appliance, "ip route add local 9.0.0.0/8 dev lo").isGood()).isTrue();
            var receiver = lab.sockets.datagram(lab.namespace(appliance));
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            receiver.bind(new InetSocketAddress("0.0.0.0", 9));
            receivers.add(receiver);
            threads.add(Thread.ofPlatform().start(() -> receive(appliance, receiver)));
        }
    }

    void start() {
        threads.add(Thread.ofPlatform().start(this::send));
    }

    long now() {
        return System.nanoTime();
    }

    synchronized boolean allHeardSince(long then) {
        return last.size() == FLOWS && last.values().stream().allMatch(heard -> heard.at() > then);
    }

    /** Where each flow came by last. Forgets where they were before. */
    synchronized Map<Integer, Integer> owners() {
        visited.clear();
        var owners = new HashMap<Integer, Integer>();
        last.forEach((flow, heard) -> owners.put(flow, heard.appliance()));
        return owners;
    }

    /** Every appliance that each flow came by since the owners were last asked for. */
    synchronized Map<Integer, Set<Integer>> visited() {
        return new HashMap<>(visited);
    }

    private void send() {
        try {
            while (running) {
                for (int flow = 0; flow < FLOWS && running; flow++) {
                    var to =
                            InetAddress.getByAddress(
                                    new byte[] {9, 7, (byte) (flow >> 8), (byte) flow});
                    sender.send(
                            ByteBuffer.allocate(4).putInt(0, flow), new InetSocketAddress(to, 9));
                    LockSupport.parkNanos(PAUSE_BETWEEN_PACKETS);
                }
            }
        } catch (IOException closed) {
            running = false;
        }
    }

    private void receive(int appliance, DatagramChannel receiver) {
        var packet = ByteBuffer.allocate(4);
        try {
            while (running) {
                packet.clear();
                receiver.receive(packet);
                note(packet.getInt(0), appliance);
            }
        } catch (IOException closed) {
            running = false;
        }
    }

    private synchronized void note(int flow, int appliance) {
        last.put(flow, new Heard(appliance, System.nanoTime()));
        visited.computeIfAbsent(flow, _ -> new TreeSet<>()).add(appliance);
    }

    @Override
    public void close() {
        running = false;
        try {
            sender.close();
            for (var receiver : receivers) {
                receiver.close();
            }
            for (var thread : threads) {
                thread.join();
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}

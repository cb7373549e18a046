package fairlead.bench.bgp;

import fairlead.bgp.rib.Rib;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A table on its way through the rib: in, chosen from, out, and back. */
@State(Scope.Thread)
public class RibLoops {

    private static final int SENDERS = 10;

    private final byte[] out = new byte[1 << 17];
    private List<byte[]> first = List.of();
    private List<byte[]> other = List.of();
    private List<byte[]> firstBack = List.of();
    private Rib empty = InnerTable.rib();
    private Rib full = InnerTable.rib();
    private int sender;
    private int receiver;
    private int[] senders = {};
    private int listener;

    @Setup
    public void draw() throws IOException {
        var table = new InnerTable();
        first = table.announced(0);
        other = table.announced(1);
        firstBack = table.withdrawn(0);
        full = InnerTable.rib();
        senders = new int[SENDERS];
        for (int i = 0; i < SENDERS; i++) {
            senders[i] = InnerTable.client(full, i);
            InnerTable.take(full, senders[i], table.announced(i));
        }
        listener = InnerTable.client(full, SENDERS);
        tellAll();
    }

    private long tellAll() {
        long told = InnerTable.tell(full, listener, out);
        for (int peer : senders) {
            told += InnerTable.tell(full, peer, out);
        }
        return told;
    }

    /** A rib of its own for each time. */
    @Setup(Level.Invocation)
    public void empty() {
        empty = InnerTable.rib();
        sender = InnerTable.client(empty, 0);
        receiver = InnerTable.client(empty, 1);
    }

    /** Read, interned, entered, chosen, told. */
    @Benchmark
    @OperationsPerInvocation(InnerTable.PREFIXES)
    public long announce() {
        InnerTable.take(empty, sender, first);
        return InnerTable.tell(empty, receiver, out);
    }

    /** As above, and all of it back again. */
    @Benchmark
    @OperationsPerInvocation(InnerTable.PREFIXES)
    public long announceAndWithdraw() {
        InnerTable.take(empty, sender, first);
        long told = InnerTable.tell(empty, receiver, out);
        InnerTable.take(empty, sender, firstBack);
        return told + InnerTable.tell(empty, receiver, out);
    }

    /**
     * Of ten paths to every prefix one becomes another, and then what it was: two choices. All
     * eleven peers hear of it.
     */
    @Benchmark
    @OperationsPerInvocation(2 * InnerTable.PREFIXES)
    public long choose() {
        InnerTable.take(full, senders[0], other);
        long told = tellAll();
        InnerTable.take(full, senders[0], first);
        return told + tellAll();
    }
}

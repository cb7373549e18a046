package fairlead.bench.bgp;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Decoded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The codec, which makes objects: of UPDATEs that have something unusual, and for people. */
@State(Scope.Thread)
public class WireLoops {

    private List<byte[]> octets = List.of();
    private List<BgpMessage> messages = List.of();

    @Setup
    public void draw() throws IOException {
        octets = new InnerTable().announced(0);
        var read = new ArrayList<BgpMessage>();
        for (var message : octets) {
            if (BgpCodec.decode(message, AsWidth.FOUR) instanceof Decoded.Ok(var heard, _)) {
                read.add(heard);
            }
        }
        messages = List.copyOf(read);
    }

    /** Octets to objects. */
    @Benchmark
    @OperationsPerInvocation(InnerTable.PREFIXES)
    public void decode(Blackhole sink) {
        for (var message : octets) {
            sink.consume(BgpCodec.decode(message, AsWidth.FOUR));
        }
    }

    /** Objects to octets. */
    @Benchmark
    @OperationsPerInvocation(InnerTable.PREFIXES)
    public void encode(Blackhole sink) {
        for (var message : messages) {
            sink.consume(BgpCodec.encode(message, AsWidth.FOUR));
        }
    }
}

package fairlead.bench.bgp;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.AsPathPattern;
import fairlead.bgp.policy.AttributeEdit;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RouteView;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done with the attributes of one UPDATE: they are looked up, or a policy is asked. */
@State(Scope.Thread)
public class AttributeLoops {

    private static final int SETS = 10_000;
    private static final int LENGTHS = Greeting.HEADER + 2;

    private final AttributeTable table = new AttributeTable(4711);
    private final RouteView route = new RouteView();
    private final AttributeEdit edit = new AttributeEdit();
    private List<byte[]> updates = List.of();
    private CompiledPolicy policy = CompiledPolicy.ACCEPT_ALL;

    @Setup
    public void draw() throws IOException {
        updates = new InnerTable().announced(0).subList(0, SETS);
        var facts = new AttributeScan(Place.DAEMON_ASN, 1);
        for (var update : updates) {
            int hash = table.hash(update, LENGTHS + 2, end(update));
            if (table.find(update, LENGTHS + 2, end(update), hash) == AttributeTable.NONE
                    && facts.read(update, LENGTHS + 2, end(update), false)) {
                table.add(update, LENGTHS + 2, end(update), hash, facts, 0);
            }
        }
        policy =
                CompiledPolicy.of(
                        List.of(
                                Policy.of(
                                        "client",
                                        Rule.of(
                                                new Condition.PrefixIn(
                                                        PrefixSet.of(
                                                                "10.0.0.0/8 le 32",
                                                                "192.168.0.0/16 le 32",
                                                                "0.0.0.0/0 ge 25")),
                                                new Outcome.Reject("bogon")),
                                        Rule.of(
                                                new Condition.AsPathMatches(
                                                        AsPathPattern.parse("(174|3356) .* 64500")),
                                                new Outcome.Reject("leak")),
                                        Rule.change(
                                                new Condition.HasCommunity(
                                                        CommunityText.parse("1000-1500:*")),
                                                new Action.AddCommunities(
                                                        List.of(
                                                                CommunityText.parse(
                                                                        "64500:100")))))));
        route.self(Place.DAEMON_ASN, IpAddress.parse(Place.DAEMON_IPV4));
        route.peer(new Place(0).asn(), IpAddress.parse("10.99.1.1"));
    }

    private static int end(byte[] update) {
        return LENGTHS + 2 + (ByteBuffer.wrap(update).getShort(LENGTHS) & 0xffff);
    }

    /** Attributes that are known: their number. */
    @Benchmark
    @OperationsPerInvocation(SETS)
    public int intern() {
        int sum = 0;
        for (var update : updates) {
            int to = end(update);
            sum += table.find(update, LENGTHS + 2, to, table.hash(update, LENGTHS + 2, to));
        }
        return sum;
    }

    /**
     * Three rules: prefixes that nobody may tell, a pattern of AS paths, a community to be added.
     */
    @Benchmark
    @OperationsPerInvocation(SETS)
    public int policy() {
        int sum = 0;
        for (var update : updates) {
            route.ipv4(0x08080000, 16).attributes(update, LENGTHS + 2, end(update));
            sum += policy.apply(route, edit);
        }
        return sum;
    }
}

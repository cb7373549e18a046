package fairlead.host.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.host.plan.Route.Target;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

    private static final Commands COMMANDS = new Commands(_ -> 500);
    private static final Prefix NET = Prefix.parse("10.0.0.0/8");

    private static Route route(Target target) {
        return new Route("f", 5, NET, target);
    }

    private static Target hops(Integer... ids) {
        return new Target.Nexthops(List.of(ids));
    }

    private static String words(Change change) {
        return String.join(
                "\n",
                COMMANDS.of(change).stream()
                        .map(command ->
                                switch (command) {
                                    case Command.Ip(_, var line) -> line;
                                    case Command.Nft(_, var line) -> line;
                                    case Command.Sysctl(_, var name, var value) ->
                                            name + "=" + value;
                                    case Command.MakeNamespace(var name) -> "+" + name;
                                    case Command.RemoveNamespace(var name) -> "-" + name;
                                })
                        .toList());
    }

    static Stream<Arguments> reroutings() {
        var group =
                "nexthop replace id 500 group 1/2 type resilient buckets 128 idle_timer 1 unbalanced_timer 2 proto 176";
        var toGroup = "route replace unicast 10.0.0.0/8 nhid 500 table 5 proto 176";
        var toHop = "route replace unicast 10.0.0.0/8 nhid 1 table 5 proto 176";
        return Stream.of(
                arguments(hops(1), hops(1, 2), group + "\n" + toGroup),
                arguments(hops(1, 2, 3), hops(1, 2), group),
                arguments(hops(1, 2), hops(1), toHop + "\nnexthop del id 500"),
                arguments(
                        hops(1, 2),
                        new Target.Blackhole(),
                        "route replace blackhole 10.0.0.0/8 table 5 proto 176\nnexthop del id 500"),
                arguments(
                        new Target.Throw(),
                        new Target.Device("fl-u1"),
                        "route replace unicast 10.0.0.0/8 dev fl-u1 table 5 proto 176"));
    }

    @ParameterizedTest
    @MethodSource("reroutings")
    void aRouteChangesWithoutEverBeingAway(Target before, Target now, String lines) {
        assertThat(words(new Change.Replace(route(before), route(now), "drifted")))
                .isEqualTo(lines);
    }

    @Test
    void aWireIsNamedBeforeItIsUsed() {
        var veth =
                new Veth(
                        "f",
                        "fl-n1",
                        new Veth.End(new MacAddress(0x123456789abcL), 65535, Veth.State.UP),
                        new Veth.Far(
                                "g", "eth0", new Veth.End(new MacAddress(5), 1500, Veth.State.UP)));

        assertThat(words(new Change.Put(veth, "missing")))
                .isEqualTo(
                        """
                        link add dev fl-n1 address 12:34:56:78:9a:bc mtu 65535 type veth peer name eth0 address 00:00:00:00:00:05 mtu 1500 netns g
                        link set dev fl-n1 alias "to eth0 in g 00:00:00:00:00:05 mtu 1500 UP"
                        ntable change name arp_cache dev fl-n1 proxy_delay 0
                        link set dev eth0 up
                        link set dev fl-n1 up\
                        """);
    }

    static Stream<Arguments> puts() {
        return Stream.of(
                arguments(new Namespace("f"), "+f"),
                arguments(
                        new Settings("f", new TreeMap<>(java.util.Map.of("ipv4.ip_forward", "1"))),
                        "ipv4.ip_forward=1"),
                arguments(
                        new Loopback("f", Set.of(IpAddress.parse("168.63.129.16"))),
                        "link set dev lo up\naddress add 168.63.129.16/32 dev lo"),
                arguments(
                        new Rule(
                                "f",
                                9,
                                new Rule.Match.MarkFrom(5, 0xffffff, "fl-wan"),
                                new Rule.Action.Lookup(7)),
                        "rule add pref 9 fwmark 0x5/0xffffff iif fl-wan lookup 7 protocol 176"),
                arguments(
                        new NftElement("f", "ip", "fl", "owned", "fl-n1 . 10.1.0.4", ""),
                        "add element ip fl owned { \"fl-n1\" . 10.1.0.4 }"),
                arguments(
                        new NftElement("f", "ip", "fl", "marks", "fl-n1", "5"),
                        "add element ip fl marks { \"fl-n1\" : 5 }"),
                arguments(
                        new NftChain("f", "ip", "fl", "b_1", List.of("snat to 1.1.1.1", "drop")),
                        "add chain ip fl b_1; add rule ip fl b_1 snat to 1.1.1.1; add rule ip fl b_1 drop"));
    }

    @ParameterizedTest
    @MethodSource("puts")
    void everyObjectHasItsWords(KernelObject object, String lines) {
        assertThat(words(new Change.Put(object, "missing"))).isEqualTo(lines);
    }

    @Test
    void aTableIsOneLineForOneTransaction() {
        var table =
                NftTable.of("f", "ip", "fl", "chain a { # why\n  accept\n}\nset s { type mark; }");

        assertThat(words(new Change.Put(table, "missing")))
                .doesNotContain("\n")
                .startsWith("table ip fl; delete table ip fl; table ip fl { chain v")
                .endsWith("{ }; chain a { accept; }; set s { type mark; }; }");
    }
}

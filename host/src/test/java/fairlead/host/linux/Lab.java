package fairlead.host.linux;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.host.desired.Attachment;
import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.desired.Home;
import fairlead.host.desired.IpForwarding;
import fairlead.host.desired.NamespacePart;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.SubnetPart;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small network in real namespaces, under a tag of its own, removed when closed. */
final class Lab implements AutoCloseable {

    static final Prefix VNET = Prefix.parse("10.1.0.0/16");
    static final Forwarding VNET_LOCAL = new Forwarding(VNET, new Action.Local());
    static final Forwarding TO_INTERNET = new Forwarding(Prefix.ALL_V4, new Action.Internet());

    private static int labs;

    final Blueprint blueprint;
    final NamespaceSockets sockets;
    final Map<PartKey, Part> parts = new LinkedHashMap<>();
    Fabric fabric;

    Lab() throws IOException {
        assumeTrue(
                Tool.run(List.of("ip", "netns", "list"), "").isGood()
                        && "0".equals(Tool.run(List.of("id", "-u"), "").text().strip()),
                "needs the right to make namespaces: root, or unshare -Urm with a tmpfs on /run");
        for (var program : List.of("ip", "nft", "nsenter", "ping")) {
            assumeTrue(
                    Tool.run(List.of("sh", "-c", "command -v " + program), "").isGood(),
                    "needs "
                            + program
                            + ": apt-get install iproute2 nftables util-linux iputils-ping");
        }
        blueprint =
                new Blueprint(
                        "flt-k%d-%d".formatted(ProcessHandle.current().pid(), ++labs),
                        Prefix.parse("20.50.0.0/16"));
        sockets = new NamespaceSockets();
        fabric = Fabric.open(blueprint);
    }

    /** Remembers parts for {@link #adopt}. */
    Lab with(Part... more) {
        for (var part : more) {
            parts.put(part.key(), part);
        }
        return this;
    }

    Lab with(Collection<? extends Part> more) {
        return with(more.toArray(Part[]::new));
    }

    Result adopt() {
        return fabric.adopt(parts.values());
    }

    Result apply(List<? extends Part> put, List<PartKey> gone) {
        put.forEach(part -> parts.put(part.key(), part));
        gone.forEach(parts::remove);
        return fabric.apply(put, gone);
    }

    String namespace(int nic) {
        return blueprint.tag() + "-vm" + nic;
    }

    /** A machine: its namespace and its NIC; see {@link #boot}. */
    List<Part> machine(
            int nic,
            int vnet,
            int subnet,
            String address,
            IpForwarding forwarding,
            Integer... seenFrom) {
        return List.of(
                new NamespacePart(namespace(nic)),
                nic(nic, vnet, subnet, address, forwarding, seenFrom));
    }

    NicPart nic(
            int nic,
            int vnet,
            int subnet,
            String address,
            IpForwarding forwarding,
            Integer... seenFrom) {
        return new NicPart(
                nic,
                home(vnet, seenFrom),
                subnet,
                new MacAddress(0x020d_0000_0000L + nic),
                List.of(IpAddress.parse(address)),
                forwarding,
                new Attachment(namespace(nic), "eth0", 1500));
    }

    /** A virtual network that is open to all of those it is seen from. */
    static Home home(int vnet, Integer... seenFrom) {
        return new Home(vnet, List.of(VNET), List.of(seenFrom), List.of());
    }

    /** Configures every machine's guest side; a forwarding one forwards. */
    Lab boot() {
        for (var part : List.copyOf(parts.values())) {
            if (part instanceof NicPart nic) {
                boot(nic);
            }
        }
        return this;
    }

    void boot(NicPart nic) {
        var address = nic.addresses().getFirst();
        new Guest(nic.attachment().namespace(), "eth0", address, new Prefix(address, 24))
                .configure();
        if (nic.forwarding() == IpForwarding.ENABLED) {
            run(nic.serial(), "sysctl -qw net.ipv4.ip_forward=1");
        }
    }

    SubnetPart subnet(int serial, int vnet, Forwarding... entries) {
        return new SubnetPart(serial, vnet, List.of(entries));
    }

    static Forwarding via(String prefix, Integer... nics) {
        return new Forwarding(Prefix.parse(prefix), new Action.Appliances(List.of(nics)));
    }

    Tool.Output run(int nic, String command) {
        return inside(namespace(nic), command);
    }

    static Tool.Output inside(String namespace, String command) {
        return Tool.run(Tool.inside(namespace, command.split(" ", -1)), "");
    }

    /** Whether one echo comes back within a second. */
    boolean pings(int nic, String words) {
        return run(nic, "ping -c1 -W1 " + words).isGood();
    }

    /** What a server on the Internet at {@code target} says that it sees: {@code ADDRESS PORT}. */
    String seenBy(int nic, String target) throws IOException {
        return seenBy(nic, target, 0);
    }

    /** The same, from this port. */
    String seenBy(int nic, String target, int fromPort) throws IOException {
        try (var channel = sockets.stream(namespace(nic))) {
            channel.bind(new InetSocketAddress("0.0.0.0", fromPort));
            channel.socket().connect(new InetSocketAddress(target, 80), 3000);
            channel.socket().setSoTimeout(10_000);
            channel.socket()
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(
                            channel.socket().getInputStream().readAllBytes(),
                            StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }

    Counters counters(int nic) {
        return java.util.Objects.requireNonNull(fabric.counters().get(nic), "no such NIC");
    }

    /** How many IP packets a machine was handed, for itself or not; ARP does not count. */
    long heard(int nic) {
        return run(nic, "cat /proc/net/snmp")
                .text()
                .lines()
                .filter(line -> line.matches("Ip: [0-9 ]+"))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[3]))
                .sum();
    }

    /** How many packets have left a namespace by one of its devices. */
    long sent(String namespace, String device) {
        for (var link : KernelReader.ask(namespace, "link show\n").getFirst()) {
            if (link.path("ifname").asString().equals(device)) {
                return link.path("stats64").path("tx").path("packets").asLong();
            }
        }
        throw new AssertionError("no " + device + " in " + namespace);
    }

    List<String> ours() {
        var names = new ArrayList<String>();
        Tool.run(List.of("ip", "netns", "list"), "")
                .text()
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .filter(name -> name.startsWith(blueprint.tag() + "-"))
                .forEach(names::add);
        return names;
    }

    @Override
    public void close() {
        fabric.removeEverything();
        fabric.close();
    }

    static String text(java.nio.channels.SocketChannel channel) throws IOException {
        return new String(
                Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
}

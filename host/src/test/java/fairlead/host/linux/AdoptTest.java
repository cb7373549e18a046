package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static fairlead.host.desired.IpForwarding.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.host.desired.Attachment;
import fairlead.host.desired.Mapping;
import fairlead.host.desired.NamespacePart;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.PublicPart;
import fairlead.host.desired.VnetPart;
import fairlead.net.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming back to a kernel that already forwards, and leaving it. */
@Tag("kernel")
class AdoptTest {

    private Lab lab;

    /** VNet 1, subnet 2, machines 11 and 12, two appliances that 0.0.0.0/0 is shared by. */
    @BeforeEach
    void aNetwork() throws Exception {
        lab = new Lab();
        lab.with(
                        new VnetPart(1),
                        lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("0.0.0.0/0", 21, 22)),
                        new PublicPart(
                                IpAddress.parse("20.50.0.4"),
                                1,
                                new Mapping.SourceNat(
                                        List.of(
                                                new Mapping.Backend(
                                                        IpAddress.parse("10.1.0.4"),
                                                        1,
                                                        1024,
                                                        2047)))))
                .with(lab.machine(11, 1, 2, "10.1.0.4", DISABLED))
                .with(lab.machine(12, 1, 2, "10.1.0.5", DISABLED))
                .with(lab.machine(21, 1, 2, "10.1.0.21", ENABLED))
                .with(lab.machine(22, 1, 2, "10.1.0.22", ENABLED));
        lab.adopt().orThrow();
        lab.boot();
    }

    @AfterEach
    void gone() {
        lab.close();
    }

    private void crash() {
        lab.fabric.close();
        lab.fabric = Fabric.open(lab.blueprint);
    }

    @Test
    void afterACrashNothingChangesAndNoPacketIsLost() throws Exception {
        int packets = 3000;
        var heard = new BitSet();
        try (var server = lab.sockets.datagram(lab.namespace(12));
                var client = lab.sockets.datagram(lab.namespace(11))) {
            server.bind(new InetSocketAddress("10.1.0.5", 9));
            server.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4 << 20);
            client.connect(new InetSocketAddress("10.1.0.5", 9));
            var listening = Thread.ofPlatform().start(() -> listen(server, heard));
            crash();
            var adopting =
                    Thread.ofPlatform().start(() -> assertThat(lab.adopt().changes()).isEmpty());
            int sent = 0;
            while (sent < packets || adopting.isAlive()) {
                client.write(ByteBuffer.allocate(4).putInt(0, sent++));
                java.util.concurrent.locks.LockSupport.parkNanos(100_000);
            }
            int all = sent;
            await().untilAsserted(() -> assertThat(cardinality(heard)).isEqualTo(all));
            server.close();
            listening.join();
        }
        assertThat(lab.adopt().changes()).isEmpty();
    }

    private static void listen(java.nio.channels.DatagramChannel server, BitSet heard) {
        var packet = ByteBuffer.allocate(4);
        try {
            while (true) {
                packet.clear();
                server.receive(packet);
                synchronized (heard) {
                    heard.set(packet.getInt(0));
                }
            }
        } catch (java.io.IOException closed) {
            // The test is over.
        }
    }

    private static int cardinality(BitSet heard) {
        synchronized (heard) {
            return heard.cardinality();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fab ip link del fl-n11",
                "fab ip link del fl-p1",
                "fab ip link set fl-n11 down",
                "fab ip link set fl-n11 mtu 1400",
                "fab ip neigh del 10.1.0.4 dev fl-n11",
                "fab ip nexthop del id 21",
                "fab ip nexthop del id 268435456",
                "fab ip nexthop replace id 268435456 group 21 type resilient buckets 128 proto 176",
                "fab ip route add 192.0.2.0/24 dev fl-sink table 100000001 proto 176",
                "fab ip nexthop flush",
                "fab ip route flush table 100000002",
                "fab ip route del 10.1.0.4 table 100000001",
                "fab ip rule del pref 1000000",
                "fab sysctl -w net.ipv4.fib_multipath_hash_policy=0",
                "fab nft delete element ip fl owned { fl-n11 . 10.1.0.4 }",
                "fab nft delete element ip fl marks { fl-n11 }",
                "fab nft flush ruleset",
                "edge nft delete table ip fl",
                "edge nft delete element ip fl blocks { 1 . 10.1.0.4 }",
                "edge ip route flush table 100000001",
                "inet ip route del local default table local",
                "plat1 ip address del 168.63.129.16/32 dev lo",
            })
    void whatWasDeletedByHandIsPutBack(String damage) {
        var words = damage.split(" ", 2);
        assertThat(Lab.inside(lab.blueprint.tag() + "-" + words[0], words[1]).isGood())
                .as(damage)
                .isTrue();

        assertThat(lab.fabric.namespaces()).as("one look around").anyMatch(lab.fabric::differs);
        assertThat(lab.fabric.compare(lab.parts.values()).differences()).isNotEmpty();
        assertThat(lab.fabric.repair().orThrow().changes()).isNotEmpty();

        lab.boot();
        assertThat(lab.fabric.namespaces()).noneMatch(lab.fabric::differs);
        assertThat(lab.adopt().changes()).isEmpty();
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
        assertThat(lab.pings(11, "168.63.129.16")).isTrue();
        assertThat(lab.fabric.readBack(2)).contains(Lab.via("0.0.0.0/0", 21, 22));
    }

    @Test
    void whatIsAsItShouldBeDoesNotDiffer() {
        assertThat(lab.fabric.namespaces())
                .startsWith(lab.blueprint.fabric())
                .hasSize(4)
                .noneMatch(lab.fabric::differs);
        assertThat(lab.fabric.compare(lab.parts.values()).differences()).isEmpty();
    }

    @Test
    void aGuestWhoseNamespaceLostItsNameIsWiredToItsNewOne() throws Exception {
        // Something lives in there, so that the namespace goes on without a name.
        try (var resident = lab.sockets.datagram(lab.namespace(11))) {
            assertThat(Tool.run(List.of("ip", "netns", "del", lab.namespace(11)), "").isGood())
                    .isTrue();
            assertThat(resident.isOpen()).isTrue();

            assertThat(lab.fabric.differs(lab.blueprint.fabric())).isTrue();
            lab.fabric.repair().orThrow();

            lab.boot();
            assertThat(lab.pings(11, "10.1.0.5")).isTrue();
            assertThat(lab.fabric.repair().changes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fab", "edge", "inet", "plat1"})
    void aNamespaceThatVanishedIsMadeAnew(String name) {
        assertThat(
                        Tool.run(
                                        List.of(
                                                "ip",
                                                "netns",
                                                "del",
                                                lab.blueprint.tag() + "-" + name),
                                        "")
                                .isGood())
                .isTrue();
        crash();

        // The kernel takes such a namespace down in its own time; until then names may be taken.
        await().until(() -> lab.adopt().refused().isEmpty());

        lab.boot();
        await().until(() -> lab.adopt().changes().isEmpty());
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
        assertThat(lab.pings(11, "168.63.129.16")).isTrue();
    }

    @Test
    void whatIsNotOursIsLeftAlone() {
        var fabric = lab.blueprint.fabric();
        Lab.inside(fabric, "ip route add 192.0.2.0/24 dev fl-sink table 100000001");
        Lab.inside(fabric, "ip rule add pref 77 fwmark 0x77 lookup 77");
        Lab.inside(fabric, "nft add table ip mine");
        Lab.inside(fabric, "ip link add mine type veth peer name yours");

        assertThat(lab.fabric.differs(fabric)).isFalse();
        assertThat(lab.fabric.repair().changes()).isEmpty();
        assertThat(lab.adopt().changes()).isEmpty();

        assertThat(Lab.inside(fabric, "ip route show table 100000001").text())
                .contains("192.0.2.0");
        assertThat(Lab.inside(fabric, "ip rule show").text()).contains("77:");
        assertThat(Lab.inside(fabric, "nft list tables").text()).contains("table ip mine");
        assertThat(Lab.inside(fabric, "ip link show mine").isGood()).isTrue();
    }

    @Test
    void removingEverythingLeavesNothingOfOursAndAllElse() {
        var foreign = "other" + lab.blueprint.tag();
        Tool.run(List.of("ip", "netns", "add", foreign), "");
        try {
            lab.fabric.removeEverything().orThrow();

            assertThat(lab.ours()).isEmpty();
            assertThat(Tool.run(List.of("ip", "netns", "list"), "").text()).contains(foreign);
            assertThat(lab.fabric.removeEverything().changes()).isEmpty();
        } finally {
            Tool.run(List.of("ip", "netns", "del", foreign), "");
        }
    }

    @Test
    void whatIsNoLongerWantedGoes() {
        lab.parts.remove(lab.nic(12, 1, 2, "10.1.0.5", DISABLED).key());

        assertThat(lab.adopt().orThrow().changes()).isNotEmpty();

        assertThat(lab.adopt().changes()).isEmpty();
        assertThat(lab.pings(11, "10.1.0.5")).isFalse();
        assertThat(lab.fabric.counters()).doesNotContainKey(12);
    }

    @Test
    void anIncrementalChangeEndsWhereAdoptWouldHave() {
        var nic = lab.nic(11, 1, 2, "10.1.0.44", ENABLED, 3);
        lab.apply(
                        List.of(
                                nic,
                                new VnetPart(3),
                                lab.subnet(2, 1, Lab.VNET_LOCAL, Lab.via("0.0.0.0/0", 22))),
                        List.of(lab.nic(12, 1, 2, "10.1.0.5", DISABLED).key()))
                .orThrow();

        assertThat(lab.adopt().changes()).isEmpty();
    }

    @Test
    void aWireThatItsGuestDestroyedComesBackWithItsNic() {
        NicPart nic = lab.nic(11, 1, 2, "10.1.0.4", DISABLED);
        lab.run(11, "ip link del eth0");

        lab.apply(List.of(nic), List.of()).orThrow();

        lab.boot(nic);
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
        assertThat(lab.adopt().changes()).isEmpty();
    }

    @Test
    void aNicThatMovesToAnotherMachineTakesItsNetworkAlong() {
        var nic = lab.nic(11, 1, 2, "10.1.0.4", DISABLED);
        var moved =
                new NicPart(
                        11,
                        nic.home(),
                        2,
                        nic.mac(),
                        nic.addresses(),
                        DISABLED,
                        new Attachment(lab.namespace(40), "eth0", 9000));
        lab.apply(List.of(new NamespacePart(lab.namespace(40)), moved), List.of()).orThrow();

        lab.boot(moved);
        assertThat(lab.pings(40, "10.1.0.5")).isTrue();
        assertThat(lab.adopt().changes()).isEmpty();
    }

    @Test
    void aToolThatDiedIsStartedAgain() {
        lab.fabric.shells().forEach(ProcessHandle::destroyForcibly);

        lab.apply(List.of(lab.nic(12, 1, 2, "10.1.0.55", ENABLED)), List.of()).orThrow();

        assertThat(lab.adopt().changes()).isEmpty();
    }

    @Test
    void aRefusedChangeIsNamedAndTriedAgain() {
        var taken = lab.nic(11, 1, 2, "10.1.0.4", DISABLED);
        lab.apply(List.of(), List.of(taken.key())).orThrow();
        lab.run(11, "ip link add eth0 type veth peer name eth1");

        var result = lab.apply(List.of(taken), List.of());

        assertThat(result.refused().getFirst())
                .hasMessageContaining("link add dev fl-n11")
                .hasMessageContaining("File exists");
        lab.run(11, "ip link del eth0");
        lab.apply(List.of(), List.of()).orThrow();
        lab.boot(taken);
        assertThat(lab.pings(11, "10.1.0.5")).isTrue();
        assertThat(lab.adopt().changes()).isEmpty();
    }
}

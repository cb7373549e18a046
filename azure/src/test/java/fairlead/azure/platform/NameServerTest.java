package fairlead.azure.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.azure.dns.DnsAnswer;
import fairlead.azure.dns.DnsAnswer.Code;
import fairlead.azure.dns.DnsQuestion;
import fairlead.azure.dns.DnsRecord;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The server asked over loopback by a resolver that is not ours. */
@Timeout(30)
class NameServerTest {

    static final PlatformSockets PLAIN =
            new PlatformSockets() {
                @Override
                public DatagramChannel datagram() throws IOException {
                    return DatagramChannel.open();
                }

                @Override
                public ServerSocketChannel listener() throws IOException {
                    return ServerSocketChannel.open();
                }
            };

    private InetSocketAddress address;
    private NameServer server;

    static InetSocketAddress free() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(probe.getInetAddress(), probe.getLocalPort());
        }
    }

    @BeforeEach
    void start() throws IOException {
        address = free();
        server = NameServer.start(PLAIN, address, NameServerTest::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /**
     * {@code vm.net} is one address, {@code some.net} sixty, {@code many.net} a hundred, the rest
     * is unknown in net.
     */
    private static DnsAnswer answer(DnsQuestion question) {
        int addresses =
                switch (question.name()) {
                    case "vm.net" -> 1;
                    case "some.net" -> 60;
                    case "many.net" -> 100;
                    default -> 0;
                };
        var records =
                IntStream.rangeClosed(1, addresses)
                        .<DnsRecord>mapToObj(i ->
                                new DnsRecord.Address(
                                        question.name(), IpAddress.v4(0x0a010000 + i)))
                        .toList();
        boolean isReverse = question.type() == DnsQuestion.Type.PTR;
        return isReverse
                ? new DnsAnswer(
                        Code.NO_ERROR,
                        List.of(new DnsRecord.Pointer(question.name(), "vm.net")),
                        Optional.empty())
                : new DnsAnswer(
                        addresses == 0 ? Code.NAME_ERROR : Code.NO_ERROR,
                        records,
                        addresses == 0
                                ? Optional.of(new DnsRecord.Authority("net"))
                                : Optional.empty());
    }

    private SimpleResolver resolver() {
        var resolver = new SimpleResolver(address);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    @Test
    void aNameIsAnsweredAsItWasSpelled() throws IOException {
        var response = resolver().send(query("VM.net.", Type.A));
        assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.getHeader().getFlag(Flags.RA)).isTrue();
        assertThat(response.getSection(Section.ANSWER))
                .singleElement()
                .hasToString("VM.net.\t\t\t10\tIN\tA\t10.1.0.1");
    }

    @Test
    void aPointerIsAnAbsoluteName() throws IOException {
        var response = resolver().send(query("1.0.1.10.in-addr.arpa.", Type.PTR));
        assertThat(response.getSection(Section.ANSWER).getFirst().rdataToString())
                .isEqualTo("vm.net.");
    }

    @Test
    void anUnknownNameHasItsZonesStartSoThatItIsRememberedBriefly() throws IOException {
        var response = resolver().send(query("none.net.", Type.A));
        assertThat(response.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(response.getSection(Section.AUTHORITY))
                .singleElement()
                .satisfies(soa -> {
                    assertThat(soa.getName()).hasToString("net.");
                    assertThat(soa.getTTL()).isEqualTo(10);
                });
    }

    @Test
    void whatIsTooLongForADatagramComesOverTcp() throws IOException {
        var plain = resolver();
        plain.setIgnoreTruncation(true);
        plain.setEDNS(-1);
        var cut = plain.send(query("many.net.", Type.A));
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.numBytes()).isLessThanOrEqualTo(512);

        var whole = resolver().send(query("many.net.", Type.A));
        assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(whole.getSection(Section.ANSWER)).hasSize(100);
    }

    @Test
    void aCallerWithEdnsGetsAsMuchAsPassesUnfragmented() throws IOException {
        var big = resolver();
        big.setIgnoreTruncation(true);
        big.setEDNS(0, 4096, 0, List.of());
        assertThat(big.send(query("some.net.", Type.A)).getSection(Section.ANSWER)).hasSize(60);
        var cut = big.send(query("many.net.", Type.A));
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "an operation other than a query, 1234 2000 0001 0000 0000 0000 02766d 036e6574 00 0001 0001, NOTIMP",
        "two questions,  1234 0100 0002 0000 0000 0000 02766d 036e6574 00 0001 0001 02766d 036e6574 00 0001 0001, FORMERR",
        "no question,    1234 0100 0000 0000 0000 0000, FORMERR",
        "half a name,    1234 0100 0001 0000 0000 0000 0276, FORMERR",
        "a name that points at itself, 1234 0100 0001 0000 0000 0000 c00c 0001 0001, FORMERR",
        "another class,  1234 0100 0001 0000 0000 0000 02766d 036e6574 00 0001 0003, REFUSED",
    })
    void aBadQueryIsToldWhatIsWrong(String what, String octets, String code) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(10_000);
            send(socket, octets);
            var packet = new DatagramPacket(new byte[1500], 1500);
            socket.receive(packet);
            var header = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
            assertThat(header.getHeader().getID()).isEqualTo(0x1234);
            assertThat(Rcode.string(header.getRcode())).isEqualTo(code);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a response,   1234 8100 0001 0000 0000 0000 02766d 036e6574 00 0001 0001",
        "a broken one, 1234 8100 0001 0000 0000 0000 0276",
        "half a head,  1234 0100",
    })
    void whatIsNoQueryIsMetWithSilence(String what, String octets) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(300);
            send(socket, octets);
            assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[100], 100)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(resolver().send(query("vm.net.", Type.A)).getRcode())
                .as("the next query")
                .isEqualTo(Rcode.NOERROR);
    }

    private void send(DatagramSocket socket, String octets) throws IOException {
        var bytes = HexFormat.of().parseHex(octets.replace(" ", ""));
        socket.send(new DatagramPacket(bytes, bytes.length, address));
    }
}

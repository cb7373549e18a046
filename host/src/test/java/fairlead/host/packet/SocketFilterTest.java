package fairlead.host.packet;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.host.packet.SocketFilter.Instruction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketFilterTest {

    private static final List<String> PRIMITIVES =
            List.of(
                    "host 10.1.2.4",
                    "src 10.1.10.4",
                    "dst host 203.0.113.10",
                    "net 10.1.0.0/16",
                    "src net 10.1.2.4/31",
                    "dst net 0.0.0.0/0",
                    "port 179",
                    "src port 80",
                    "dst port 443",
                    "portrange 80-179",
                    "src portrange 179-443",
                    "tcp",
                    "udp",
                    "icmp",
                    "sctp",
                    "esp",
                    "arp",
                    "ip",
                    "ip6",
                    "tcp port 179",
                    "udp dst port 80",
                    "ip host 10.1.2.5",
                    "arp net 10.1.2.0/24");

    /** What tcpdump lets through is what we let through, for drawn filters over drawn frames. */
    @Test
    void aFilterPassesWhatTcpdumpPasses() {
        Assumptions.assumeTrue(
                Stream.of("/usr/bin/tcpdump", "/usr/sbin/tcpdump")
                        .anyMatch(file -> Files.isExecutable(Path.of(file))),
                "needs tcpdump");
        var dice = new SplittableRandom(7);
        var frames = IntStream.range(0, 400).mapToObj(_ -> Frames.drawn(dice)).toList();

        forAll(
                60,
                draw -> filter(draw, 3),
                text -> assertThat(ours(text, frames)).isEqualTo(tcpdumps(text, frames)));
    }

    private static String filter(SplittableRandom dice, int depth) {
        return switch (depth == 0 ? 0 : dice.nextInt(5)) {
            case 1 -> filter(dice, depth - 1) + " and " + filter(dice, depth - 1);
            case 2 -> filter(dice, depth - 1) + " or " + filter(dice, depth - 1);
            case 3 -> "not " + filter(dice, 0);
            case 4 -> "(" + filter(dice, depth - 1) + ")";
            default -> PRIMITIVES.get(dice.nextInt(PRIMITIVES.size()));
        };
    }

    private static List<Integer> ours(String text, List<byte[]> frames) {
        try {
            var program = SocketFilter.compile(Filter.parse(text), 100);
            return IntStream.range(0, frames.size())
                    .filter(i -> run(program, frames.get(i)) == 100)
                    .boxed()
                    .toList();
        } catch (FilterException refused) {
            throw new AssertionError(text, refused);
        }
    }

    /** The number of a frame is its time. */
    private static List<Integer> tcpdumps(String text, List<byte[]> frames) {
        try {
            var file = new ByteArrayOutputStream();
            file.write(PcapFile.header(65535));
            for (int i = 0; i < frames.size(); i++) {
                var octets = frames.get(i);
                file.write(
                        PcapFile.record(
                                new Packet(i, 0, Packet.Direction.IN, octets.length, octets)));
            }
            var input = Files.createTempFile("frames", ".pcap");
            Files.write(input, file.toByteArray());
            var tcpdump =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "PATH=$PATH:/usr/sbin exec tcpdump -O -r - -w - \"$0\"",
                                    text)
                            .redirectInput(input.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var passed = ByteBuffer.wrap(tcpdump.getInputStream().readAllBytes());
            Files.delete(input);
            passed.order(ByteOrder.LITTLE_ENDIAN).position(24);
            var numbers = new ArrayList<Integer>();
            while (passed.hasRemaining()) {
                numbers.add(passed.getInt(passed.position()));
                passed.position(passed.position() + 16 + passed.getInt(passed.position() + 8));
            }
            return numbers;
        } catch (java.io.IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Classic BPF as Documentation/networking/filter.rst describes it, as far as we write it. */
    private static int run(List<Instruction> program, byte[] frame) {
        var octets = ByteBuffer.wrap(frame);
        long a = 0;
        int x = 0;
        for (int at = 0; ; at++) {
            var one = program.get(at);
            long k = Integer.toUnsignedLong(one.value());
            switch (one.code()) {
                case 0x20 -> a = Integer.toUnsignedLong(octets.getInt(one.value()));
                case 0x28 -> a = Short.toUnsignedLong(octets.getShort(one.value()));
                case 0x30 -> a = Byte.toUnsignedLong(octets.get(one.value()));
                case 0x48 -> a = Short.toUnsignedLong(octets.getShort(x + one.value()));
                case 0xb1 -> x = 4 * (octets.get(one.value()) & 0xf);
                case 0x54 -> a &= k;
                case 0x15 -> at += a == k ? one.ifTrue() : one.ifFalse();
                case 0x25 -> at += a > k ? one.ifTrue() : one.ifFalse();
                case 0x35 -> at += a >= k ? one.ifTrue() : one.ifFalse();
                case 0x45 -> at += (a & k) != 0 ? one.ifTrue() : one.ifFalse();
                case 0x06 -> {
                    return one.value();
                }
                default -> throw new AssertionError(one);
            }
        }
    }

    @Test
    void noWordsMeanEveryPacket() throws Exception {
        assertThat(run(SocketFilter.compile(Filter.parse(" "), 64), Frames.arp(1, 2)))
                .isEqualTo(64);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    bogus             | 'bogus' is neither an IPv4 address nor a word of a filter
                    port http         | 'http' is no port
                    port 65536        | '65536' is no port
                    net 10.1.0.0/40   | '10.1.0.0/40' is no IPv4 prefix
                    host 2001:db8::1  | '2001:db8::1' is neither
                    tcp and           | ends where a condition should stand
                    (tcp              | a '(' is not closed
                    tcp udp           | 'udp' cannot follow here
                    """)
    void whatIsNoFilterIsNamed(String text, String message) {
        assertThatThrownBy(() -> Filter.parse(text))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFilterThatTheKernelCouldNotJumpThroughIsRefused() {
        var many = String.join(" or ", java.util.Collections.nCopies(60, "port 80"));

        assertThatThrownBy(() -> SocketFilter.compile(Filter.parse(many), 64))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> Filter.parse("(".repeat(100_000)))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("nested too deeply");
    }
}

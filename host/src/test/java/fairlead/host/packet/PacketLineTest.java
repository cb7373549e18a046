package fairlead.host.packet;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketLineTest {

    private static final String FROM_VM_TO_INTERNET = "0a010a04 cb00710a";
    private static final String MACS = "123456789abc 000d3a010203 ";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TCP 10.1.10.4.53412 > 203.0.113.10.80: Flags [S], seq 1, win 64240, length 0                  | 0800 45000028 00004000 40060000 ADDR d0a40050 00000001 00000000 5002faf0 00000000
                    TCP 10.1.10.4.53412 > 203.0.113.10.80: Flags [FP.], seq 1, ack 2, win 502, length 3           | 0800 4500002b 00004000 40060000 ADDR d0a40050 00000001 00000002 501901f6 00000000 616263
                    TCP 10.1.10.4.53412 > 203.0.113.10.179: Flags [P.], seq 1, ack 2, win 502, length 19: BGP KEEPALIVE | 0800 4500003b 00004000 40060000 ADDR d0a400b3 00000001 00000002 501801f6 00000000 ffffffffffffffffffffffffffffffff 0013 04
                    UDP 10.1.10.4.53412 > 203.0.113.10.53: length 2                                               | 0800 4500001e 00004000 40110000 ADDR d0a40035 000a0000 0102
                    ICMP 10.1.10.4 > 203.0.113.10: echo request, id 9, seq 1, length 8                            | 0800 4500001c 00004000 40010000 ADDR 08000000 00090001
                    ICMP 10.1.10.4 > 203.0.113.10: time exceeded, length 8                                        | 0800 4500001c 00004000 40010000 ADDR 0b000000 00000000
                    IP 47 10.1.10.4 > 203.0.113.10: length 4                                                      | 0800 45000018 00004000 402f0000 ADDR 00000000
                    IP 10.1.10.4 > 203.0.113.10: fragment of protocol 17, length 8                                | 0800 4500001c 000000b9 40110000 ADDR 08000000 00090001
                    ARP 10.1.10.4 > 203.0.113.10: who has 203.0.113.10, tell 10.1.10.4                            | 0806 0001080006040001 000d3a010203 0a010a04 000000000000 cb00710a
                    ARP 10.1.10.4 > 203.0.113.10: 10.1.10.4 is at 00:0d:3a:01:02:03                               | 0806 0001080006040002 000d3a010203 0a010a04 123456789abc cb00710a
                    IP6 length 4                                                                                  | 86dd 60000000
                    Ethernet 88cc length 2                                                                        | 88cc 0207
                    TCP (cut short)                                                                               | 0800 45000028 00004000 40060000 ADDR d0a40050
                    """)
    void aFrameIsToldInALine(String line, String octets) {
        var hex = (MACS + octets.replace("ADDR", FROM_VM_TO_INTERNET)).replace(" ", "");

        assertThat(PacketLine.of(HexFormat.of().parseHex(hex))).hasToString(line);
    }

    @Test
    void noFrameHoweverCutIsTooMuch() {
        forAll(
                2000,
                dice -> {
                    var frame = Frames.drawn(dice);
                    dice.nextBytes(dice.nextBoolean() ? new byte[0] : frame);
                    return Arrays.copyOf(frame, dice.nextInt(frame.length + 1));
                },
                frame -> assertThat(PacketLine.of(frame).toString()).isNotBlank());
    }
}

package fairlead.bgp.bmp;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.bgp.bmp.BmpMessage.Other;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.IpAddress;
import fairlead.testkit.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BmpMessagesTest {

    static List<String> samples() {
        return List.copyOf(SampleMessages.all().keySet());
    }

    private static BmpMessage sample(String name) {
        return Objects.requireNonNull(SampleMessages.all().get(name));
    }

    private static byte[] octets(BmpMessage message) {
        var out = new OctetBuffer(16);
        BmpWriter.write(out, message);
        return out.toArray();
    }

    private static byte[] stream() {
        var out = new OctetBuffer(16);
        SampleMessages.all().values().forEach(message -> BmpWriter.write(out, message));
        return out.toArray();
    }

    static List<BmpMessage> read(byte... stream) throws IOException, DamagedOctetsException {
        var reader = new BmpReader(new ByteArrayInputStream(stream));
        var messages = new ArrayList<BmpMessage>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(next.get());
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWeWriteWeRead(String name) throws Exception {
        var message = sample(name);

        assertThat(read(octets(message))).containsExactly(message);
    }

    @Test
    void theOctetsOfEveryMessageAreThoseOfTheGolden() {
        var text = new StringBuilder();
        SampleMessages.all()
                .forEach((name, message) ->
                        text.append(name)
                                .append('\n')
                                .append(HexFormat.of().formatHex(octets(message)))
                                .append('\n')
                                .append(message)
                                .append("\n\n"));
        Golden.check(Path.of("src/test/goldens/bmp.txt"), text.toString());
    }

    /** RFC 7854 §4.5: the reason has to be there, a text may. */
    @Test
    void anEndWithoutAWordHasItsReasonAlone() {
        assertThat(HexFormat.of().formatHex(octets(new Termination(2, ""))))
                .isEqualTo("030000000c05" + "000100020002");
    }

    @Test
    void aStreamThatEndsInTheMiddleSaysWhere() throws Exception {
        var whole = stream();
        int first = octets(sample("initiation")).length;
        for (int cut = 1; cut < first; cut++) {
            var part = Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> read(part)).hasMessageStartingWith("at octet 0: the stream");
        }
        assertThat(read(Arrays.copyOf(whole, first))).hasSize(1);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, first + 7)))
                .hasMessageStartingWith("at octet " + first + ": the stream ends after 1 of");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0200000006 04, at octet 0: version 2 of BMP",
        "0300000005 04, at octet 0: a message of 5 octets",
        "037fffffff 04, at octet 0: a message of 2147483647 octets",
        "030000000a 04 00010009, at octet 10: a text takes 9 octets",
        "0300000007 03 00, at octet 7: the flags of a peer takes 1 octets",
    })
    void whatCannotBeIsRefusedWithItsPlace(String octets, String complaint) {
        var stream = HexFormat.of().parseHex(octets.replace(" ", ""));

        assertThatThrownBy(() -> read(stream)).hasMessageStartingWith(complaint);
    }

    @Test
    void aMessageThatIsNotReadIsHandedOnAndTheNextIsFound() throws Exception {
        var out = new OctetBuffer(16);
        out.u8(3).u32(9).u8(6).bytes((byte) 1, (byte) 2, (byte) 3).bytes(stream());

        assertThat(read(out.toArray()))
                .hasSize(SampleMessages.all().size() + 1)
                .first()
                .isEqualTo(new Other(6, 3));
    }

    @Test
    void pathIdentifiersAreThereWhereBothOpensWantThem() {
        var sessions = new MonitoredSessions();
        // We receive and send for IPv4, and receive for IPv6; the peer sends both, receives none.
        var up =
                new PeerUp(
                        SampleMessages.PEER,
                        SampleMessages.AT,
                        IpAddress.parse("10.0.0.4"),
                        179,
                        40000,
                        SampleMessages.open(65515, "10.0.0.4", "4508" + "00010103" + "00020101"),
                        SampleMessages.open(65001, "10.0.0.1", "4508" + "00010102" + "00020102"),
                        "");
        sessions.note(up);

        assertThat(sessions.hasPathIds(up.peer(), AddressFamily.IPV4_UNICAST)).isTrue();
        assertThat(sessions.hasPathIds(up.peer(), AddressFamily.IPV6_UNICAST)).isTrue();
        var told = up.peer().seen(View.ADJ_RIB_OUT_POST_POLICY);
        assertThat(sessions.hasPathIds(told, AddressFamily.IPV4_UNICAST)).isFalse();
        sessions.note(new PeerDown(told, SampleMessages.AT, new Down.PeerClosed()));
        assertThat(sessions.hasPathIds(up.peer(), AddressFamily.IPV4_UNICAST)).isFalse();
    }

    @Test
    void noFlippedBitEscapesAsAnythingButDamage() {
        forAll(
                3_000,
                draw -> {
                    var stream = stream();
                    for (int i = draw.nextInt(4); i >= 0; i--) {
                        stream[draw.nextInt(stream.length)] ^= (byte) (1 << draw.nextInt(8));
                    }
                    return stream;
                },
                stream -> {
                    var sessions = new MonitoredSessions();
                    try {
                        for (var message : read(stream)) {
                            if (message instanceof BmpMessage.OfPeer ofPeer) {
                                sessions.note(ofPeer);
                            }
                        }
                    } catch (DamagedOctetsException damage) {
                        assertThat(damage.offset()).isBetween(0L, (long) stream.length);
                    } catch (IOException impossible) {
                        throw new AssertionError(impossible);
                    }
                });
    }
}

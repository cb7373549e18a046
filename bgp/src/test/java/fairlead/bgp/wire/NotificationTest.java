package fairlead.bgp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator reads, here and on the other side. */
class NotificationTest {

    @ParameterizedTest(name = "{0}/{1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1 | 2  | 0100         | message header error: bad length (1/2)",
                "2 | 7  | 010400020001 | OPEN error: unsupported capability (2/7)",
                "2 | 11 | ''           | OPEN error: role mismatch (2/11)",
                "3 | 5  | ''           | UPDATE error: attribute length error (3/5)",
                "3 | 9  | ''           | UPDATE error: optional attribute error (3/9)",
                "3 | 99 | ''           | UPDATE error (3/99)",
                "4 | 0  | ''           | hold timer expired (4/0)",
                "5 | 3  | 02           | unexpected message: in Established (5/3)",
                "6 | 2  | 03627965     | 'cease: administrative shutdown (6/2), it says: bye'",
                "6 | 4  | 036f0a6f     | 'cease: administrative reset (6/4), it says: o o'",
                "6 | 4  | 0c 6fc29b6f e280ae6f e280a86f | 'cease: administrative reset (6/4), it says: o o o o'",
                "6 | 2  | 09627965     | cease: administrative shutdown (6/2)",
                "6 | 3  | 03627965     | cease: peer de-configured (6/3)",
                "6 | 9  | 060203627965 | 'cease: hard reset (6/9), because of"
                        + " cease: administrative shutdown (6/2), it says: bye'",
                "6 | 9  | 06           | cease: hard reset (6/9)",
                "6 | 10 | ''           | cease: BFD down (6/10)",
                "7 | 1  | ''           | ROUTE-REFRESH error: invalid message length (7/1)",
                "9 | 1  | ''           | error of a kind unknown to us (9/1)"
            })
    void aNotificationReadsAsIanaNamesIt(int code, int subcode, String data, String text) {
        assertThat(new Notification(code, subcode, Octets.ofHex(data.replace(" ", ""))).text())
                .isEqualTo(text);
    }

    @Test
    void hardResetsInsideOneAnotherAreReadOnceOnly() {
        var text = new Notification(6, 9, Octets.ofHex("0609".repeat(32_000))).text();
        assertThat(text).isEqualTo("cease: hard reset (6/9), because of cease: hard reset (6/9)");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATIVE_SHUTDOWN", "ADMINISTRATIVE_RESET"})
    void whatWeSayOfAShutdownArrives(Fault fault) {
        var sent = Problem.of(fault, "upgrade tonight, back at 2 — Žofie").notification();
        assertThat(sent.text()).endsWith("it says: upgrade tonight, back at 2 — Žofie");
    }

    @Test
    void longWordsAreCutBetweenCharactersAndOtherFaultsSayNothing() {
        var sent = Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "x" + "é".repeat(200)).notification();
        assertThat(sent.data().size()).isEqualTo(256);
        assertThat(new String(sent.data().toArray(), 1, 255, UTF_8))
                .isEqualTo("x" + "é".repeat(127));
        var wide = Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "😀".repeat(100)).notification();
        assertThat(wide.data().size()).isEqualTo(1 + 63 * 4);
        assertThat(Problem.of(Fault.PEER_DECONFIGURED, "gone").notification().data().size())
                .isZero();
    }

    @Test
    void aHardResetCarriesWhatItIsFor() {
        var hard = Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "bye").asHardReset().notification();
        assertThat(hard).isEqualTo(new Notification(6, 9, Octets.ofHex("060203627965")));
        assertThat(hard.hardReset()).contains(new Notification(6, 2, Octets.ofHex("03627965")));
    }
}

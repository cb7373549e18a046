package fairlead.azure.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.azure.dns.DnsAnswer;
import fairlead.azure.dns.DnsQuestion;
import fairlead.azure.dns.DnsRecord;
import fairlead.azure.metadata.Metadata;
import fairlead.azure.metadata.MetadataAnswer;
import fairlead.azure.metadata.Resident;
import fairlead.azure.types.Baseline;
import fairlead.azure.types.Residence;
import fairlead.net.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/**
 * What a machine may send to the platform's addresses: an answer, or none, and never an exception.
 * See {@code bgp/FUZZING.md}.
 */
class PlatformFuzzTest {

    /** What fits into a datagram that no link cuts. */
    private static final int UNFRAGMENTED = 1232;

    private static final Metadata METADATA =
            new Metadata("t", Set.of("https://management.azure.com"));

    private static final Optional<Resident> ASKING = Optional.of(asking());

    private static Resident asking() {
        var cloud = Baseline.cloud();
        cloud.put(Baseline.VM, Baseline.VM_BODY);
        var machine = cloud.get(Baseline.VM);
        return new Resident(
                machine,
                Residence.all(cloud).filter(one -> one.machine().equals(machine)).toList(),
                cloud);
    }

    /** DNS over UDP (0), over TCP (1) or the head of a request for metadata (2) | octets. */
    @FuzzTest(maxDuration = "10s")
    void whateverAMachineSendsIsAnsweredInForm(byte[] input) throws IOException {
        if (input == null || input.length == 0) {
            return;
        }
        var octets = Arrays.copyOfRange(input, 1, input.length);
        var messages = new DnsMessages(PlatformFuzzTest::answer);
        switch ((input[0] & 255) % 3) {
            case 0 -> isResponse(octets, messages.overUdp(octets), UNFRAGMENTED);
            case 1 -> isResponse(octets, messages.overTcp(octets), DnsMessages.LONGEST);
            default -> isAnswered(octets);
        }
    }

    /** A name is as many addresses as it has characters, and nobody in {@code x}. */
    private static DnsAnswer answer(DnsQuestion question) {
        assertThat(question.name()).isEqualTo(question.name().toLowerCase(Locale.ROOT));
        var records =
                IntStream.range(0, question.name().endsWith("x") ? 0 : question.name().length())
                        .<DnsRecord>mapToObj(i ->
                                new DnsRecord.Address(
                                        question.name(), IpAddress.v4(0x0a000000 + i)))
                        .toList();
        return records.isEmpty()
                ? new DnsAnswer(
                        DnsAnswer.Code.NAME_ERROR,
                        List.of(),
                        Optional.of(new DnsRecord.Authority("x")))
                : new DnsAnswer(DnsAnswer.Code.NO_ERROR, records, Optional.empty());
    }

    private static void isResponse(byte[] query, Optional<byte[]> response, int most)
            throws IOException {
        if (response.isEmpty()) {
            return;
        }
        assertThat(response.get()).hasSizeLessThanOrEqualTo(most).startsWith(query[0], query[1]);
        var read = new Message(response.get());
        assertThat(read.getHeader().getFlag(Flags.QR)).isTrue();
    }

    private static void isAnswered(byte[] octets) throws IOException {
        try {
            var request = HttpHead.read(new ByteArrayInputStream(octets));
            if (METADATA.answer(request, ASKING) instanceof MetadataAnswer.Document document) {
                assertThat(document.status()).isIn(200, 400, 404, 405, 410);
                assertThat(document.status() == 200 || !document.body().isEmpty()).isTrue();
            }
        } catch (HttpHead.Malformed malformed) {
            assertThat(malformed.getMessage()).isNotBlank().isPrintable();
        }
    }
}

package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.bgp.wire.BgpMessage.Update;
import java.util.List;

/**
 * Whatever arrives on whatever session: an answer, never an exception, and one that holds together.
 * See {@code bgp/FUZZING.md}.
 */
class CodecFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void noOctetsBreakTheCodec(byte[] input) {
        if (input == null) {
            return;
        }
        var fuzzed = FuzzedMessage.of(input);
        switch (BgpCodec.decode(fuzzed.octets(), fuzzed.shape())) {
            case Decoded.Bad(var problem) -> {
                assertThat(problem.fault().cost()).isEqualTo(Fault.Cost.RESET_SESSION);
                isShort(problem.notification());
            }
            case Decoded.Ok(var message, var healed) -> {
                isHealed(message, healed);
                comesBack(message, fuzzed.shape());
                if (message instanceof Update update) {
                    isFlat(update, fuzzed.shape());
                }
            }
        }
    }

    /** What we answer can be sent on any session and read there. */
    private static void isShort(BgpMessage.Notification notification) {
        var shape = SessionShape.of(AsWidth.FOUR);
        assertThat(BgpCodec.decode(BgpCodec.encode(notification, shape), shape))
                .isInstanceOf(Decoded.Ok.class);
        assertThat(notification.text()).doesNotContain("\n");
    }

    private static void isHealed(BgpMessage message, List<Problem> healed) {
        assertThat(healed).noneMatch(p -> p.fault().cost() == Fault.Cost.RESET_SESSION);
        if (healed.stream().anyMatch(p -> p.fault().cost() == Fault.Cost.TREAT_AS_WITHDRAW)) {
            var update = (Update) message;
            assertThat(update.announced()).isEmpty();
            assertThat(update.attributes().find(PathAttribute.MpReach.class)).isEmpty();
        }
        if (message instanceof BgpMessage.Notification notification) {
            assertThat(notification.text()).doesNotContain("\n");
        }
    }

    /** What was accepted can be written and read again unchanged, on a session of wide numbers. */
    private static void comesBack(BgpMessage message, SessionShape shape) {
        var wide =
                new SessionShape(
                        AsWidth.FOUR,
                        shape.internal(),
                        shape.families(),
                        shape.pathsIn(),
                        shape.pathsIn(),
                        Framing.LONGEST_EXTENDED);
        // Folding AS4_PATH in can make a message longer than any may be.
        byte[] octets;
        try {
            octets = BgpCodec.encode(message, wide);
        } catch (IllegalArgumentException tooLong) {
            assertThat(shape.width()).isEqualTo(AsWidth.TWO);
            assertThat(tooLong).hasMessageContaining("octets are more than");
            return;
        }
        assertThat(BgpCodec.decode(octets, wide)).isEqualTo(new Decoded.Ok(message, List.of()));
    }

    private static void isFlat(Update update, SessionShape shape) {
        var flat = BgpCodec.canonical(update);
        for (var announced : flat.announced()) {
            var octets = announced.attributes().toArray();
            assertThat(CanonicalAttributes.write(CanonicalAttributes.read(octets)))
                    .isEqualTo(octets);
            assertThat(announced.prefixes().size()).isPositive();
            assertThat(shape.families()).contains(announced.family());
        }
        assertThat(flat.withdrawn()).allMatch(gone -> gone.prefixes().size() > 0);
    }

    /** However a stream is cut into reads, the same messages come out of it. */
    @FuzzTest(maxDuration = "5s")
    void aStreamIsCutTheSameHoweverItArrives(byte[] input) {
        if (input == null || input.length < 2) {
            return;
        }
        int longest = (input[0] & 1) == 0 ? Framing.LONGEST : Framing.LONGEST_EXTENDED;
        int first = 1 + (input[1] & 255);
        int at = 2;
        while (Framing.next(input, at, input.length, longest)
                instanceof Framing.Whole(var length)) {
            assertThat(length).isBetween(Framing.HEADER, Math.min(longest, input.length - at));
            int early = Math.min(at + first, at + length - 1);
            assertThat(Framing.next(input, at, early, longest))
                    .isInstanceOf(Framing.Incomplete.class);
            at += length;
        }
        if (Framing.next(input, at, input.length, longest) instanceof Framing.Bad(var problem)) {
            assertThat(problem.fault().code()).isEqualTo(1);
        }
    }
}

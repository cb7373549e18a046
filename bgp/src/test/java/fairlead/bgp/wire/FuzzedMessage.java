package fairlead.bgp.wire;

import java.util.Arrays;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What a fuzzer's octets stand for: a session, and a message on it.
 *
 * <pre>
 *  session (1), of Messages.shapes | message type (1); 0: the header follows too | body
 * </pre>
 *
 * A body gets a header that fits, so that no time is lost in guessing lengths.
 */
public record FuzzedMessage(SessionShape shape, byte[] octets) {

    private static final SessionShape[] SHAPES =
            Messages.shapes()
                    .map(Arguments::get)
                    .map(arguments -> (SessionShape) arguments[1])
                    .toArray(SessionShape[]::new);

    /** The message that {@code input} stands for. */
    public static FuzzedMessage of(byte[] input) {
        var shape = SHAPES[(input.length > 0 ? input[0] & 255 : 0) % SHAPES.length];
        int type = (input.length > 1 ? input[1] & 255 : 2) % 6;
        var body = Arrays.copyOfRange(input, Math.min(2, input.length), input.length);
        return new FuzzedMessage(shape, type == 0 ? body : framed(type, body));
    }

    private static byte[] framed(int type, byte[] body) {
        int most = Framing.LONGEST_EXTENDED - Framing.HEADER;
        var fitting = Arrays.copyOf(body, Math.min(body.length, most));
        var marker = new byte[16];
        Arrays.fill(marker, (byte) 0xff);
        var out = new Writer().bytes(marker).u16(Framing.HEADER + fitting.length).u8(type);
        return out.bytes(fitting).toArray();
    }
}

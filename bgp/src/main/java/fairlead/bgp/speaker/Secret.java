package fairlead.bgp.speaker;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What only we and a neighbour know. It never shows itself in a log: whoever needs it asks for its
 * octets.
 *
 * @param text 1 to 80 octets as UTF-8, which is what the kernel takes as a key of RFC 2385
 */
public record Secret(String text) {

    /** TCP_MD5SIG_MAXKEYLEN of linux/tcp.h, in octets. */
    public static final int LONGEST = 80;

    public Secret {
        int octets = text.getBytes(UTF_8).length;
        if (octets < 1 || octets > LONGEST) {
            throw new IllegalArgumentException(
                    "a secret of " + octets + " octets; it has 1 to " + LONGEST);
        }
    }

    /** The key as it goes into the digest. */
    public byte[] octets() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}

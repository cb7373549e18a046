package fairlead.azure.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Names made of other names. */
final class Hashes {

    /**
     * The namespace under which Azure makes the version 5 UUIDs of {@code guid}; documented with
     * the function.
     */
    private static final UUID GUID_NAMESPACE =
            UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private Hashes() {}

    /** The same UUID as Azure's: version 5 (RFC 9562 §5.5) of the arguments joined by hyphens. */
    static String guid(List<String> names) {
        var name = String.join("-", names).getBytes(StandardCharsets.UTF_8);
        var octets =
                ByteBuffer.allocate(16 + name.length)
                        .putLong(GUID_NAMESPACE.getMostSignificantBits())
                        .putLong(GUID_NAMESPACE.getLeastSignificantBits())
                        .put(name)
                        .array();
        return uuid(digest("SHA-1", octets), 5);
    }

    /**
     * A UUID of the random kind, drawn from a seed: the same for the same place in the same
     * deployment.
     */
    static String drawn(String seed, String parameter, int at) {
        var place = seed + "\n" + Values.lower(parameter) + "\n" + at;
        return uuid(digest("SHA-256", place.getBytes(StandardCharsets.UTF_8)), 4);
    }

    /**
     * The same 13 letters as Azure's: a 64-bit Murmur hash of the arguments joined by hyphens, five
     * bits to a letter. Azure does not document the hash; this one was compared with values that
     * Azure gave.
     */
    static String uniqueString(List<String> names) {
        long hash = murmur(String.join("-", names).getBytes(StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (int i = 0; i < 13; i++, hash <<= 5) {
            text.append(BASE32.charAt((int) (hash >>> 59)));
        }
        return text.toString();
    }

    /**
     * The same hash of the template's text without blanks and in capitals, as an unsigned number.
     */
    static String templateHash(String minified) {
        return Long.toUnsignedString(
                murmur(minified.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Two lanes of MurmurHash3's 32-bit mixing; the first lane ends as the low half of the hash.
     */
    private static long murmur(byte[] octets) {
        int a = 0;
        int b = 0;
        int at = 0;
        for (; at + 8 <= octets.length; at += 8) {
            a = Integer.rotateLeft(a ^ mixedA(word(octets, at)), 19) + b;
            a = a * 5 + 0x561ccd1b;
            b = Integer.rotateLeft(b ^ mixedB(word(octets, at + 4)), 13) + a;
            b = b * 5 + 0x0bcaa747;
        }
        // A word of zeros mixes to zero, so an empty rest changes nothing.
        a ^= mixedA(word(octets, at));
        b ^= mixedB(word(octets, at + 4));
        a ^= octets.length;
        b ^= octets.length;
        a += b;
        b += a;
        a = finished(a);
        b = finished(b);
        a += b;
        b += a;
        return ((long) b << 32) | Integer.toUnsignedLong(a);
    }

    /** Four octets, the lowest first; those beyond the end count as zero. */
    private static int word(byte[] octets, int at) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < octets.length; i++) {
            word |= Byte.toUnsignedInt(octets[at + i]) << (8 * i);
        }
        return word;
    }

    private static int mixedA(int word) {
        return Integer.rotateLeft(word * 0x239b961b, 15) * 0xab0e9789;
    }

    private static int mixedB(int word) {
        return Integer.rotateLeft(word * 0xab0e9789, 17) * 0x239b961b;
    }

    private static int finished(int lane) {
        int mixed = (lane ^ lane >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    private static String uuid(byte[] hash, int version) {
        var octets = ByteBuffer.wrap(hash, 0, 16);
        long high = (octets.getLong() & 0xffffffffffff0fffL) | ((long) version << 12);
        long low = (octets.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + algorithm, e);
        }
    }
}

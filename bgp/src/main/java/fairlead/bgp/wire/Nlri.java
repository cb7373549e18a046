package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prefixes on the wire (RFC 4271 §4.3): a length in bits and as many octets as hold it. Bits after
 * the length do not matter.
 */
final class Nlri {

    private Nlri() {}

    static List<Prefix> read(Reader in, IpAddress.Family family) {
        var prefixes = new ArrayList<Prefix>();
        while (!in.isEmpty()) {
            int length = in.u8();
            if (length > family.width()) {
                throw in.fault("a prefix of " + length + " bits");
            }
            var octets = Arrays.copyOf(in.bytes((length + 7) / 8), family.width() / 8);
            prefixes.add(new Prefix(IpAddress.of(octets), length));
        }
        return prefixes;
    }

    static void write(Writer out, List<Prefix> prefixes) {
        for (var prefix : prefixes) {
            out.u8(prefix.length());
            out.bytes(Arrays.copyOf(prefix.network().octets(), (prefix.length() + 7) / 8));
        }
    }

    /** Octets that {@code prefix} takes. */
    static int size(Prefix prefix) {
        return 1 + (prefix.length() + 7) / 8;
    }
}

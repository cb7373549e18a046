package fairlead.bgp.wire;

import java.util.Set;

/**
 * What two speakers agreed on as far as it changes what octets mean.
 *
 * @param width how wide AS numbers are (RFC 6793)
 * @param internal whether the other side is in our own AS, so that LOCAL_PREF and the attributes of
 *     reflection count (RFC 7606 §7.5, §7.9, §7.10)
 * @param families those spoken; what is said of others is ignored (RFC 4760 §6)
 * @param pathsIn families whose prefixes come with a path identifier (RFC 7911 §3)
 * @param pathsOut families whose prefixes we send with a path identifier
 * @param longest octets of the longest message, header included (RFC 8654)
 */
public record SessionShape(
        AsWidth width,
        boolean internal,
        Set<AddressFamily> families,
        Set<AddressFamily> pathsIn,
        Set<AddressFamily> pathsOut,
        int longest) {

    private static final Set<AddressFamily> BOTH =
            Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    public SessionShape {
        families = Set.copyOf(families);
        pathsIn = Set.copyOf(pathsIn);
        pathsOut = Set.copyOf(pathsOut);
        if (longest != Framing.LONGEST && longest != Framing.LONGEST_EXTENDED) {
            throw new IllegalArgumentException(
                    "the longest message has 4096 or 65535 octets, not " + longest);
        }
    }

    /** An external session for both unicast families, without path identifiers or long messages. */
    public static SessionShape of(AsWidth width) {
        return new SessionShape(width, false, BOTH, Set.of(), Set.of(), Framing.LONGEST);
    }
}

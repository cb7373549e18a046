package fairlead.bgp.rpki;

import fairlead.net.Asn;
import fairlead.net.Prefix;

/**
 * A validated ROA payload (RFC 6811 §2): {@code origin} may announce {@code prefix} and whatever is
 * in it, down to {@code maxLength}.
 *
 * @param maxLength from the prefix's own length to 32 or 128
 * @param origin AS 0 says that nobody may (RFC 6483 §4)
 */
public record Vrp(Prefix prefix, int maxLength, Asn origin) {

    public Vrp {
        if (maxLength < prefix.length() || maxLength > prefix.network().width()) {
            throw new IllegalArgumentException(
                    "a maximum length of "
                            + maxLength
                            + " for "
                            + prefix
                            + "; it is "
                            + prefix.length()
                            + " to "
                            + prefix.network().width());
        }
    }

    @Override
    public String toString() {
        return prefix + " max " + maxLength + " AS " + origin;
    }
}

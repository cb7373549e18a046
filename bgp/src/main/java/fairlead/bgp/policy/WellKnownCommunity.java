package fairlead.bgp.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Communities that IANA's registry names, by those names in lower case with hyphens. */
public enum WellKnownCommunity {
    /** RFC 8326 §5. */
    GRACEFUL_SHUTDOWN(0x0000),
    /** RFC 7611 §1. */
    ACCEPT_OWN(0x0001),
    /** RFC 9494 §3.2. */
    LLGR_STALE(0x0006),
    /** RFC 9494 §3.3. */
    NO_LLGR(0x0007),
    /** RFC 7999 §5. */
    BLACKHOLE(666),
    /** RFC 1997. */
    NO_EXPORT(0xff01),
    /** RFC 1997. */
    NO_ADVERTISE(0xff02),
    /** RFC 1997. */
    NO_EXPORT_SUBCONFED(0xff03),
    /** RFC 3765. */
    NO_PEER(0xff04);

    private final int low;

    WellKnownCommunity(int low) {
        this.low = low;
    }

    /** The pattern that exactly this community fits. */
    public CommunityPattern pattern() {
        return CommunityPattern.standard(0xffff, low);
    }

    /** The name in a file, such as {@code no-export}. */
    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that files call so. */
    public static Optional<WellKnownCommunity> named(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}

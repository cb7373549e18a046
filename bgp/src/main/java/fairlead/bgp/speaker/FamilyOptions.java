package fairlead.bgp.speaker;

import fairlead.bgp.wire.AddressFamily;

/**
 * What is spoken of one address family with a neighbour.
 *
 * @param prefixLimit the most prefixes that the neighbour may have told us at a time, rejected ones
 *     included, 1 or more; {@link #UNLIMITED} is none
 * @param whenExceeded what becomes of a neighbour that tells more
 */
public record FamilyOptions(
        AddressFamily family, int prefixLimit, Exceeding whenExceeded, AddPath addPath) {

    /** For {@code prefixLimit}: as many as there are. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** What follows when a neighbour tells more prefixes than it may. */
    public enum Exceeding {
        /** The session ends with Cease, subcode 1 (RFC 4486 §4). */
        CEASE,
        /** It is logged once, and nothing else. */
        WARN
    }

    /** Several paths for one prefix (RFC 7911 §4). */
    public enum AddPath {
        NONE,
        RECEIVE,
        SEND,
        BOTH;

        /** Whether we offer to hear several paths. */
        public boolean receives() {
            return this == RECEIVE || this == BOTH;
        }

        /** Whether we offer to tell several paths. */
        public boolean sends() {
            return this == SEND || this == BOTH;
        }
    }

    public FamilyOptions {
        if (prefixLimit < 1) {
            throw new IllegalArgumentException(
                    "a prefix limit of " + prefixLimit + "; it is 1 or more, or UNLIMITED");
        }
    }

    /** The same without a limit. */
    FamilyOptions unlimited() {
        return new FamilyOptions(family, UNLIMITED, Exceeding.CEASE, addPath);
    }

    /** The limit with nothing else. */
    FamilyOptions limitAlone() {
        return new FamilyOptions(family, prefixLimit, whenExceeded, AddPath.NONE);
    }

    /** One path for each prefix, as many prefixes as there are. */
    public static FamilyOptions of(AddressFamily family) {
        return new FamilyOptions(family, UNLIMITED, Exceeding.CEASE, AddPath.NONE);
    }
}

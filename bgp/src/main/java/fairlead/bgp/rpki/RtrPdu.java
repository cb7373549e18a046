package fairlead.bgp.rpki;

import fairlead.bgp.wire.Octets;

/** What routers and caches say to each other (RFC 8210 §5). Serials are unsigned 32-bit numbers. */
public sealed interface RtrPdu {

    /** The cache has something new (§5.2). */
    record SerialNotify(int session, int serial) implements RtrPdu {}

    /** What is new since this serial? (§5.3) */
    record SerialQuery(int session, int serial) implements RtrPdu {}

    /** What is there? (§5.4) */
    record ResetQuery() implements RtrPdu {}

    /** Payloads follow (§5.5). */
    record CacheResponse(int session) implements RtrPdu {}

    /** One payload, announced or withdrawn (§5.6, §5.7). */
    record Payload(boolean announced, Vrp vrp) implements RtrPdu {}

    /** That was all, as of this serial (§5.8). */
    record EndOfData(int session, int serial, RtrTiming timing) implements RtrPdu {}

    /** The cache cannot say what is new since then; ask for all (§5.9). */
    record CacheReset() implements RtrPdu {}

    /** A key for BGPsec (§5.10), whose content we do not read. */
    record RouterKey(boolean announced) implements RtrPdu {}

    /**
     * Something is wrong (§5.11).
     *
     * @param code one of {@link RtrError}'s, or one that is not known
     * @param about the PDU at fault, or none
     */
    record ErrorReport(int code, Octets about, String text) implements RtrPdu {

        /** The report of {@code error}. */
        public static ErrorReport of(RtrError error, Octets about, String text) {
            return new ErrorReport(error.code(), about, text);
        }

        @Override
        public String toString() {
            return RtrError.of(code).map(RtrError::text).orElse("error " + code)
                    + (text.isEmpty() ? "" : " (" + text + ")");
        }
    }
}

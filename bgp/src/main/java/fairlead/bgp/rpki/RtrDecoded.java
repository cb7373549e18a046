package fairlead.bgp.rpki;

import fairlead.bgp.wire.Octets;

/** What became of received octets. */
public sealed interface RtrDecoded {

    /** A PDU, and the version in its header: 0 or 1, or any for an error report. */
    record Ok(int version, RtrPdu pdu) implements RtrDecoded {}

    /**
     * What cannot be read.
     *
     * @param version as its header has it
     * @param report what to tell the cache
     */
    record Bad(int version, RtrPdu.ErrorReport report) implements RtrDecoded {}

    /** A fault in {@code octets}. */
    static Bad bad(int version, RtrError error, Octets octets, String text) {
        return new Bad(version, RtrPdu.ErrorReport.of(error, octets, text));
    }
}

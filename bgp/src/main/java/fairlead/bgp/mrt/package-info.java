/**
 * MRT files (RFC 6396, RFC 8050): what route collectors exchange, written and read.
 *
 * <pre>
 *  table of routes ──► MrtWriter ──► octets ─ ─ file ─ ─► MrtReader ──► MrtRecord ──► MrtRows ──► rows for people
 * </pre>
 *
 * <p>A table dump is TABLE_DUMP_V2: the peers, then a record for each prefix with what each peer
 * told. An update log is BGP4MP (or BGP4MP_ET, with microseconds): messages as they were on the
 * wire, and changes of state. Attributes are canonical spans on our side: a next hop is attribute 3
 * whatever its family, where a dump has the short MP_REACH_NLRI of RFC 6396 §4.3.4. The reader
 * holds one record at a time, so a file may be of any length; what is damaged is an {@link
 * fairlead.bgp.wire.DamagedOctetsException} with its offset.
 *
 * <p>Leaves out: TABLE_DUMP (version 1), the old BGP types that RFC 6396 deprecates, OSPF and
 * IS-IS, families other than IPv4 and IPv6 unicast. The reader hands them on as {@link
 * fairlead.bgp.mrt.MrtRecord.Other}. RFC 6397 (geographic places of peers) is not read.
 *
 * <p>Nothing here opens a file or reads a clock. Begin reading at {@link
 * fairlead.bgp.mrt.MrtRecord}.
 */
@NullMarked
package fairlead.bgp.mrt;

import org.jspecify.annotations.NullMarked;

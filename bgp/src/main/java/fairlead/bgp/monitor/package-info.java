/**
 * Who watches a speaker and tells others: BMP to collectors, MRT files. EDGE.
 *
 * <pre>
 *  speaker's thread                                   a thread for each
 *  Watch ─► BmpStation ─ BmpSession ───► Outbox ─────► CollectorLink ─► TCP
 *  Watch ─► TableDumps ─ MrtWriter ────► Outbox ─────► MrtOutput
 *  Watch ─► UpdateLog  ─ MrtWriter ────► Outbox ─────► MrtOutput
 * </pre>
 *
 * <p>Routing never waits for anybody here. Octets are made on the speaker's thread, as long as
 * there is room for them in an {@link fairlead.bgp.monitor.Outbox}; whole tables go in slices of
 * {@link fairlead.bgp.monitor.Slices#SIZE} prefixes between two turns of the speaker. A collector
 * that reads too slowly loses its connection when its outbox is full, and begins with a fresh table
 * when it is back; a log that the disk cannot take loses whole records, and says so.
 *
 * <p>Begin reading at {@link fairlead.bgp.monitor.BmpStation}.
 */
@NullMarked
package fairlead.bgp.monitor;

import org.jspecify.annotations.NullMarked;

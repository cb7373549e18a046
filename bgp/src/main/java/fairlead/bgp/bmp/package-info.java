/**
 * The BGP Monitoring Protocol, version 3 (RFC 7854), with Adj-RIB-Out (RFC 8671) and Loc-RIB (RFC
 * 9069): what a router tells a collector about its sessions and routes.
 *
 * <pre>
 *  common header (6)                      version 3 | length (4) | type
 *  per-peer header (42), where it is one   peer type | flags | distinguisher (8) | address (16) | AS (4) | id (4) | time (8)
 *  body                                   by type
 * </pre>
 *
 * <p>The collector never answers. Messages go out by {@link fairlead.bgp.bmp.BmpWriter}, routes by
 * {@link fairlead.bgp.bmp.RouteMonitor}, which packs what has the same attributes into one UPDATE
 * as long as it may be; AS numbers in it are of four octets. {@link fairlead.bgp.bmp.BmpReader}
 * reads a stream back, for tests and for {@code fairlead bgp bmp}.
 *
 * <p>Leaves out: route mirroring (RFC 7854 §4.7) is neither sent nor read; VRFs (peer types 1 and
 * 2) are read only.
 *
 * <p>Nothing here opens a socket or reads a clock. Begin reading at {@link
 * fairlead.bgp.bmp.BmpMessage}.
 */
@NullMarked
package fairlead.bgp.bmp;

import org.jspecify.annotations.NullMarked;

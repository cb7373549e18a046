/**
 * BFD over UDP. EDGE.
 *
 * <p>One platform thread serves all sessions of a speaker: it waits on a selector until a datagram
 * comes or a session's deadline does, reads what has arrived, and only then looks at the deadlines;
 * so a pause of this process that packets survived in the socket's buffer takes no session down. A
 * selector counts in milliseconds, and a JVM collects garbage: how late deadlines were kept is
 * measured ({@link fairlead.bgp.bfd.link.Lateness}) and shown. What this thread can promise, and
 * what it was measured to, stands in docs/rfc/rfc5880.md.
 *
 * <p>Sockets come from a {@link fairlead.bgp.bfd.link.DatagramOpener}, so they may be of another
 * network namespace. Packets are sent with TTL 255 from a port of 49152 to 65535, one for each
 * session; that single-hop packets arrive with TTL 255 is checked by a socket filter in the kernel
 * (RFC 5881 §4, §5).
 *
 * <p>Leaves out: IPv6 link-local neighbours, which would need an interface.
 *
 * <p>Start reading at {@link fairlead.bgp.bfd.link.BfdLink}.
 */
@NullMarked
package fairlead.bgp.bfd.link;

import org.jspecify.annotations.NullMarked;

/**
 * Captured packets: which are wanted, how a file holds them, and how a person reads them.
 *
 * <pre>
 *   "host 10.1.2.4 and tcp" ──► FilterParser ──► Filter ──► SocketFilter ──► instructions for the kernel
 *   octets of a frame ──► PacketLine     (a line of text)
 *                     └─► PcapFile       (a record of a file)
 * </pre>
 *
 * <p>Follows pcap-filter(7) for the words of a filter, the classic BPF of Linux
 * (Documentation/networking/filter.rst) for what they become, and draft-ietf-opsawg-pcap for files:
 * Ethernet, nanoseconds.
 *
 * <p>Left out: filters over IPv6 addresses, VLAN tags, octets of headers ({@code tcp[13]}) and
 * names. Start reading at {@link fairlead.host.packet.Filter}.
 */
@NullMarked
package fairlead.host.packet;

import org.jspecify.annotations.NullMarked;

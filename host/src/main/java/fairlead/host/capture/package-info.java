/**
 * The program that {@code fairlead capture} becomes: it runs inside the network namespace of one
 * device and prints what passes there.
 *
 * <pre>
 *   kernel ──► PacketSocket (filtered, into a ring) ──► Capture ──► pcap, lines or JSON on standard output
 * </pre>
 *
 * <p>A program of its own, since the cloud's user namespace can only be entered by a process of one
 * thread, before Java starts; from then on a socket is simply opened. tcpdump would not do: it
 * gives up root by a call that a user namespace with one user refuses.
 *
 * <p>Follows packet(7) and Documentation/networking/packet_mmap.rst (TPACKET_V3). Leaves out:
 * rotating files, and more than one device. Start reading at {@link fairlead.host.capture.Capture}.
 */
@NullMarked
package fairlead.host.capture;

import org.jspecify.annotations.NullMarked;

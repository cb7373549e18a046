/**
 * Bidirectional forwarding detection: is the path to a neighbour alive? Pure.
 *
 * <pre>
 *   datagram ─► BfdCodec ─► BfdSessions ─ whose? ─► BfdSession.receive ─┐
 *   time     ─────────────► BfdSessions.tick ─────► BfdSession.tick  ───┴─► BfdAction: send, tell
 * </pre>
 *
 * <p>Time is a count of nanoseconds that only moves forward, and chance a number from 0 to before
 * 1; both are arguments, so a pair of sessions runs for virtual hours in a test. One thread owns a
 * {@code BfdSessions} and all in it.
 *
 * <p>Speaks: RFC 5880 (asynchronous mode, active role), RFC 5881 (single hop), RFC 5883 (multihop),
 * RFC 5882 (whom a change concerns). A neighbour's demand mode is obeyed, our own is never asked
 * for. Leaves out: authentication (RFC 5880 §6.7), so packets with it are discarded; the echo
 * function (§6.4), which is not offered; point-to-multipoint (RFC 8562).
 *
 * <p>Start reading at {@link fairlead.bgp.bfd.BfdSession}.
 */
@NullMarked
package fairlead.bgp.bfd;

import org.jspecify.annotations.NullMarked;

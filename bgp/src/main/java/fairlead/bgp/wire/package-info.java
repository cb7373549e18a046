/**
 * BGP-4 on the wire: octets to messages and back, and what a peer can get wrong as data.
 *
 * <pre>
 *  octets ──Framing──► one message ──BgpCodec.decode──► Decoded.Ok(message, healed) | Decoded.Bad(problem)
 *         split by lengths │ attributes read row by row │ judged by RFC 7606
 * </pre>
 *
 * <p>Speaks RFC 4271 §4 and §6, RFC 5492 capabilities (with RFC 9072 long parameters), RFC 4760 for
 * IPv4 and IPv6 unicast, RFC 6793 (AS numbers are always wide in here), RFC 7606 outcomes, RFC 1997
 * communities, RFC 2918 and 7313 route refresh, the RFC 4724 End-of-RIB marker, RFC 8654 long
 * messages, RFC 9003 words with a shutdown, RFC 7911 path identifiers, RFC 4360 and 8092
 * communities, RFC 4456 attributes of reflection, RFC 9234 OTC. What two speakers agreed on and
 * octets depend on is {@link fairlead.bgp.wire.SessionShape}.
 *
 * <p>Two ways out: messages as values, and for the engine {@link
 * fairlead.bgp.wire.CanonicalUpdate}, flat octets in one form.
 *
 * <p>Leaves out on purpose: families but IPv4 and IPv6 unicast, confederations (RFC 5065), AIGP
 * (RFC 7311), next hops of the other family (RFC 8950).
 *
 * <p>Nothing here reads a clock or a socket. Start reading at {@link fairlead.bgp.wire.BgpCodec},
 * then {@code AttributeType}, the table of attributes.
 */
@NullMarked
package fairlead.bgp.wire;

import org.jspecify.annotations.NullMarked;

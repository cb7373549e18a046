/**
 * The BGP session as a state machine (RFC 4271 §8), and nothing else.
 *
 * <pre>
 *   event ──► SessionFsm.next(state, event, terms) ──► Step(state, actions) ──► the speaker acts
 * </pre>
 *
 * <p>One machine per TCP connection, as RFC 4271 §8.2.1 has it. A machine that dials begins with
 * {@code Start}; one for a connection that the peer made begins with {@code StartPassive} and ends
 * with it. The choice between two connections to one peer is {@link
 * fairlead.bgp.session.Collision}; the speaker asks it when an OPEN arrives while the other
 * connection has one already.
 *
 * <p>What each side offers is an {@link fairlead.bgp.session.Offer}, what both come to a {@link
 * fairlead.bgp.session.Negotiated}.
 *
 * <p>Speaks: RFC 4271 §8.2.2 and §6.2, RFC 4486 (cease subcodes), RFC 5492 (what both offer), RFC
 * 6286 (identifiers), RFC 6608 (subcodes of machine errors), RFC 4724 and 8538 (whether routes stay
 * after an end), RFC 9234 (roles), RFC 9687 (who does not read). Leaves out on purpose: DelayOpen
 * (RFC 4271 §8.1.1), which is optional. When a machine starts again, and whether a peer may come in
 * meanwhile, is the speaker's: it has the Idle hold timer. A NOTIFICATION is never answered with
 * one. The keepalive timer does not start anew when an UPDATE is sent; a keepalive more does no
 * harm.
 *
 * <p>Start reading at {@link fairlead.bgp.session.SessionFsm}.
 */
@NullMarked
package fairlead.bgp.session;

import org.jspecify.annotations.NullMarked;

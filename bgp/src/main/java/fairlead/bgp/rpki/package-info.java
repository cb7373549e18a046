/**
 * Who may originate what: validated ROA payloads, how a router gets them from a cache, and what
 * they say of a route. Pure.
 *
 * <pre>
 *   octets ─► RtrFraming, RtrCodec ─► RtrFsm.next ─► RtrStep ─► the client dials, sends, closes
 *                      (one machine for each cache) │
 *   static ROAs ─────────► RtrCaches ◄────────────┘ what each cache holds
 *                             │
 *                             └─► RoaChange: the table to ask, and what changed
 * </pre>
 *
 * <p>Data are columns of primitives: {@link fairlead.bgp.rpki.VrpSet} is sorted and immutable, so a
 * change is a merge of two sorted sets, and {@link fairlead.bgp.rpki.RoaTable} can be read by any
 * thread while the next one is made. A payload costs 18 octets (IPv6: 26); a question allocates
 * nothing.
 *
 * <p>Speaks: RFC 6811 (origin validation), RFC 8210 (RTR version 1), RFC 6810 (version 0, where the
 * cache has no more). A serial that differs is asked about, whichever is the greater. Leaves out:
 * router keys (BGPsec, RFC 8205), which are read and dropped; ASPA (RTR version 2, still a draft);
 * transports other than TCP (RFC 8210 §9 allows it on a trusted network).
 *
 * <p>Start reading at {@link fairlead.bgp.rpki.RoaTable} and {@link fairlead.bgp.rpki.RtrFsm}.
 */
@NullMarked
package fairlead.bgp.rpki;

import org.jspecify.annotations.NullMarked;

/**
 * The routes of one speaker: what was heard, what is best and why, what is told (RFC 4271 §3.2,
 * §9).
 *
 * <pre>
 *  UPDATE octets ─► Intake ─ Imports ─► Chains ─ Decision ─► UpdateGroup ─ Exporter ─► OutLog ─► Member ─► UPDATE octets
 *                   in place            the paths of each    one for peers of          encoded   where one peer
 *                                       prefix, best first   equal terms               once      stands in it
 * </pre>
 *
 * <p>Adj-RIB-In is one entry a route in {@link fairlead.bgp.table.PathTable}; the Loc-RIB is the
 * first path of each prefix; Adj-RIB-Out is one code a prefix and group. What a neighbour told is
 * kept as it came, so new rules are applied without asking again. What is unusual about an UPDATE
 * is the codec's business ({@link fairlead.bgp.wire.BgpCodec}), and comes back healed.
 *
 * <p>{@code ImportFilter} and {@code ExportFilter} ask the peers' policies ({@link
 * fairlead.bgp.policy}): an entry of the table has the attributes as they were told and, where a
 * policy made others of them, those that count. Who may not hear the best path hears the best of
 * those that it may (RFC 7947 §2.3).
 *
 * <p>A peer that reads slowly leaves the log of its group and owes its own set of prefixes, one bit
 * each, until it has caught up; so it holds up nobody and hears only what is still true. What has
 * to look at a whole table, such as a reload, does so in slices; {@code Backlog} says what holds in
 * between. So does finding out what a peer is to be told that is new ({@code Owed}), has left the
 * log ({@code LogPlace}) or goes to a group of other terms ({@code Move}).
 *
 * <p>Two ladders: {@link fairlead.bgp.rib.Ladder#STANDARD} is RFC 4271 §9.1.2.2 with RFC 4456 §9,
 * {@link fairlead.bgp.rib.Ladder#AZURE} that of Azure's Route Server
 * (learn.microsoft.com/azure/route-server/: FAQ, path-selection, next-hop-ip).
 *
 * <p>Start reading at {@link fairlead.bgp.rib.Rib}.
 */
@NullMarked
package fairlead.bgp.rib;

import org.jspecify.annotations.NullMarked;

/**
 * The routes of one speaker: what was heard, what is best and why, what is told (RFC 4271 §3.2,
 * §9).
 *
 * <pre>
 *  UPDATE ─► AdjRibIn ─ Verdict (ImportRules) ─► Selection (Rung by Rung) ─ ExportPolicy ─► AdjRibOut ─► UPDATE
 *            one a neighbour                     Loc-RIB: best, multipath, lost and why      one a neighbour
 * </pre>
 *
 * <p>Rules are values ({@link fairlead.bgp.rib.ImportRules}, {@link fairlead.bgp.rib.ExportRules});
 * what a neighbour told is kept as it came, so new rules are applied without asking again.
 * Selection is that of Azure's Route Server between appliances (shortest AS path, all of that
 * length together), export too: learn.microsoft.com/azure/route-server/ (FAQ, path-selection,
 * next-hop-ip).
 *
 * <p>Leaves out on purpose: local preference, origin, MED and IGP cost as rungs; families other
 * than IPv4 unicast; several paths of one neighbour (RFC 7911); aggregation; update groups. Tables
 * are sorted maps of records, about 200 octets for each route and neighbour; columns of primitives
 * can take their place behind the same methods.
 *
 * <p>Start reading at {@link fairlead.bgp.rib.Rib}.
 */
@NullMarked
package fairlead.bgp.rib;

import org.jspecify.annotations.NullMarked;

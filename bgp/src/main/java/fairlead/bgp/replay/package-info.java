/**
 * MRT files as an input: a neighbour that tells whatever speaker it is pointed at the routes that a
 * file has, as if it had heard them itself. EDGE.
 *
 * <pre>
 *  file ─► MrtReader ─► ReplayUpdates ─► UPDATEs ─► Replay ─► TCP ─► any BGP speaker
 * </pre>
 *
 * <p>It is a neighbour and not a source inside of a speaker: so a route server judges these routes
 * by the policy of that neighbour, shows them as its, and loses them when it ends; and what loads
 * ours loads any other. It listens to nothing that it is told but for the end.
 *
 * <p>Begin reading at {@link fairlead.bgp.replay.Replay}.
 */
@NullMarked
package fairlead.bgp.replay;

import org.jspecify.annotations.NullMarked;

/**
 * Which routes a speaker takes and tells, and what it changes about them (RFC 4271 §9.1.1, §9.1.3):
 * a small declarative language, compiled once and run for each route without allocating.
 *
 * <pre>
 *  file ─► Policy: rules of Condition, Action, Outcome ─► Compiler ─► CompiledPolicy
 *                                                                        │ apply(RouteView, AttributeEdit)
 *                       canonical attribute octets ─────────────────────►│─► as it is | edited | reason
 * </pre>
 *
 * <p>The model ({@link fairlead.bgp.policy.Policy} and what it is made of) is values that can be
 * compared and printed; whoever reads a file, or translates another system's route maps, makes
 * those. The compiled form is flat: a program of whole numbers ({@code Op}), tries of prefixes,
 * ranges of AS numbers, an automaton for each AS-path pattern. It works on <em>canonical
 * attributes</em>: path attributes in wire form, valid by RFC 7606, AS numbers four octets wide,
 * NEXT_HOP (of 4, 16 or 32 octets) whatever the family, no MP_REACH_NLRI and no attribute twice.
 *
 * <p>Speaks: RFC 1997, 4360, 8092 (communities), 6811 (origin validation as a condition), 7999,
 * 8326, 9234 and route-server communities as {@link fairlead.bgp.policy.BuiltIn} policies written
 * in the same model. Leaves out on purpose: variables, loops and arithmetic; a policy always ends,
 * and what it can say is what {@link fairlead.bgp.policy.Condition} and {@link
 * fairlead.bgp.policy.Action} list. Summaries are named here and made by whoever holds the routes.
 *
 * <p>Start reading at {@link fairlead.bgp.policy.Rule}, then {@code Compiler} and {@link
 * fairlead.bgp.policy.CompiledPolicy}.
 */
@NullMarked
package fairlead.bgp.policy;

import org.jspecify.annotations.NullMarked;

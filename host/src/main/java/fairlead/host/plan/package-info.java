/**
 * What the kernel should hold, what it holds, and the steps between: as values.
 *
 * <pre>
 *   wishes of many owners ──► Wanted ──► desired ─┐
 *                                                 ├─► Plan.between ──► changes ──► Commands ──► lines
 *   read back by the edge ─────────────► actual ──┘
 * </pre>
 *
 * <p>A {@link fairlead.host.plan.KernelObject} has one type whether it was wanted or found, so
 * drift is inequality. {@link fairlead.host.plan.Kind} declares the order once: puts go through it,
 * drops go back. Members of a nexthop group leave the group (a put) before their nexthop is
 * dropped.
 *
 * <p>What is ours is told by mark: devices and tables of nftables are named {@code fl-...} and
 * {@code fl}; routes, rules and nexthops carry route protocol 176; and all of it lives in
 * namespaces whose names start with our tag.
 *
 * <p>Left out: IPv6, and drift of what stands for itself by name (the rules of a chain, the body of
 * a table: its version tells). Start reading at {@link fairlead.host.plan.Plan}.
 */
@NullMarked
package fairlead.host.plan;

import org.jspecify.annotations.NullMarked;

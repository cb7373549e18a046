/**
 * The cloud as one value, and what follows from it.
 *
 * <pre>
 *   request ──► Commands.handle(World, request) ──► facts, reply
 *   facts   ──► World.apply(fact)               ──► the next World
 *   World   ──► Decisions.after(before, World)  ──► what hosts, machines and speakers should hold
 *   World   ──► Settling.of(World)              ──► facts: resources and operations that are done
 *   World   ──► Deployments.advance(World)      ──► the next requests of running deployments
 * </pre>
 *
 * <p>Everything here is pure: time and chance come as arguments, effects belong to {@code box}.
 * Facts are of two kinds: told (requests; stored, shared) and seen (observations of this host, with
 * an age). Start reading at {@link fairlead.cloud.World}.
 */
@NullMarked
package fairlead.cloud;

import org.jspecify.annotations.NullMarked;

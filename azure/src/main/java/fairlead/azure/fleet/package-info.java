/**
 * Keeps the peerings of a Route Server in step with the instances of a scale set.
 *
 * <pre>
 *   Wanted (the scale set) + Seen (the Route Server) ──► Fleet.next ──► Decision: steps, and lines for the log
 * </pre>
 *
 * <p>It only decides. A driver takes the steps one by one through a client of ARM, waits for each,
 * looks again and asks again; a decision never remembers an earlier one. Peerings are recognised by
 * address, never by name, so those that a person made are adopted. Follows the habits of the
 * runbook that people run at Azure for the same purpose. Leaves out how the instances are found and
 * what happens on the wire. Start reading at {@link fairlead.azure.fleet.Fleet}.
 */
@NullMarked
package fairlead.azure.fleet;

import org.jspecify.annotations.NullMarked;

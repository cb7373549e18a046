/**
 * What a packet meets when it leaves a NIC: a function of the virtual networks, their peerings, the
 * user's route tables and what was learned by BGP.
 *
 * <pre>
 *   Topology + LearnedRoutes ──► EffectiveRoutes.of(subnet) ──► the kernel's table
 *                                          ├─► RouteRow: the API's table
 *                                          └─► Why.of(table, address): candidates, winner, reasons
 * </pre>
 *
 * <p>Inside, {@code Candidates} collects in the order in which Azure prints rows and {@code Ladder}
 * judges by the rungs of {@link fairlead.azure.vnet.Rung}. What Azure leaves open is a value,
 * {@link fairlead.azure.vnet.RouteReading}.
 *
 * <p>Follows Azure's "virtual network traffic routing" page and what live tables show. Leaves out
 * service endpoints, private endpoints and service tags in user routes. Start reading at {@link
 * fairlead.azure.vnet.EffectiveRoutes}.
 */
@NullMarked
package fairlead.azure.vnet;

import org.jspecify.annotations.NullMarked;

/**
 * What a packet meets when it leaves a NIC: a function of the virtual networks, their peerings, the
 * user's route tables and what was learned by BGP.
 *
 * <pre>
 *   Topology + LearnedRoutes ──► EffectiveRoutes.of(subnet) ──► the API's table, the kernel's table, and why
 * </pre>
 *
 * <p>Follows Azure's "virtual network traffic routing" page and what live tables show. Leaves out
 * service endpoints and private endpoints. Start reading at {@link
 * fairlead.azure.vnet.EffectiveRoutes}.
 */
@NullMarked
package fairlead.azure.vnet;

import org.jspecify.annotations.NullMarked;

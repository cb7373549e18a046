/**
 * Route Servers: who peers, what is taken from a peer, what a peer is told, and which routes win.
 *
 * <pre>
 *   RouteServer + Topology + Profile ──► WantedSpeaker, one per instance ──► a BGP speaker runs it
 *   HeardRoute, from both instances  ──► Selection ──► LearnedRoutes for the virtual networks
 *                                                  └─► per-path verdicts, learnedRoutes, advertisedRoutes
 * </pre>
 *
 * <p>Nothing here speaks BGP: the records say what a speaker should do, in values that can be sent
 * to it. Follows Azure's Route Server pages (overview, FAQ, next hop IP, hub routing preference,
 * route injection in spokes), RFC 4271 §9.1.2.2 for the length of an AS path, and RFC 1997 for
 * NO_ADVERTISE. What Azure leaves open is a value in {@link fairlead.azure.hub.Profile}.
 *
 * <p>Leaves out route maps and the exchange with gateways; {@link
 * fairlead.azure.hub.HeardRoute.Origin} and {@link fairlead.azure.hub.HeardRoute.Via} have room for
 * the latter. Start reading at {@link fairlead.azure.hub.WantedSpeaker}.
 */
@NullMarked
package fairlead.azure.hub;

import org.jspecify.annotations.NullMarked;

/**
 * The resource types: one file and one row of {@link fairlead.azure.types.Catalogue} each. A row
 * turns a request body into the body that is stored (checked, defaults filled in, addresses chosen)
 * and a stored body into the document that Azure shows.
 *
 * <pre>
 *   PUT body ──► Shape ──► TypeRow.admit ──► Changes ──► (the cloud stores them) ──► Resource
 *                (names,    (what Azure       (itself,                                  │
 *                 types,     demands)          children,                                │
 *                 ids)                         consequences)                            │
 *   GET ◄── Catalogue.document: stored + computed + children ◄──────────────────────────┤
 *   NetworkInterface, RouteServer, Machine, Topologies: checked values ◄────────────────┘
 * </pre>
 *
 * <p>Three rules hold everywhere. A child (a subnet, a route, an IP configuration) is a resource of
 * its own, whether it came by itself or inside its parent, so both show the same. What follows from
 * other resources (who uses an address, whether a peering is connected, a MAC address) is computed
 * on reading and never stored. What a client may not see (custom data, the next instance's number)
 * is stored and never shown.
 *
 * <p>Follows the Microsoft.Network and Microsoft.Compute REST references; {@code
 * docs/azure/resource-types.md} says type by type what is enforced, what is only stored, and what
 * is refused. Leaves out IPv6, Gateway Load Balancer, NAT gateways, private endpoints, flexible
 * scale sets and a scale set's public address per instance.
 *
 * <p>Rows are pure: what they may know of the cloud comes by the door as {@link
 * fairlead.azure.arm.Resources}. To add a type, write its row, name it in {@link
 * fairlead.azure.types.Types} and list it in {@link fairlead.azure.types.Catalogue}. Start reading
 * at {@link fairlead.azure.types.TypeRow}.
 */
@NullMarked
package fairlead.azure.types;

import org.jspecify.annotations.NullMarked;

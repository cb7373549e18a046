/**
 * From parts of a network to the kernel objects that make it forward.
 *
 * <pre>
 *   VnetPart, NicPart, SubnetPart, PublicPart, NamespacePart ──► Blueprint.compile ──► KernelObjects
 * </pre>
 *
 * <p>The house that the parts live in:
 *
 * <pre>
 *                         fl-inet   the Internet: answers at every address
 *                            │      fl-pool/fl-wan: public addresses
 *                         fl-edge   conntrack, a zone per VNet: 1:1 mappings, port blocks
 *            fl-u7/fl-e7 ────┴──── fl-u8/fl-e8
 *                         fl-fab    no conntrack, silent, TTL-neutral
 *    fl-n21 │  fl-n22 │      │ fl-p7/fl-q7
 *     eth0 guest   eth0 guest    fl-plat7   168.63.129.16, 169.254.169.254
 * </pre>
 *
 * <p>In the fabric a packet is marked with the subnet of the NIC that it came from. The mark
 * chooses, through a tree of rules, the subnet's effective table; that holds prefixes only, and
 * what is local is thrown on to the virtual network's table with one host route per NIC. So a NIC
 * costs one host route per virtual network that sees it, and no rule. Two virtual networks with
 * equal address spaces have unequal tables. Both directions are checked, as Azure does: a NIC
 * without IP forwarding sends from its own addresses only, and is handed packets to its own
 * addresses only. A peered network that may not be reached is not seen: it has no host routes in
 * the other's table. Where a peering is closed to forwarded traffic, what a NIC sends from outside
 * its own network is dropped on its way to the other one's. Protocols that Azure's virtual networks
 * do not carry (multicast, broadcast, GRE, IP in IP) are dropped.
 *
 * <p>Left out: NSGs (stored by the API, not enforced here), IPv6, gateway load balancers, several
 * hosts. Start reading at {@link fairlead.host.desired.Part}, then {@link
 * fairlead.host.desired.Blueprint}.
 */
@NullMarked
package fairlead.host.desired;

import org.jspecify.annotations.NullMarked;

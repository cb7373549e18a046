/**
 * Who is called what in a virtual network: the names behind 168.63.129.16.
 *
 * <pre>
 *   Residences of one network ──► VnetNames ──► DnsQuestion → DnsAnswer
 * </pre>
 *
 * <p>Follows Azure's "Name resolution for resources in Azure virtual networks", and RFC 1035 and
 * 2308 for what an answer says. Pure: octets and sockets are {@code fairlead.azure.platform}'s.
 *
 * <p>Left out: private DNS zones, forwarding to a real Internet, IPv6. Start reading at {@link
 * fairlead.azure.dns.VnetNames}.
 */
@NullMarked
package fairlead.azure.dns;

import org.jspecify.annotations.NullMarked;

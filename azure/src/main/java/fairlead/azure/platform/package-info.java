/**
 * The servers at the two platform addresses: DNS at 168.63.129.16, instance metadata at
 * 169.254.169.254. Sockets are opened by whoever knows the place; what is answered is decided by
 * {@code fairlead.azure.dns} and {@code fairlead.azure.metadata}.
 *
 * <p>EDGE: sockets, a virtual thread per caller. DNS messages are dnsjava's (RFC 1035, 6891, 7766);
 * HTTP is as much of RFC 9112 as a GET needs. Start reading at {@link
 * fairlead.azure.platform.NameServer} and {@link fairlead.azure.platform.MetadataServer}.
 */
@NullMarked
package fairlead.azure.platform;

import org.jspecify.annotations.NullMarked;

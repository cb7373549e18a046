/**
 * The edge that touches the kernel: tools kept open, namespaces, sockets inside them, and the way
 * back from the kernel to values.
 *
 * <pre>
 *   parts ──► Blueprint ──► Wanted ──┐
 *                                    ├─► Plan ──► KernelWriter ──► ip, nft (kept), sysctl, ip netns
 *   KernelReader ◄── ip -j, nft -j ──┘
 * </pre>
 *
 * <p>{@link fairlead.host.linux.Fabric} is the door. Everything works as root and as the only user
 * of a user namespace ({@code unshare -Urm}, with a tmpfs on /run): no command needs a way back
 * into the host's network. {@link fairlead.host.linux.NamespaceSockets} is the only class that
 * enters a namespace with a thread, and it opens a socket there and nothing else.
 *
 * <p>Start reading at {@link fairlead.host.linux.Fabric}.
 */
@NullMarked
package fairlead.host.linux;

import org.jspecify.annotations.NullMarked;

/**
 * The program that {@code fairlead forward} becomes: ports of the host that lead to ports of
 * machines.
 *
 * <pre>
 *   a client of the host ──► Port (listens) ──► Relay ──► Way: a socket in the machine's namespace
 * </pre>
 *
 * <p>It listens on the host's own network, where the cloud's holder is too, and opens the other
 * side inside the machine's network namespace, for the machine's own address. So what arrives has
 * not been on the wire: no route, no security group and no address translation has a say, and the
 * machine sees a connection from itself.
 *
 * <p>Leaves out: UDP, and listening inside the cloud. Start reading at {@link
 * fairlead.host.forward.Forward}.
 */
@NullMarked
package fairlead.host.forward;

import org.jspecify.annotations.NullMarked;

/**
 * Options of sockets that the JDK has no name for, set by {@code setsockopt(2)}. EDGE.
 *
 * <p>Whoever speaks BGP or BFD has to say how far packets travel, what is signed and what the
 * kernel is to drop. That needs a channel's descriptor, which the JDK hides: {@code --add-exports
 * java.base/sun.nio.ch=ALL-UNNAMED}.
 *
 * <p>Leaves out: which option a session needs; {@code bgp.speaker} and {@code bgp.bfd.link} know.
 *
 * <p>Start reading at {@link fairlead.bgp.socket.KernelSocket}.
 */
@NullMarked
package fairlead.bgp.socket;

import org.jspecify.annotations.NullMarked;

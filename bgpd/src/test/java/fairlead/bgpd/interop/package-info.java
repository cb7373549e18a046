/**
 * Sessions between our route server, as a process, and every other BGP speaker: a row for each
 * daemon and each capability, read from both sides' own show commands.
 *
 * <p>Begin at {@link fairlead.bgpd.interop.InteropMatrixTest}.
 */
@NullMarked
package fairlead.bgpd.interop;

import org.jspecify.annotations.NullMarked;

/**
 * Other people's BGP speakers, for tests and measurements: BIRD 1.6 and 2, FRR, OpenBGPD, GoBGP and
 * ExaBGP, each from one common description, and read by its own show commands into one common
 * record.
 *
 * <p>Begin at {@link fairlead.testkit.bgp.RouterConfig}, what a speaker is told, and {@link
 * fairlead.testkit.bgp.Daemon}, one class per program. {@link fairlead.testkit.bgp.RunningDaemon}
 * starts it in a namespace of a {@link fairlead.testkit.bgp.Lan}. The programs come from {@code
 * libexec/bgp-daemons}.
 */
@NullMarked
package fairlead.testkit.bgp;

import org.jspecify.annotations.NullMarked;

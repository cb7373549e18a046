/**
 * Sessions in numbers: the families that every speaker of ours shows, whoever runs it.
 *
 * <p>Counts nothing itself; it writes what {@link fairlead.bgp.speaker.Speaker#sessions} says when
 * it is asked. Start reading at {@link fairlead.bgp.metrics.SessionNumbers}.
 */
@NullMarked
package fairlead.bgp.metrics;

import org.jspecify.annotations.NullMarked;

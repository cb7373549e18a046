/** Whether the daemons start, speak with one another and are read. */
@NullMarked
package fairlead.testkit.bgp;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the daemon's parts: the store, the loop, the wiring, and the whole of it on a kernel.
 */
@NullMarked
package fairlead.box;

import org.jspecify.annotations.NullMarked;

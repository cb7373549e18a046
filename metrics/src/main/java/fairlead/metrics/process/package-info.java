/**
 * What a process of ours uses of its machine, read from the virtual machine and the kernel. EDGE.
 *
 * <p>Start reading at {@link fairlead.metrics.process.ProcessNumbers}.
 */
@NullMarked
package fairlead.metrics.process;

import org.jspecify.annotations.NullMarked;

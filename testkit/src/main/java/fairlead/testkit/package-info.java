/**
 * What tests share: virtual time, drawn values, golden files. Depends on nothing of the product.
 *
 * <p>Start reading at {@link fairlead.testkit.ForAll}, then {@link fairlead.testkit.VirtualTime}.
 */
@NullMarked
package fairlead.testkit;

import org.jspecify.annotations.NullMarked;

/** What tests share: virtual time, seeded dice, golden files. Depends on nothing of the product. */
@NullMarked
package fairlead.testkit;

import org.jspecify.annotations.NullMarked;

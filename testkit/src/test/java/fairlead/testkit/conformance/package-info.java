/** Tests of the judge itself, with small descriptions of their own. */
@NullMarked
package fairlead.testkit.conformance;

import org.jspecify.annotations.NullMarked;

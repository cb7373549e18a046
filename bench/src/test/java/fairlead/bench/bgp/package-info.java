@NullMarked
package fairlead.bench.bgp;

import org.jspecify.annotations.NullMarked;

@NullMarked
package fairlead.bgp.table;

import org.jspecify.annotations.NullMarked;

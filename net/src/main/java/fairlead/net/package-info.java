/**
 * The values that every wing speaks of: addresses, prefixes, autonomous system numbers and MAC
 * addresses.
 *
 * <p>Everything here is immutable, compares by value, and needs nothing but the JDK. Start reading
 * at {@link fairlead.net.Prefix}.
 */
@NullMarked
package fairlead.net;

import org.jspecify.annotations.NullMarked;

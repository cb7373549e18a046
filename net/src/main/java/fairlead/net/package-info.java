/**
 * The values that every wing speaks of: addresses, prefixes, autonomous system numbers, MAC
 * addresses, and maps that find the longest match.
 *
 * <p>Everything here is immutable, compares by value, and needs nothing but the JDK. Start reading
 * at {@link fairlead.net.Prefix}.
 */
@NullMarked
package fairlead.net;

import org.jspecify.annotations.NullMarked;

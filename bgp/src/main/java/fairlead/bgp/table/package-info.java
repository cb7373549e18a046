/**
 * Where millions of routes are kept: columns of primitives, named by small integers, and nothing
 * else on the heap.
 *
 * <pre>
 *  prefix octets    ─► PrefixTable     prefix  ↔ number        8 octets each for IPv4, an index of 4 to 8
 *  attribute octets ─► AttributeTable  distinct octet string ↔ number, with what selection compares
 *                      PathTable       one entry a route: attributes, peer and flags, next path of the prefix
 * </pre>
 *
 * <p>All grow by chunks: what was written is never copied, so a table that grows neither pauses nor
 * leaves garbage behind. Numbers of what was removed are used again. One thread uses a table.
 *
 * <p>Neighbours choose what is kept here. {@link fairlead.bgp.table.KeyedHash} keeps them from
 * choosing a crowd of one hash, {@link fairlead.bgp.table.OctetStore} from making us hold far more
 * than they tell.
 *
 * <p>Start reading at {@link fairlead.bgp.table.PathTable}, then {@link
 * fairlead.bgp.table.AttributeTable}.
 */
@NullMarked
package fairlead.bgp.table;

import org.jspecify.annotations.NullMarked;

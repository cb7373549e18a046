/**
 * Where facts survive: the contract of a store, and the one that is embedded, a SQLite file. What
 * is kept under which key is decided by {@code box.Ledger}; a store knows texts only.
 *
 * <p>Left out: more than one writer. Another store, for several hosts, belongs here too, and has to
 * pass {@code StoreContract}.
 *
 * <p>Start reading at {@link fairlead.box.store.Store}.
 */
@NullMarked
package fairlead.box.store;

import org.jspecify.annotations.NullMarked;

package fairlead.box.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Where facts survive: keys and values, written in batches that are whole or not there at all. One
 * thread writes.
 */
public interface Store extends AutoCloseable {

    /** Hands every entry to {@code reader}, in no order that means anything. */
    void load(BiConsumer<String, String> reader) throws StoreException;

    /**
     * Puts and (where empty) removes entries. When this returns, they survive a crash of the
     * machine.
     */
    void commit(Map<String, Optional<String>> changes) throws StoreException;

    @Override
    void close();
}

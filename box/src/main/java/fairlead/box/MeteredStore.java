package fairlead.box;

import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store whose commits are measured. */
record MeteredStore(Store store, Metrics metrics) implements Store {

    @Override
    public void load(BiConsumer<String, String> reader) throws StoreException {
        store.load(reader);
    }

    @Override
    public void commit(Map<String, Optional<String>> changes) throws StoreException {
        long start = System.nanoTime();
        boolean done = false;
        try {
            store.commit(changes);
            done = true;
        } finally {
            metrics.committed(Duration.ofNanos(System.nanoTime() - start), done);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}

package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store keeps, whatever it is made of. */
interface StoreContract {

    /** Opens the store that lives in {@code folder}, as it was left. */
    Store open(Path folder) throws StoreException;

    static Map<String, String> all(Store store) throws StoreException {
        var all = new HashMap<String, String>();
        store.load(all::put);
        return all;
    }

    static Map<String, Optional<String>> batch(String... pairs) {
        var batch = new LinkedHashMap<String, Optional<String>>();
        for (int i = 0; i < pairs.length; i += 2) {
            batch.put(
                    pairs[i],
                    pairs[i + 1].equals("-") ? Optional.empty() : Optional.of(pairs[i + 1]));
        }
        return batch;
    }

    @Test
    default void aNewStoreIsEmpty(@TempDir Path folder) throws StoreException {
        try (var store = open(folder)) {
            assertThat(all(store)).isEmpty();
        }
    }

    @Test
    default void whatIsCommittedIsThereWhenItIsOpenedAgain(@TempDir Path folder)
            throws StoreException {
        try (var store = open(folder)) {
            store.commit(batch("a", "1", "b", "2"));
            store.commit(batch("b", "3", "c", "ä \u0000 ' \ud83d\udd17"));
        }
        try (var store = open(folder)) {
            assertThat(all(store))
                    .isEqualTo(Map.of("a", "1", "b", "3", "c", "ä \u0000 ' \ud83d\udd17"));
        }
    }

    @Test
    default void aRemovedEntryStaysAway(@TempDir Path folder) throws StoreException {
        try (var store = open(folder)) {
            store.commit(batch("a", "1", "b", "2"));
            store.commit(batch("a", "-", "never", "-"));
            assertThat(all(store)).isEqualTo(Map.of("b", "2"));
        }
        try (var store = open(folder)) {
            assertThat(all(store)).isEqualTo(Map.of("b", "2"));
        }
    }

    @Test
    default void keysAndValuesComeBackToTheLetter(@TempDir Path folder) throws StoreException {
        var large = "x".repeat(1 << 20);
        var all =
                Map.of(
                        "Key", "upper",
                        "key", "lower",
                        "resource//a b/%41/'\"\\", "",
                        "\u00e9", "e with an accent",
                        "e\u0301", "e and an accent",
                        "long", large);
        try (var store = open(folder)) {
            var batch = new LinkedHashMap<String, Optional<String>>();
            all.forEach((key, value) -> batch.put(key, Optional.of(value)));
            store.commit(batch);
        }
        try (var store = open(folder)) {
            assertThat(all(store)).isEqualTo(all);
        }
    }

    @Test
    default void aBatchMayBeEmptyOrLarge(@TempDir Path folder) throws StoreException {
        try (var store = open(folder)) {
            store.commit(Map.of());
            var batch = new LinkedHashMap<String, Optional<String>>();
            for (int i = 0; i < 5000; i++) {
                batch.put("k" + i, Optional.of("v" + i));
            }
            store.commit(batch);
            batch.replaceAll((_, _) -> Optional.empty());
            batch.put("k7", Optional.of("stays"));
            store.commit(batch);
            assertThat(all(store)).isEqualTo(Map.of("k7", "stays"));
        }
    }

    @Test
    default void aReaderThatFailsIsHeardAndHarmsNothing(@TempDir Path folder)
            throws StoreException {
        try (var store = open(folder)) {
            store.commit(batch("a", "1"));
            assertThatThrownBy(() ->
                            store.load((_, _) -> {
                                throw new IllegalStateException("no");
                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no");
            store.commit(batch("b", "2"));
            assertThat(all(store)).isEqualTo(Map.of("a", "1", "b", "2"));
        }
    }

    @Test
    default void itIsReadAndWrittenInAnyOrder(@TempDir Path folder) throws StoreException {
        try (var store = open(folder)) {
            for (int i = 0; i < 50; i++) {
                store.commit(batch("k" + i, "v" + i));
                assertThat(all(store)).hasSize(i + 1);
            }
        }
    }
}

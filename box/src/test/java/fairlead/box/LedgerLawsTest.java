package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Cloud;
import fairlead.cloud.Fact;
import fairlead.cloud.Moment;
import fairlead.cloud.Request;
import fairlead.cloud.Settling;
import fairlead.cloud.World;
import fairlead.testkit.ForAll;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A World that was stored and loaded is the World that was, after every request. */
class LedgerLawsTest {

    /** A store that is a map: the law is about entries, not about disks. */
    static final class Remembering implements Store {
        private final Map<String, String> entries = new HashMap<>();

        @Override
        public void load(BiConsumer<String, String> reader) {
            entries.forEach(reader);
        }

        @Override
        public void commit(Map<String, Optional<String>> changes) {
            changes.forEach((key, value) ->
                    value.ifPresentOrElse(
                            text -> entries.put(key, text), () -> entries.remove(key)));
        }

        @Override
        public void close() {}
    }

    /** The same contract as a store on a disk. */
    static final class RememberingStoreTest implements StoreContract {
        private final Map<Path, Remembering> stores = new HashMap<>();

        @Override
        public Store open(Path folder) {
            return stores.computeIfAbsent(folder, _ -> new Remembering());
        }
    }

    @Test
    void storedAndLoadedIsAppliedOneByOne() {
        ForAll.forAll(60, SplittableRandom::nextLong, LedgerLawsTest::run);
    }

    private static void run(long seed) {
        var random = new SplittableRandom(seed);
        var cloud = Requests.cloud();
        var store = new Remembering();
        var world = World.EMPTY;
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(8) == 0) {
                world = loaded(store);
                cloud = Requests.cloud();
            }
            var moment = new Moment(Instant.ofEpochSecond(i), new UUID(seed, i));
            var outcome = cloud.commands().handle(world, request(random, i), moment);
            world = take(cloud, store, world, outcome.facts(), moment);
            if (random.nextBoolean()) {
                world =
                        take(
                                cloud,
                                store,
                                world,
                                List.of(new Fact.HostInForce(world.version(), Optional.empty())),
                                moment.next("host"));
            }
            var loaded = loaded(store);
            assertThat(loaded.inventory().byKey()).isEqualTo(world.inventory().byKey());
            assertThat(loaded.inventory().unsettled()).isEqualTo(world.inventory().unsettled());
            assertThat(loaded.inventory().nextSerial()).isEqualTo(world.inventory().nextSerial());
            assertThat(loaded.operations()).isEqualTo(world.operations());
            assertThat(loaded.inventory().byKey().values())
                    .allMatch(resource -> resource.revision() <= loaded.version());
        }
    }

    private static World loaded(Store store) {
        try {
            return Ledger.load(store);
        } catch (StoreException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static World take(
            Cloud cloud,
            Remembering store,
            World before,
            List<? extends Fact> facts,
            Moment moment) {
        var world = before;
        List<? extends Fact> next = facts;
        for (int round = 0; !next.isEmpty(); round++) {
            assertThat(round).isLessThan(1000);
            var after = world.after(next);
            store.commit(Ledger.entries(List.copyOf(next), world, after));
            world = after;
            var settled = Settling.of(world, moment.now());
            next =
                    settled.isEmpty()
                            ? cloud.commands()
                                    .deployments()
                                    .advance(world, moment.next("a" + round))
                            : settled;
        }
        return world;
    }

    private static Request request(SplittableRandom random, int tag) {
        var deployment = Requests.GROUP + "/providers/Microsoft.Resources/deployments/d";
        return switch (random.nextInt(9)) {
            case 0 -> Requests.put(Requests.GROUP, Requests.LOCATED);
            case 1 -> Requests.put(Requests.VNET, Requests.NETWORK);
            case 2 ->
                    Requests.put(
                            Requests.TABLE, "{'location':'westeurope','tags':{'n':'" + tag + "'}}");
            case 3 -> Requests.put(Requests.SET, Requests.scaleSet(random.nextInt(4)));
            case 4 ->
                    Requests.put(
                            deployment,
                            """
                            {'properties':{'mode':'Incremental','template':{'contentVersion':'1.0.0.0',
                              '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                              'resources':[
                              {'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01','name':'one',
                               'location':'westeurope'},
                              {'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01','name':'two',
                               'location':'westeurope','dependsOn':['one']}]}}}
                            """);
            case 5 -> Requests.post(Requests.SET + "/deallocate");
            case 6 -> Requests.delete(random.nextInt(4) == 0 ? Requests.GROUP : Requests.TABLE);
            case 7 -> Requests.delete(Requests.SET);
            default -> Requests.delete(Requests.VNET);
        };
    }
}

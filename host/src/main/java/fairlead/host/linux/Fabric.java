package fairlead.host.linux;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Names;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.PublicPart;
import fairlead.host.plan.Change;
import fairlead.host.plan.Comparison;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Key;
import fairlead.host.plan.Kind;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.Plan;
import fairlead.host.plan.Route;
import fairlead.host.plan.Veth;
import fairlead.host.plan.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the kernel's networks. Remembers what is wanted and what is there, and performs
 * the difference. The kernel forwards on without us: after a crash, {@link #adopt} finds everything
 * in place.
 *
 * <p>All methods may be called from any thread; they take turns.
 */
public final class Fabric implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fabric.class);

    /** The owner of what stands before any part does. */
    private static final PartKey GROUND = new PartKey(PartKey.Kind.NAMESPACE, "");

    private final Blueprint blueprint;
    private final Passes passes;
    private final Shells shells;
    private final GroupIds groups = new GroupIds();
    private final KernelReader reader;
    private final KernelWriter writer;
    private final Wanted<PartKey> wanted = new Wanted<>();
    private final Map<PartKey, Part> parts = new HashMap<>();
    private final Map<Key, KernelObject> actual = new HashMap<>();

    /** What was refused, or may have vanished: looked at again in the next pass. */
    private final Set<Key> unsettled = new HashSet<>();

    private Fabric(Blueprint blueprint, Passes passes) {
        this.blueprint = blueprint;
        this.passes = passes;
        shells = new Shells(Set.of(blueprint.fabric(), blueprint.edge(), blueprint.internet()));
        reader = new KernelReader(blueprint, groups);
        writer = new KernelWriter(shells, groups);
    }

    /**
     * A fabric of this blueprint, which touches nothing yet.
     *
     * @throws KernelRefused if one of the tools {@code ip}, {@code nft}, {@code nsenter} is missing
     */
    public static Fabric open(Blueprint blueprint) {
        return open(blueprint, Passes.UNWATCHED);
    }

    /** The same, which tells {@code passes} what it does. */
    public static Fabric open(Blueprint blueprint, Passes passes) {
        Tool.require(List.of("ip", "nft", "nsenter"));
        return new Fabric(blueprint, passes);
    }

    /** The names and addresses that this fabric goes by. */
    public Blueprint blueprint() {
        return blueprint;
    }

    /**
     * The namespaces to look into in turn, the fabric first: whatever is changed there by hand
     * stands in the way of packets.
     */
    public synchronized List<String> namespaces() {
        return wanted.all().keySet().stream()
                .filter(key -> key.kind() == Kind.NAMESPACE)
                .map(Key::namespace)
                .filter(reader::isPlatform)
                .sorted(
                        comparing((String name) -> !name.equals(blueprint.fabric()))
                                .thenComparing(naturalOrder()))
                .toList();
    }

    /**
     * Whether one of our namespaces is gone, or something in this one is not as it should be; what
     * was refused and is to be tried again anyway does not count.
     */
    public synchronized boolean differs(String namespace) {
        var all = wanted.all();
        var found = reader.read(namespace, all);
        all.keySet().removeIf(key -> isElsewhere(key, namespace) || unsettled.contains(key));
        found.keySet().removeIf(key -> isElsewhere(key, namespace) || unsettled.contains(key));
        return !new Comparison(all, found).differences().isEmpty();
    }

    private static boolean isElsewhere(Key key, String namespace) {
        return key.kind() != Kind.NAMESPACE && !key.namespace().equals(namespace);
    }

    /** What the kernel holds of ours beside what these parts want; changes nothing. */
    public synchronized Comparison compare(Collection<? extends Part> all) {
        var asked = new Wanted<PartKey>();
        asked.put(GROUND, blueprint.ground());
        all.forEach(part -> asked.put(part.key(), blueprint.compile(part)));
        return new Comparison(asked.all(), reader.read(asked.all()));
    }

    /**
     * Reads everything back and puts right what differs. What is right is not touched, and neither
     * is what is not ours.
     */
    public synchronized Result repair() {
        // Kept tools hold on to namespaces, and to devices by index, that may have gone.
        shells.close();
        return passOverEverything();
    }

    /**
     * Makes the kernel hold exactly these parts: reads everything back, changes what differs,
     * removes what is ours and not wanted. What is right already is not touched and forwards on.
     */
    public synchronized Result adopt(Collection<? extends Part> all) {
        List.copyOf(wanted.owners()).forEach(wanted::gone);
        parts.clear();
        // Kept tools remember devices by index, and those may have been made anew meanwhile.
        shells.close();
        wanted.put(GROUND, blueprint.ground());
        all.forEach(this::want);
        return passOverEverything();
    }

    private Result passOverEverything() {
        var desired = wanted.all();
        actual.clear();
        actual.putAll(reader.read(desired));
        unsettled.clear();
        return perform(Plan.between(desired, actual));
    }

    /**
     * Puts new or changed parts and removes others; costs what the change costs. Call {@link
     * #adopt} first, once. A part that is put again unchanged has its wire looked at: if a guest's
     * namespace went down with it, it is made anew.
     */
    public synchronized Result apply(Collection<? extends Part> put, Collection<PartKey> gone) {
        var touched = new HashSet<>(unsettled);
        unsettled.clear();
        var lost = new ArrayList<Translation>();
        for (var key : gone) {
            if (parts.remove(key) instanceof PublicPart address) {
                lost.addAll(Translation.of(address));
            }
            touched.addAll(wanted.gone(key));
        }
        for (var part : put) {
            var before = parts.get(part.key());
            if (part.equals(before)) {
                touched.addAll(lookAgain(part));
            } else if (before instanceof PublicPart address) {
                lost.addAll(Translation.of(address));
                lost.removeAll(Translation.of((PublicPart) part));
            }
            touched.addAll(want(part));
        }
        var present = new HashMap<Key, KernelObject>();
        touched.forEach(key -> {
            var object = actual.get(key);
            if (object != null) {
                present.put(key, object);
            }
        });
        var result = perform(Plan.between(wanted.all(touched), present));
        lost.forEach(translation -> Connections.forget(blueprint.edge(), translation));
        return result;
    }

    /** Removes everything that is ours, whoever made it, and nothing else. */
    public synchronized Result removeEverything() {
        List.copyOf(wanted.owners()).forEach(wanted::gone);
        parts.clear();
        actual.clear();
        actual.putAll(reader.read(Map.of()));
        unsettled.clear();
        return perform(Plan.between(Map.of(), actual));
    }

    /** What each NIC has sent and received, by serial. */
    public synchronized Map<Integer, Counters> counters() {
        return CounterReader.read(blueprint.fabric());
    }

    /**
     * The kernel's table of a subnet, by prefix: the entries of its part as the kernel has them,
     * with the two platform addresses, and with 0.0.0.0/0 dropped where no entry covers it. {@code
     * Local} stands for what is thrown on.
     */
    public synchronized List<Forwarding> readBack(int subnetSerial) {
        return TableReader.read(blueprint.fabric(), Names.table(subnetSerial));
    }

    /** Lets the tools go; the kernel forwards on. */
    @Override
    public synchronized void close() {
        shells.close();
    }

    /** The kept tools' processes. */
    synchronized List<ProcessHandle> shells() {
        return shells.handles();
    }

    private Set<Key> want(Part part) {
        parts.put(part.key(), part);
        return wanted.put(part.key(), blueprint.compile(part));
    }

    /** Forgets the wire of a NIC, and what stands on it, if it is not there any more. */
    private Set<Key> lookAgain(Part part) {
        if (!(part instanceof NicPart nic)) {
            return Set.of();
        }
        var fabric = blueprint.fabric();
        var device = Names.nic(nic.serial());
        if (shells.ip(fabric, List.of("link set dev " + device + " up")).isEmpty()) {
            return Set.of();
        }
        shells.leave(fabric);
        var gone = wanted.withDependents(Set.of(Veth.keyOf(fabric, device)));
        gone.stream().filter(key -> key.kind().compareTo(Kind.RULE) < 0).forEach(actual::remove);
        return gone;
    }

    private Result perform(List<Change> changes) {
        long start = System.nanoTime();
        var refused = writer.perform(changes);
        for (var change : changes) {
            var key = change.object().key();
            if (refused.containsKey(change)) {
                unsettled.addAll(wanted.withDependents(Set.of(key)));
                if (!(change instanceof Change.Drop)) {
                    actual.remove(key);
                }
            } else {
                settle(change);
            }
        }
        passes.performed(
                changes.size(), refused.size(), Duration.ofNanos(System.nanoTime() - start));
        if (!changes.isEmpty()) {
            LOG.debug(
                    "{} changes, {} refused, {} ms",
                    changes.size(),
                    refused.size(),
                    (System.nanoTime() - start) / 1_000_000);
        }
        return new Result(
                changes, changes.stream().filter(refused::containsKey).map(refused::get).toList());
    }

    private void settle(Change change) {
        var key = change.object().key();
        switch (change) {
            case Change.Put(var object, _) -> actual.put(key, object);
            case Change.Replace(_, var object, _) -> actual.put(key, object);
            case Change.Drop(var object, _) -> {
                actual.remove(key);
                if (object instanceof Namespace(var name)) {
                    actual.keySet().removeIf(other -> other.namespace().equals(name));
                }
            }
        }
        boolean isGroup =
                !(change instanceof Change.Drop)
                        && change.object() instanceof Route(_, _, _, Route.Target.Nexthops hops)
                        && hops.isGroup();
        if (!isGroup) {
            groups.forget(key);
        }
    }
}

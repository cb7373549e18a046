package fairlead.cloud;

import static fairlead.cloud.AuditFinding.NOTHING;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.HeardRoute;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.cloud.AuditFinding.Subject;
import fairlead.host.desired.Forwarding;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what the model wants and the API answers with what a host was found to hold: kernel
 * objects, the route tables that packets meet, machines, BGP sessions and the routes learned on
 * them.
 */
public final class Audit {

    private static final Comparator<SessionKey> SESSIONS =
            Comparator.comparing((SessionKey key) -> key.hub().toString())
                    .thenComparing(SessionKey::instance)
                    .thenComparing(key -> key.peer().toString());

    /**
     * What was found on the host.
     *
     * @param kernel objects in the kernel that are not as decided
     * @param tables the kernel's table of each subnet, by the subnet's serial, without the two
     *     platform addresses
     * @param machines the serials of the machines whose processes run
     * @param sessions the state of each session that a speaker keeps
     * @param learned the prefixes that a speaker holds from each of its peers
     */
    public record Found(
            List<AuditFinding> kernel,
            Map<Integer, List<Forwarding>> tables,
            Set<Integer> machines,
            Map<SessionKey, String> sessions,
            Map<SessionKey, Set<Prefix>> learned) {

        public Found {
            kernel = List.copyOf(kernel);
            tables = Map.copyOf(tables);
            machines = Set.copyOf(machines);
            sessions = Map.copyOf(sessions);
            learned = Map.copyOf(learned);
        }
    }

    private final World world;
    private final Decided decided;
    private final Found found;
    private final Routing routing;
    private final List<AuditFinding> findings = new ArrayList<>();

    private Audit(World world, Profile profile, Decided decided, Found found) {
        this.world = world;
        this.decided = decided;
        this.found = found;
        this.routing = Routing.of(world, profile);
    }

    /** Everything that differs, kernel objects first. */
    public static List<AuditFinding> of(
            World world, Profile profile, Decided decided, Found found) {
        var audit = new Audit(world, profile, decided, found);
        audit.findings.addAll(found.kernel());
        audit.tables();
        decided.machines().values().forEach(audit::machine);
        audit.sessions();
        return List.copyOf(audit.findings);
    }

    /** What the API answers for a NIC beside what the kernel does with its packets. */
    private void tables() {
        for (var nic : routing.topology().nics().values()) {
            var subnet = routing.topology().subnet(nic.subnet());
            var table = found.tables().get(subnet.serial());
            if (table != null) {
                var wanted = TableWords.wanted(routing, subnet);
                compare(Subject.ROUTE, name(nic.id()), wanted, TableWords.found(routing, table));
            }
        }
    }

    private void machine(MachineWanted machine) {
        boolean wanted = machine.power() == MachineWanted.Power.ON;
        boolean runs = found.machines().contains(machine.serial());
        if (wanted != runs) {
            note(Subject.MACHINE, machine.hostname(), machine.key(), power(wanted), power(runs));
        }
    }

    private static String power(boolean on) {
        return on ? "running" : "stopped";
    }

    private void sessions() {
        var left = new TreeSet<SessionKey>(SESSIONS);
        left.addAll(found.sessions().keySet());
        for (var place : decided.speakers()) {
            var speaker = place.speaker();
            for (var peer : speaker.sessions()) {
                var key = new SessionKey(speaker.routeServer(), speaker.instance(), peer.id());
                left.remove(key);
                var state = found.sessions().getOrDefault(key, NOTHING);
                if (!state.equals("Established")) {
                    note(Subject.SESSION, where(key), peer.name(), "Established", state);
                }
                learned(key);
            }
        }
        left.forEach(key ->
                note(
                        Subject.SESSION,
                        where(key),
                        key.peer().name(),
                        NOTHING,
                        found.sessions().getOrDefault(key, NOTHING)));
    }

    /** What the API lists as learned beside what the speaker holds. */
    private void learned(SessionKey key) {
        var held = found.learned().getOrDefault(key, Set.of());
        var told = world.seen().heardOn(key);
        for (var route : told) {
            if (!held.contains(route.prefix())) {
                boolean stale = route.freshness() == HeardRoute.Freshness.STALE;
                note(
                        Subject.LEARNED,
                        where(key) + " from " + key.peer().name(),
                        route.prefix().toString(),
                        stale ? "kept from before the restart" : "listed",
                        NOTHING);
            }
        }
        var listed = told.stream().map(HeardRoute::prefix).toList();
        held.stream()
                .filter(prefix -> !listed.contains(prefix))
                .sorted()
                .forEach(prefix ->
                        note(
                                Subject.LEARNED,
                                where(key) + " from " + key.peer().name(),
                                prefix.toString(),
                                NOTHING,
                                "held by the speaker"));
    }

    private void compare(
            Subject subject, String where, Map<Prefix, String> wanted, Map<Prefix, String> is) {
        var prefixes = new TreeSet<>(wanted.keySet());
        prefixes.addAll(is.keySet());
        for (var prefix : prefixes) {
            var should = wanted.getOrDefault(prefix, NOTHING);
            var does = is.getOrDefault(prefix, NOTHING);
            if (!should.equals(does)) {
                note(subject, where, prefix.toString(), should, does);
            }
        }
    }

    private static String where(SessionKey key) {
        return key.hub().name() + " " + RouteServer.roleName(key.instance());
    }

    private static String name(ArmId nic) {
        return String.join("/", nic.names());
    }

    private void note(Subject subject, String where, String what, String wanted, String is) {
        findings.add(new AuditFinding(subject, where, what, wanted, is));
    }
}

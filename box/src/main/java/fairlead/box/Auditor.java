package fairlead.box;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.Profile;
import fairlead.cloud.Audit;
import fairlead.cloud.AuditFinding;
import fairlead.cloud.Decided;
import fairlead.cloud.Decisions;
import fairlead.cloud.SessionKey;
import fairlead.cloud.World;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Names;
import fairlead.host.desired.SubnetPart;
import fairlead.host.linux.Fabric;
import fairlead.host.linux.KernelRefused;
import fairlead.host.plan.Comparison;
import fairlead.net.Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at everything that a cloud has on this host, and has it compared with the model, which is
 * decided from nothing for that: neither what the host was last told nor what it remembers plays a
 * part.
 */
final class Auditor {

    /** Something may change between two looks; then it is looked at again. */
    private static final int TRIES = 3;

    private static final Set<Prefix> PLATFORM =
            Set.of(Prefix.host(Names.WIRE_SERVER), Prefix.host(Names.METADATA));

    private final Loop loop;
    private final Supplier<Optional<Fabric>> fabric;
    private final MachineEdge machines;
    private final SpeakerEdge speakers;
    private final Profile profile;

    Auditor(
            Loop loop,
            Supplier<Optional<Fabric>> fabric,
            MachineEdge machines,
            SpeakerEdge speakers,
            Profile profile) {
        this.loop = loop;
        this.fabric = fabric;
        this.machines = machines;
        this.speakers = speakers;
        this.profile = profile;
    }

    /**
     * What differs, and how much was compared.
     *
     * @throws RefusedException if the host holds no cloud yet, or the kernel cannot be read
     */
    ObjectNode audit() throws RefusedException {
        var open =
                fabric.get()
                        .orElseThrow(() -> unable("the host is not ready; see 'fairlead status'"));
        try {
            for (int i = 1; ; i++) {
                var world = loop.world();
                var decided = new Decisions(profile).all(world);
                var kernel = open.compare(decided.parts().values());
                var found = look(open, decided, kernel);
                var findings = Audit.of(world, profile, decided, found);
                if (findings.isEmpty() || isStill(world) || i == TRIES) {
                    return json(findings, kernel, decided, found);
                }
            }
        } catch (KernelRefused unreadable) {
            throw unable("what the kernel holds cannot be read: " + unreadable.getMessage());
        }
    }

    private boolean isStill(World world) {
        return loop.world().version() == world.version();
    }

    private static RefusedException unable(String why) {
        return new RefusedException(
                409, new ArmError("AuditNotPossible", "There can be no audit: " + why));
    }

    private Audit.Found look(Fabric open, Decided decided, Comparison kernel) {
        var tables = new HashMap<Integer, List<Forwarding>>();
        for (var part : decided.parts().values()) {
            if (part instanceof SubnetPart subnet) {
                tables.put(
                        subnet.serial(),
                        open.readBack(subnet.serial()).stream()
                                .filter(entry -> !PLATFORM.contains(entry.prefix()))
                                .toList());
            }
        }
        var running =
                decided.machines().values().stream()
                        .filter(machine -> machines.runs(machine.key()))
                        .map(machine -> machine.serial())
                        .collect(Collectors.toSet());
        var sessions = new HashMap<SessionKey, String>();
        var learned = new HashMap<SessionKey, Set<Prefix>>();
        for (var hub :
                decided.speakers().stream()
                        .map(place -> place.speaker().routeServer())
                        .collect(Collectors.toSet())) {
            for (var table : speakers.tables(hub)) {
                var key = new SessionKey(hub, table.instance(), table.peer());
                sessions.put(key, table.report().state().text());
                var prefixes = new HashSet<Prefix>();
                table.accepted().forEach(route -> prefixes.add(route.prefix()));
                learned.put(key, prefixes);
            }
        }
        return new Audit.Found(KernelFindings.of(kernel), tables, running, sessions, learned);
    }

    private static ObjectNode json(
            List<AuditFinding> findings, Comparison kernel, Decided decided, Audit.Found found) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("compared")
                .put("kernelObjects", kernel.desired().size())
                .put("routeTables", found.tables().size())
                .put("machines", decided.machines().size())
                .put("sessions", found.sessions().size());
        var list = json.putArray("differences");
        findings.forEach(finding -> list.add(finding.json()));
        return json;
    }
}

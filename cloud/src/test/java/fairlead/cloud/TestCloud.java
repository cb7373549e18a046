package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.Profile;
import fairlead.testkit.conformance.Conformance;
import fairlead.testkit.conformance.Descriptions;
import fairlead.testkit.conformance.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cloud that a test drives: requests are applied at once, what the host does happens when the
 * test says so. It does what the loop of the daemon does, without threads, store or clock.
 */
final class TestCloud {

    static final String SUBSCRIPTION = "/subscriptions/7e5f4b2c-0000-4000-8000-000000000001";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Optional<Descriptions> DESCRIPTIONS = Descriptions.beside(Path.of(".."));

    private final Optional<Conformance> published = DESCRIPTIONS.map(Conformance::new);
    private final List<Fact> log = new ArrayList<>();
    private final Map<Integer, MachineWanted> held = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final CloudSettings settings;
    private Cloud cloud;
    private World world = World.EMPTY;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long draws;

    private TestCloud(CloudSettings settings) {
        this.settings = settings;
        this.cloud = fresh();
    }

    static TestCloud empty() {
        return with(CloudSettings.USUAL);
    }

    static TestCloud with(CloudSettings settings) {
        return new TestCloud(settings);
    }

    /** A cloud with the group {@code g}. */
    static TestCloud withGroup() {
        return withGroup(CloudSettings.USUAL);
    }

    static TestCloud withGroup(CloudSettings settings) {
        var cloud = new TestCloud(settings);
        cloud.put(Bodies.GROUP, "{'location':'westeurope'}");
        return cloud;
    }

    private Cloud fresh() {
        return Cloud.of(
                settings,
                new CloudIdentity(
                        "7e5f4b2c-0000-4000-8000-000000000002",
                        SUBSCRIPTION.substring("/subscriptions/".length()),
                        "fairlead-test",
                        JsonNodeFactory.instance.objectNode().put("name", "Fairlead")));
    }

    /** Reads JSON written with single quotes. */
    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    World world() {
        return world;
    }

    Commands commands() {
        return cloud.commands();
    }

    /** Every fact so far, in the order in which it was applied. */
    List<Fact> log() {
        return List.copyOf(log);
    }

    Moment moment() {
        return new Moment(now, new UUID(0x4000, ++draws));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    // ── requests ─────────────────────────────────────────────────────────────────────────────

    static Request request(
            Request.Verb verb, String path, Optional<JsonNode> body, Optional<String> ifMatch) {
        int question = path.indexOf('?');
        var query = new HashMap<String, String>();
        if (question >= 0) {
            for (var pair : path.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals).toLowerCase(Locale.ROOT),
                        pair.substring(equals + 1));
            }
        }
        var segments =
                List.of(
                        (question < 0 ? path : path.substring(0, question))
                                .substring(1)
                                .split("/", -1));
        return new Request(verb, segments, query, body, ifMatch);
    }

    /** Judges and applies one writing request, and brings about what follows from it. */
    Reply ask(Request request) {
        var outcome = cloud.commands().handle(world, request, moment());
        take(outcome.facts());
        return held(request, outcome.reply());
    }

    /** Held against what Azure publishes, where that is at hand. */
    private Reply held(Request request, Reply reply) {
        published.ifPresent(azure ->
                azure.check(
                        new Exchange(
                                request.verb().name(),
                                request.path(),
                                request.version().day(),
                                request.body(),
                                reply.status(),
                                reply.body(),
                                reply.poll().map(poll -> poll.operation().id()))));
        return reply;
    }

    Reply put(String path, String body) {
        return put(path, json(body));
    }

    Reply put(String path, ObjectNode body) {
        return ask(request(Request.Verb.PUT, path, Optional.of(body), Optional.empty()));
    }

    Reply putIf(String path, String body, String etag) {
        return ask(request(Request.Verb.PUT, path, Optional.of(json(body)), Optional.of(etag)));
    }

    Reply deleteIf(String path, String etag) {
        return ask(request(Request.Verb.DELETE, path, Optional.empty(), Optional.of(etag)));
    }

    Reply patch(String path, String body) {
        return ask(request(Request.Verb.PATCH, path, Optional.of(json(body)), Optional.empty()));
    }

    Reply post(String path) {
        return ask(request(Request.Verb.POST, path, Optional.empty(), Optional.empty()));
    }

    Reply post(String path, ObjectNode body) {
        return ask(request(Request.Verb.POST, path, Optional.of(body), Optional.empty()));
    }

    Reply delete(String path) {
        return ask(request(Request.Verb.DELETE, path, Optional.empty(), Optional.empty()));
    }

    Reply get(String path) {
        var request = request(Request.Verb.GET, path, Optional.empty(), Optional.empty());
        return held(request, cloud.queries().answer(world, request));
    }

    /** PUT, then everything to its end; the write must have gone well. */
    void make(String path, String body) {
        var reply = put(path, body);
        if (reply.status() >= 300) {
            throw new AssertionError("PUT " + path + " answered " + reply);
        }
        settle();
        var state = stateOf(path);
        if (!state.equals("Succeeded")) {
            throw new AssertionError(path + " is " + state + ": " + resource(path).body());
        }
    }

    // ── reading ──────────────────────────────────────────────────────────────────────────────

    Resource resource(String path) {
        return find(path).orElseThrow(() -> new AssertionError(path + " is not there"));
    }

    Optional<Resource> find(String path) {
        return world.inventory().find(ArmId.parse(path));
    }

    String stateOf(String path) {
        return find(path).map(Resource::state).map(ProvisioningState::text).orElse("absent");
    }

    /** A member of the document that GET answers: {@code /properties/macAddress}. */
    JsonNode shown(String path, String pointer) {
        return get(path).body().orElseThrow().at(pointer);
    }

    /** The members {@code name} of a list. */
    List<String> names(String path) {
        return get(path)
                .body()
                .orElseThrow()
                .path("value")
                .valueStream()
                .map(entry -> entry.path("name").asString())
                .toList();
    }

    /** What an address of an operation answers. */
    Reply status(Operation operation) {
        return get(
                SUBSCRIPTION
                        + "/providers/"
                        + operation.target().type().namespace()
                        + "/locations/"
                        + operation.location()
                        + "/operations/"
                        + operation.id());
    }

    Reply result(Operation operation) {
        return operation.target().type().path().equals("resourceGroups")
                ? get(SUBSCRIPTION + "/operationresults/" + operation.id())
                : get(
                        SUBSCRIPTION
                                + "/providers/"
                                + operation.target().type().namespace()
                                + "/locations/"
                                + operation.location()
                                + "/operationResults/"
                                + operation.id());
    }

    /** The word in an operation's status document. */
    String statusOf(Reply begun) {
        return status(operation(begun)).body().orElseThrow().path("status").asString();
    }

    static Operation operation(Reply begun) {
        return begun.poll()
                .orElseThrow(() -> new AssertionError("no operation in " + begun))
                .operation();
    }

    static String error(Reply refused) {
        return refused.body().orElseThrow().path("error").path("code").asString();
    }

    static String message(Reply refused) {
        return refused.body().orElseThrow().path("error").path("message").asString();
    }

    // ── the host ─────────────────────────────────────────────────────────────────────────────

    /** Takes facts as the loop does: with everything that follows by itself. */
    void take(List<? extends Fact> facts) {
        add(facts);
        for (int round = 0; round < 1000; round++) {
            var before = log.size();
            add(Settling.of(world, now));
            add(cloud.commands().deployments().advance(world, moment()));
            if (log.size() == before) {
                return;
            }
        }
        throw new AssertionError("the cloud does not come to rest");
    }

    void saw(Fact.Seen... facts) {
        take(List.of(facts));
    }

    private void add(List<? extends Fact> facts) {
        world = world.after(facts);
        log.addAll(facts);
    }

    Decided decided() {
        return new Decisions(Profile.AZURE).all(world);
    }

    /** Machines of this name fail to start. */
    void breakMachine(String computerName) {
        broken.add(computerName);
    }

    void mendMachine(String computerName) {
        broken.remove(computerName);
    }

    /** The host brings everything decided into force; no machine moves. */
    void inForce() {
        saw(new Fact.HostInForce(world.version(), Optional.empty()));
    }

    /** Machines that are wanted no more end. */
    void endMachines() {
        var wanted = decided().machines();
        for (var serial : Set.copyOf(held.keySet())) {
            if (!wanted.containsKey(serial)) {
                held.remove(serial);
                saw(new Fact.MachineObserved(serial, Optional.empty()));
            }
        }
    }

    /** Machines become what is wanted of them. */
    void obey() {
        begin().forEach(this::saw);
    }

    /** Machines that are to stop, stop; what becomes of those that are to start comes later. */
    private List<Fact.Seen> begin() {
        var later = new ArrayList<Fact.Seen>();
        for (var machine : decided().machines().values()) {
            var before = Optional.ofNullable(held.put(machine.serial(), machine));
            boolean on = machine.power() == MachineWanted.Power.ON;
            boolean was = before.filter(old -> old.power() == MachineWanted.Power.ON).isPresent();
            boolean again = before.filter(old -> old.boots() != machine.boots()).isPresent();
            if (was && (!on || again)) {
                saw(observed(machine, MachineSeen.STOPPED));
            }
            if (on && (!was || again)) {
                later.add(
                        observed(
                                machine,
                                broken.contains(machine.hostname())
                                        ? MachineSeen.STOPPED.failed("its disk is on fire")
                                        : MachineSeen.STOPPED.running(
                                                1000 + machine.serial(), machine.boots())));
            }
        }
        return later;
    }

    private static Fact.Seen observed(MachineWanted machine, MachineSeen seen) {
        return new Fact.MachineObserved(machine.serial(), Optional.of(seen));
    }

    /** One turn of the host, in the order of the real one. */
    boolean hostTurn() {
        int before = log.size();
        endMachines();
        var later = begin();
        inForce();
        later.forEach(this::saw);
        return log.size() > before + 1;
    }

    /** The host works until nothing moves. */
    void settle() {
        for (int turn = 0; turn < 1000; turn++) {
            if (!hostTurn()) {
                return;
            }
        }
        throw new AssertionError("the host does not come to rest");
    }

    /** Another daemon takes over: the same World, no memory beside it. */
    void restart(World loaded) {
        cloud = fresh();
        world = loaded;
    }
}

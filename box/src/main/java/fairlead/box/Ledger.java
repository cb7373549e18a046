package fairlead.box;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Fact;
import fairlead.cloud.Operation;
import fairlead.cloud.Reply;
import fairlead.cloud.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facts as entries of a store, and back. Resources stand under {@code resource/ID}, operations
 * under {@code operation/ID}, the routes of a session under {@code heard/HUB#INSTANCE#PEER}, and
 * the next serial under {@code counter/serial}.
 */
final class Ledger {

    private static final String NEXT_SERIAL = "counter/serial";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Ledger() {}

    /**
     * The entries that {@code facts} change.
     *
     * @param before the World that the store holds
     * @param after the World in which the facts hold
     */
    static Map<String, Optional<String>> entries(List<Fact> facts, World before, World after) {
        var entries = new LinkedHashMap<String, Optional<String>>();
        for (var fact : facts) {
            switch (fact) {
                case Fact.Written(var resource) ->
                        entries.put(resourceKey(resource.id()), Optional.of(text(json(resource))));
                case Fact.Removed(var id) -> {
                    entries.put(resourceKey(id), Optional.empty());
                    // The highest serial may go with it, and is not to be given again.
                    entries.put(
                            NEXT_SERIAL,
                            Optional.of("{\"next\":" + after.inventory().nextSerial() + "}"));
                    before.seen().heard().keySet().stream()
                            .filter(session ->
                                    session.peer().equals(id) || session.hub().equals(id))
                            .forEach(session -> HeardLedger.put(session, after, entries));
                }
                case Fact.OperationStarted(var operation) ->
                        entries.put(
                                "operation/" + operation.id(), Optional.of(text(json(operation))));
                case Fact.OperationEnded(var operation) ->
                        entries.put(
                                "operation/" + operation.id(), Optional.of(text(json(operation))));
                case Fact.OperationForgotten(var id) ->
                        entries.put("operation/" + id, Optional.empty());
                case Fact.RoutesHeard(var session, _, _) ->
                        HeardLedger.put(session, after, entries);
                case Fact.AllHeard(var session) -> HeardLedger.put(session, after, entries);
                case Fact.HostInForce _,
                        Fact.HostUnable _,
                        Fact.MachineObserved _,
                        Fact.SessionObserved _ -> {
                    // Seen again by the next daemon, so there is nothing to keep.
                }
            }
        }
        return entries;
    }

    /**
     * The World that the store holds: what was told, and what was heard, as stale.
     *
     * @throws StoreException if an entry is not what was once written; the message names it
     */
    static World load(Store store) throws StoreException {
        var facts = new ArrayList<Fact>();
        var heard = new ArrayList<Fact>();
        var next = new AtomicInteger();
        var unreadable = new TreeMap<String, RuntimeException>();
        store.load((key, value) -> {
            try {
                var json = (ObjectNode) JSON.readTree(value);
                if (key.equals(NEXT_SERIAL)) {
                    next.set(json.path("next").asInt());
                } else if (key.startsWith("resource/")) {
                    facts.add(new Fact.Written(resource(json)));
                } else if (key.startsWith("operation/")) {
                    facts.add(new Fact.OperationStarted(operation(json)));
                } else if (key.startsWith(HeardLedger.PREFIX)) {
                    heard.add(HeardLedger.stale(key, json));
                }
            } catch (RuntimeException damaged) {
                unreadable.put(key, damaged);
            }
        });
        if (!unreadable.isEmpty()) {
            var first = unreadable.firstEntry();
            throw new StoreException(
                    "the store is damaged: %d of its entries cannot be read, the first is '%s' (%s). It was not touched. Restore it from a copy, or remove these entries with sqlite3."
                            .formatted(
                                    unreadable.size(),
                                    first.getKey(),
                                    String.valueOf(first.getValue().getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    first.getValue());
        }
        return World.EMPTY.after(facts).after(heard).withSerialsFrom(next.get());
    }

    private static String resourceKey(ArmId id) {
        return "resource/" + id.key();
    }

    private static ObjectNode json(Resource resource) {
        var json = JSON.createObjectNode();
        json.put("id", resource.id().toString())
                .put("serial", resource.serial())
                .put("revision", resource.revision())
                .put("state", resource.state().text());
        json.set("body", resource.body());
        return json;
    }

    private static Resource resource(ObjectNode json) {
        return new Resource(
                ArmId.parse(json.path("id").asString()),
                json.path("serial").asInt(),
                json.path("revision").asLong(),
                ProvisioningState.of(json.path("state").asString()),
                (ObjectNode) json.get("body"));
    }

    private static ObjectNode json(Operation operation) {
        var json = JSON.createObjectNode();
        json.put("id", operation.id())
                .put("kind", operation.kind().name())
                .put("target", operation.target().toString());
        json.put("location", operation.location()).put("started", operation.started().toString());
        operation.ended().ifPresent(end -> json.put("ended", end.toString()));
        operation.error().ifPresent(error -> json.set("error", Reply.error(error)));
        operation.result().ifPresent(result -> json.set("result", result));
        return json;
    }

    private static Operation operation(ObjectNode json) {
        return new Operation(
                json.path("id").asString(),
                Operation.Kind.valueOf(json.path("kind").asString()),
                ArmId.parse(json.path("target").asString()),
                json.path("location").asString(),
                Instant.parse(json.path("started").asString()),
                json.has("ended")
                        ? Optional.of(Instant.parse(json.path("ended").asString()))
                        : Optional.empty(),
                Optional.ofNullable(json.get("error")).map(Ledger::error),
                Optional.ofNullable(json.get("result")));
    }

    private static ArmError error(JsonNode json) {
        return new ArmError(
                json.path("code").asString(),
                json.path("message").asString(),
                Optional.ofNullable(json.get("target")).map(JsonNode::asString),
                json.path("details").valueStream().map(Ledger::error).toList());
    }

    private static String text(JsonNode json) {
        return JSON.writeValueAsString(json);
    }
}

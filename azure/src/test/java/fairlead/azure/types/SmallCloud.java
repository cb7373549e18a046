package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Change;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cloud that does what the catalogue says and remembers it; what the real World is for it. */
public final class SmallCloud implements Resources {

    static final String GROUP = "/subscriptions/s/resourceGroups/g";
    static final String NET = GROUP + "/providers/Microsoft.Network/";
    static final String COMPUTE = GROUP + "/providers/Microsoft.Compute/";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Catalogue catalogue = Catalogue.of(Limits.AZURE);
    private final Map<ArmId, Resource> resources = new LinkedHashMap<>();
    private int serial;

    /** A cloud with group {@code g}. */
    public static SmallCloud withGroup() {
        var cloud = new SmallCloud();
        cloud.put(GROUP, "{'location':'West Europe'}");
        return cloud;
    }

    /** Reads JSON written with single quotes. */
    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    public List<Change> put(String id, String body) {
        return put(id, json(body));
    }

    List<Change> put(String id, ObjectNode body) {
        try {
            var changes = catalogue.put(ArmId.parse(id), body, this);
            apply(changes);
            return changes;
        } catch (RefusedException refused) {
            throw new AssertionError(
                    id + " was refused: " + refused.error() + refused.error().details(), refused);
        }
    }

    List<Change> delete(String id) {
        try {
            var changes = catalogue.delete(ArmId.parse(id), this);
            apply(changes);
            return changes;
        } catch (RefusedException refused) {
            throw new AssertionError(id + " was refused: " + refused.error(), refused);
        }
    }

    /** The code with which a PUT is refused; {@code accepted} if it is not. */
    String refusal(String id, String body) {
        return refused(() -> catalogue.put(ArmId.parse(id), json(body), this));
    }

    String refusalOfDelete(String id) {
        return refused(() -> catalogue.delete(ArmId.parse(id), this));
    }

    interface Request {
        Object send() throws RefusedException;
    }

    static String refused(Request request) {
        try {
            request.send();
            return "accepted";
        } catch (RefusedException refused) {
            return refused.error().code();
        }
    }

    void apply(List<Change> changes) {
        for (var change : changes) {
            switch (change) {
                case Change.Put(var id, var body, var failed) -> {
                    var old = Optional.ofNullable(resources.get(id));
                    var state =
                            failed.isPresent()
                                    ? ProvisioningState.FAILED
                                    : ProvisioningState.SUCCEEDED;
                    resources.put(
                            old.map(Resource::id).orElse(id),
                            new Resource(
                                    old.map(Resource::id).orElse(id),
                                    old.map(Resource::serial).orElseGet(() -> ++serial),
                                    old.map(Resource::revision).orElse(0L) + 1,
                                    state,
                                    reread(body)));
                }
                case Change.Remove(var id) ->
                        resources.keySet().removeIf(at -> at.equals(id) || id.isAbove(at));
            }
        }
    }

    /** As from a disk: what is stored must not depend on the classes of its nodes. */
    private static ObjectNode reread(ObjectNode body) {
        return (ObjectNode) JSON.readTree(body.toString());
    }

    public ObjectNode document(String id) {
        return catalogue.document(get(id), this);
    }

    /** One member of a document: {@code /properties/macAddress}. */
    JsonNode shown(String id, String pointer) {
        return document(id).at(pointer);
    }

    public Resource get(String id) {
        return find(ArmId.parse(id)).orElseThrow(() -> new AssertionError(id + " is not there"));
    }

    boolean has(String id) {
        return find(ArmId.parse(id)).isPresent();
    }

    List<Resource> all() {
        return List.copyOf(resources.values());
    }

    @Override
    public Optional<Resource> find(ArmId id) {
        return Optional.ofNullable(resources.get(id));
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        return resources.values().stream()
                .filter(resource -> resource.id().type().equals(type))
                .sorted(Comparator.comparing(Resource::id));
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        var type = parent.type().child(segment);
        return resources.values().stream()
                .filter(one ->
                        one.id().type().equals(type)
                                && one.id().parent().equals(Optional.of(parent)));
    }
}

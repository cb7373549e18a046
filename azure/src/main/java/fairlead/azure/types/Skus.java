package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.types.TypeRow.Wanted;
import java.util.List;

/** The {@code sku} of network resources: a name and a tier. */
final class Skus {

    private Skus() {}

    /**
     * Stores the name in its right case and the tier; the name, once chosen, stays.
     *
     * @return the name
     * @throws RefusedException {@code PropertyChangeNotAllowed} on a change
     */
    static String fillIn(Wanted wanted, String otherwise, List<String> offered)
            throws RefusedException {
        var sku = wanted.body().withObjectProperty("sku");
        var before = wanted.existing().map(Skus::name);
        var asked = sku.path("name").asString(before.orElse(otherwise));
        var name =
                offered.stream()
                        .filter(asked::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> Refusal.lacking("sku.name", "SKU '" + asked + "'"));
        if (before.isPresent() && !before.get().equals(name)) {
            throw RefusedException.badRequest(
                    "PropertyChangeNotAllowed",
                    "Changing property 'sku.name' is not allowed: " + wanted.id());
        }
        if (!sku.path("tier").asString("Regional").equalsIgnoreCase("Regional")) {
            throw Refusal.lacking("sku.tier", "Tier '" + sku.path("tier").asString() + "'");
        }
        sku.put("name", name).put("tier", "Regional");
        return name;
    }

    /** The SKU of a stored resource. */
    static String name(Resource resource) {
        return resource.body().path("sku").path("name").asString();
    }
}

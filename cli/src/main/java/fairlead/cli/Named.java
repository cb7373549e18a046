package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds a machine or a NIC by what people call it: its name where unique, else GROUP/NAME. */
final class Named {

    private Named() {}

    /**
     * The one element of {@code all} (documents with {@code name} and {@code group}) that is meant.
     *
     * @param kind {@code machine} or {@code NIC}, for messages
     * @throws Failure with {@link Exit#NOT_FOUND} if there is none, {@link Exit#USAGE} if several
     */
    static JsonNode find(String kind, String wanted, JsonNode all) {
        var matches = matches(wanted, all);
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        if (matches.isEmpty()) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no " + kind + " '" + wanted + "'. " + there(kind, all));
        }
        throw new Failure(
                Exit.USAGE,
                "Several are called '" + wanted + "'. Say which: " + names(matches) + ".");
    }

    /** Whether any element of {@code all} may be meant. */
    static boolean known(String wanted, JsonNode all) {
        return !matches(wanted, all).isEmpty();
    }

    private static List<JsonNode> matches(String wanted, JsonNode all) {
        var matches = new ArrayList<JsonNode>();
        all.forEach(one -> {
            if (wanted.equalsIgnoreCase(one.path("name").asString(""))
                    || wanted.equalsIgnoreCase(full(one))
                    || wanted.equalsIgnoreCase(one.path("id").asString(""))) {
                matches.add(one);
            }
        });
        return matches;
    }

    private static String there(String kind, JsonNode all) {
        var known = new ArrayList<JsonNode>();
        all.forEach(known::add);
        return known.isEmpty()
                ? "The cloud has no " + kind + " at all yet; deploy a lab with: fairlead up LAB"
                : "There are: " + names(known) + ".";
    }

    private static String names(List<JsonNode> some) {
        return some.stream().map(Named::full).sorted().collect(Collectors.joining(", "));
    }

    private static String full(JsonNode one) {
        var group = one.path("group").asString("");
        var name = one.path("name").asString("");
        return group.isEmpty() ? name : group + "/" + name;
    }
}

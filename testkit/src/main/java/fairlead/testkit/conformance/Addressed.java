package fairlead.testkit.conformance;

import java.util.List;
import java.util.Locale;

/** What the path of a request means. */
sealed interface Addressed {

    /** Resource groups, whose path names no provider. */
    String GROUPS = "Microsoft.Resources/resourceGroups";

    /** A resource, such as one of {@code Microsoft.Network/virtualNetworks}. */
    record One(String type) implements Addressed {}

    /** All resources of a type in a scope. */
    record All(String type) implements Addressed {}

    /** A POST on a resource. */
    record Act(String type, String action) implements Addressed {}

    /** How far an operation is. */
    record Status(String operation) implements Addressed {}

    /** What an operation came to. */
    record Result(String operation) implements Addressed {}

    /** Something that no description knows. */
    record Else() implements Addressed {}

    static Addressed by(String method, String path) {
        var words = List.of(path.substring(1).split("/+"));
        var lower = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (words.size() > 1) {
            switch (lower.get(words.size() - 2)) {
                case "operationresults" -> {
                    return new Result(lower.getLast());
                }
                case "operationstatuses" -> {
                    return new Status(lower.getLast());
                }
                case "operations" -> {
                    if (lower.contains("locations")) {
                        return new Status(lower.getLast());
                    }
                }
                default -> {}
            }
        }
        int providers = lower.lastIndexOf("providers");
        return providers < 0
                ? withoutProvider(lower)
                : below(method, words.subList(providers + 1, words.size()));
    }

    private static Addressed withoutProvider(List<String> words) {
        boolean groups = words.size() > 2 && words.get(2).equals("resourcegroups");
        if (words.size() > 2 && words.getLast().equals("resources")) {
            return new All("resource");
        }
        return switch (words.size()) {
            case 3 -> groups ? new All(GROUPS) : new Else();
            case 4 -> groups ? new One(GROUPS) : new Else();
            default -> new Else();
        };
    }

    private static Addressed below(String method, List<String> words) {
        if (words.size() < 2) {
            return new Else();
        }
        var type = new StringBuilder(words.getFirst());
        for (int word = 1; word < words.size() - 1; word += 2) {
            type.append('/').append(words.get(word));
        }
        if (words.size() % 2 == 1) {
            return new One(type.toString());
        }
        return method.equals("POST")
                ? new Act(type.toString(), words.getLast())
                : new All(type + "/" + words.getLast());
    }
}

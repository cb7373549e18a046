package fairlead.azure.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The functions of the language. To add one, add a row to the table of its group. */
final class Functions {

    private static final Map<String, Function> BY_NAME =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Stream.of(
                        StringFunctions.ROWS,
                        EncodingFunctions.ROWS,
                        CollectionFunctions.ROWS,
                        ObjectFunctions.ROWS,
                        NumberFunctions.ROWS,
                        LogicFunctions.ROWS,
                        LambdaFunctions.ROWS,
                        CidrFunctions.ROWS,
                        DateFunctions.ROWS,
                        TemplateFunctions.ROWS,
                        ScopeFunctions.ROWS,
                        ResourceIdFunctions.ROWS,
                        CloudFunctions.ROWS)
                .flatMap(List::stream)
                .forEach(row -> {
                    if (BY_NAME.put(row.name(), row) != null) {
                        throw new IllegalStateException("two rows for " + row.name());
                    }
                });
    }

    private Functions() {}

    static Optional<Function> find(String name) {
        var row = BY_NAME.get(name);
        if (row == null && CloudFunctions.isList(name)) {
            return Optional.of(CloudFunctions.list(name));
        }
        return Optional.ofNullable(row);
    }

    static Collection<Function> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The known names that look most like {@code name}, at most three. */
    static List<String> near(String name, Collection<String> userFunctions) {
        var wanted = Values.lower(name);
        return Stream.concat(BY_NAME.values().stream().map(Function::name), userFunctions.stream())
                .filter(known ->
                        distance(wanted, Values.lower(known)) <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt(known -> distance(wanted, Values.lower(known))))
                .limit(3)
                .toList();
    }

    /** Levenshtein's: how many letters must be changed, added or dropped. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}

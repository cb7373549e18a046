package fairlead.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published descriptions: one folder, a file for each provider and api-version. What they leave
 * out of Azure Resource Manager (errors, operations, lists, deployments) is described by a file of
 * our own.
 */
public final class Descriptions {

    /** Names another folder than the one beside the project. */
    public static final String FOLDER = "FAIRLEAD_API_TYPES";

    private static final Pattern NAME =
            Pattern.compile("(microsoft\\.[a-z]+)-(\\d{4}-\\d{2}-\\d{2})\\.json");

    private final Map<String, TreeMap<String, Description>> files = new HashMap<>();
    private final Description manager;

    private Descriptions(Path folder) throws IOException {
        try (var listed = Files.list(folder)) {
            for (var file : listed.toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    try (var in = Files.newInputStream(file)) {
                        files.computeIfAbsent(name.group(1), _ -> new TreeMap<>())
                                .put(name.group(2), description(in));
                    }
                }
            }
        }
        try (var in = Descriptions.class.getResourceAsStream("arm.json")) {
            manager = description(java.util.Objects.requireNonNull(in));
        }
    }

    private static Description description(InputStream in) {
        return new Description(JsonMapper.shared().readTree(in));
    }

    /**
     * The folder {@code ../shared/api-types}, seen from the project's root, or the one that {@value
     * #FOLDER} names; empty if it is not there.
     *
     * @param root of the project
     */
    public static Optional<Descriptions> beside(Path root) {
        var folder =
                Optional.ofNullable(System.getenv(FOLDER))
                        .map(Path::of)
                        .orElse(root.resolve("../shared/api-types"));
        try {
            return Files.isDirectory(folder)
                    ? Optional.of(new Descriptions(folder))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The descriptions of a version: that of the version itself, or its neighbours on both sides
     * where it has none, or the nearest where it is outside all.
     */
    List<Description> of(String type, String version) {
        var versions = files.get(provider(type));
        if (versions == null) {
            return List.of();
        }
        var day = version.substring(0, "2026-01-01".length());
        return Stream.of(versions.floorEntry(day), versions.ceilingEntry(day))
                .flatMap(Stream::ofNullable)
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /**
     * Whether a type has a member in exactly this version; empty if the type is not described in
     * it.
     *
     * @param path such as {@code properties.dnsSettings.dnsServers.*}
     */
    public Optional<Boolean> has(String type, String version, String path) {
        var versions = files.get(provider(type));
        return Optional.ofNullable(versions)
                .map(all -> all.get(version))
                .flatMap(file ->
                        file.body(type)
                                .map(body -> has(file, body, List.of(path.split("\\.", -1)))));
    }

    private static boolean has(Description file, int described, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        var rest = path.subList(1, path.size());
        return switch (file.type(described)) {
            case Described.Anything _ -> true;
            case Described.Many(var each) -> path.getFirst().equals("*") && has(file, each, rest);
            case Described.Structure(var _, var members, var others) ->
                    members.containsKey(path.getFirst())
                            ? has(file, members.get(path.getFirst()).type(), rest)
                            : others.isPresent() && has(file, others.get(), rest);
            case Described.Text _,
                    Described.Literal _,
                    Described.Numeric _,
                    Described.Flag _,
                    Described.Choice _,
                    Described.Variants _ ->
                    false;
        };
    }

    private static String provider(String type) {
        int slash = type.indexOf('/');
        return (slash < 0 ? type : type.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    /** What Azure Resource Manager itself says and takes. */
    Description manager() {
        return manager;
    }

    /** The versions that a provider is described in, oldest first. */
    public List<String> versions(String provider) {
        var versions = files.get(provider.toLowerCase(Locale.ROOT));
        return versions == null ? List.of() : List.copyOf(versions.keySet());
    }
}

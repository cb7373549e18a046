package fairlead.box.settings;

import static java.util.Objects.requireNonNull;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Types;
import fairlead.cloud.CloudSettings;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.CloudSettings.Strictness;
import fairlead.cloud.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * {@code settings.yaml} in the folder of a cloud: what is strict, how long things take, what is
 * allowed and where the API listens. See docs/guide/settings.md.
 */
public final class SettingsFile {

    public static final String NAME = "settings.yaml";

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final List<String> KNOWN =
            List.of("profile", "pace", "listen", "limits", "times");
    private static final List<String> STEPS = List.of("create", "update", "delete");

    /** Limits of children, by the names that they have in the file. */
    private static final Map<String, ResourceType> CHILDREN =
            new TreeMap<>(
                    Map.of(
                            "subnetsPerVirtualNetwork", Types.SUBNETS,
                            "peeringsPerVirtualNetwork", Types.PEERINGS,
                            "routesPerRouteTable", Types.ROUTES,
                            "rulesPerSecurityGroup", Types.SECURITY_RULES,
                            "ipConfigurationsPerNic", Types.NIC_IP_CONFIGURATIONS,
                            "nicsPerMachine", Types.NICS));

    private static final String PEERS = "peersPerRouteServer";
    private static final String ROUTES = "routesPerPeer";

    private final Path file;

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * The settings in {@code file}, or the usual ones where there is none.
     *
     * @throws SettingsException naming the line and the setting that is wrong
     */
    public static Settings read(Path file) throws SettingsException, IOException {
        if (!Files.exists(file)) {
            return Settings.USUAL;
        }
        return new SettingsFile(file).settings(Files.readString(file));
    }

    private Settings settings(String text) throws SettingsException {
        var entries = document(text);
        var strictness = Strictness.AZURE;
        if (entries.containsKey("profile")) {
            strictness = choice(entries.get("profile"), "profile", Strictness.values());
        }
        var speed = Speed.INSTANT;
        if (entries.containsKey("pace")) {
            speed = choice(entries.get("pace"), "pace", Speed.values());
        }
        var cloud = CloudSettings.of(strictness, speed);
        for (var limit : inner(entries, "limits", known()).entrySet()) {
            cloud = limited(cloud, limit.getKey(), count(limit.getValue(), limit.getKey()));
        }
        var types = Pace.AZURE.times().keySet().stream().map(ResourceType::text).sorted().toList();
        for (var times : inner(entries, "times", types).entrySet()) {
            var type = new ResourceType(times.getKey());
            cloud = cloud.with(cloud.pace().with(type, times(times.getValue(), type)));
        }
        var listen =
                entries.containsKey("listen")
                        ? address(entries.get("listen"))
                        : Settings.USUAL.listen();
        return new Settings(cloud, listen);
    }

    /** An empty file says as much as none. */
    private Map<String, Node> document(String text) throws SettingsException {
        try {
            var root =
                    new Compose(LoadSettings.builder().setLabel(NAME).build()).composeString(text);
            return root.isEmpty() ? Map.of() : entries(root.get(), KNOWN, "setting");
        } catch (MarkedYamlEngineException wrong) {
            throw new SettingsException(
                    file
                            + wrong.getProblemMark()
                                    .map(mark -> ", line " + (mark.getLine() + 1))
                                    .orElse("")
                            + ": this is not YAML: "
                            + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            throw new SettingsException(file + ": this is not YAML: " + wrong.getMessage());
        }
    }

    private Map<String, Node> inner(Map<String, Node> entries, String key, List<String> known)
            throws SettingsException {
        return entries.containsKey(key) ? entries(entries.get(key), known, key) : Map.of();
    }

    /** The members of a mapping, in their order, each known and there once. */
    private Map<String, Node> entries(Node node, List<String> known, String what)
            throws SettingsException {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "'" + what + "' must be a mapping of names to values");
        }
        var entries = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            var key = text(tuple.getKeyNode(), what);
            if (!known.contains(key)) {
                throw wrong(
                        tuple.getKeyNode(),
                        "'"
                                + key
                                + "' is not known as a "
                                + what
                                + "; known are "
                                + String.join(", ", known));
            }
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), "'" + key + "' is there twice");
            }
        }
        return entries;
    }

    private <E extends Enum<E>> E choice(Node node, String key, E[] values)
            throws SettingsException {
        var text = text(node, key);
        for (var value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw wrong(
                node,
                "'"
                        + key
                        + "' is '"
                        + text
                        + "'; it may be "
                        + Arrays.stream(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or ")));
    }

    private static List<String> known() {
        return Stream.concat(Stream.of(PEERS, ROUTES), CHILDREN.keySet().stream()).toList();
    }

    private static CloudSettings limited(CloudSettings cloud, String key, int most) {
        return switch (key) {
            case PEERS -> cloud.with(cloud.profile().withPeers(most));
            case ROUTES -> cloud.with(cloud.profile().withRoutesPerPeer(most));
            default -> cloud.with(cloud.limits().with(requireNonNull(CHILDREN.get(key)), most));
        };
    }

    private int count(Node node, String key) throws SettingsException {
        var text = text(node, key);
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw wrong(node, "'" + key + "' is '" + text + "'; it is a whole number from 1 on");
        }
        return Integer.parseInt(text);
    }

    /** One time for everything that is done to a resource, or one for each. */
    private Pace.Times times(Node node, ResourceType type) throws SettingsException {
        if (node instanceof ScalarNode) {
            var each = time(node, type.text());
            return new Pace.Times(each, each, each);
        }
        var usual = requireNonNull(Pace.AZURE.times().get(type));
        var steps = entries(node, STEPS, type.text());
        return new Pace.Times(
                steps.containsKey("create") ? time(steps.get("create"), "create") : usual.create(),
                steps.containsKey("update") ? time(steps.get("update"), "update") : usual.update(),
                steps.containsKey("delete") ? time(steps.get("delete"), "delete") : usual.delete());
    }

    private Duration time(Node node, String key) throws SettingsException {
        var text = text(node, key);
        var matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw wrong(
                    node,
                    "'" + key + "' is '" + text + "'; it is a time such as 500ms, 45s or 15m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private String address(Node node) throws SettingsException {
        var text = text(node, "listen");
        if (!Settings.ADDRESSES.contains(text)) {
            throw wrong(
                    node,
                    "'listen' is '"
                            + text
                            + "'; it may be 127.0.0.1, or 0.0.0.0 for all addresses of this"
                            + " machine");
        }
        return text;
    }

    private String text(Node node, String key) throws SettingsException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, "'" + key + "' must be one value");
    }

    private SettingsException wrong(Node node, String what) {
        return new SettingsException(
                file
                        + node.getStartMark()
                                .map(mark -> ", line " + (mark.getLine() + 1))
                                .orElse("")
                        + ": "
                        + what
                        + ". Nothing was started; mend the file and try again.");
    }
}

package fairlead.host.linux;

import static java.util.stream.Collectors.toSet;

import fairlead.host.desired.Blueprint;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Key;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.Settings;
import fairlead.host.plan.Veth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads back everything of ours, as the same values that were wanted. */
final class KernelReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One process reads all that {@code ip} knows of a namespace; the answers come in this order.
     * Addresses come before links: within one batch, links asked for first hide them.
     */
    private static final String QUESTIONS =
            """
            address show dev lo
            link show
            neigh show nud permanent
            nexthop show
            route show table all
            rule show
            """;

    private final Blueprint blueprint;
    private final GroupIds groups;

    KernelReader(Blueprint blueprint, GroupIds groups) {
        this.blueprint = blueprint;
        this.groups = groups;
    }

    /**
     * What is ours.
     *
     * @param desired tells which settings to look at
     */
    Map<Key, KernelObject> read(Map<Key, KernelObject> desired) {
        groups.forgetAll();
        var objects = new ArrayList<KernelObject>();
        var veths = new ArrayList<Veth>();
        var links = new HashMap<String, Set<String>>();
        for (var name : namespaces()) {
            objects.add(new Namespace(name));
            if (isPlatform(name)) {
                var found = inside(name, desired, objects);
                links.put(name, names(found));
                LinkReader.veths(name, found).forEach(veths::add);
            }
        }
        objects.addAll(veths);
        LinkReader.farEnds(veths, links).forEach(objects::add);
        return byKey(objects);
    }

    /**
     * What is ours in one namespace of the platform, and which namespaces of ours there are.
     *
     * @param desired tells which settings to look at, and which far ends may lie in there
     */
    Map<Key, KernelObject> read(String name, Map<Key, KernelObject> desired) {
        var objects = new ArrayList<KernelObject>();
        var namespaces = namespaces();
        namespaces.forEach(one -> objects.add(new Namespace(one)));
        if (namespaces.contains(name)) {
            var found = inside(name, desired, objects);
            LinkReader.veths(name, found).forEach(objects::add);
            var pairs = desired.values().stream().filter(Veth.class::isInstance);
            LinkReader.farEnds(pairs.map(Veth.class::cast).toList(), Map.of(name, names(found)))
                    .forEach(objects::add);
        }
        return byKey(objects);
    }

    /** Adds what lies in one namespace, but for its pairs; returns its links. */
    private JsonNode inside(
            String name, Map<Key, KernelObject> desired, List<KernelObject> objects) {
        var answers = ask(name);
        LinkReader.loopback(name, answers.get(0)).ifPresent(objects::add);
        LinkReader.neighbours(name, answers.get(2)).forEach(objects::add);
        objects.addAll(
                new RouteReader(name, answers.get(3)).read(answers.get(4), answers.get(5), groups));
        objects.addAll(NftReader.read(name, ruleset(name)));
        if (desired.get(new Settings(name, new TreeMap<>()).key()) instanceof Settings wanted) {
            objects.add(settings(wanted));
        }
        return answers.get(1);
    }

    private static Set<String> names(JsonNode links) {
        return links.valueStream().map(link -> link.path("ifname").asString()).collect(toSet());
    }

    private static Map<Key, KernelObject> byKey(List<KernelObject> objects) {
        var byKey = new HashMap<Key, KernelObject>();
        objects.forEach(object -> byKey.put(object.key(), object));
        return byKey;
    }

    /** The answers to {@code questions} about one namespace, in order. */
    static List<JsonNode> ask(String namespace, String questions) {
        var text =
                Tool.print(
                        List.of("ip", "-n", namespace, "-j", "-N", "-s", "-batch", "-"), questions);
        return text.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    }

    /** All tables of nft in one namespace. */
    static JsonNode ruleset(String namespace) {
        return JSON.readTree(
                Tool.print(Tool.inside(namespace, "nft", "-j", "list", "ruleset"), ""));
    }

    private static List<JsonNode> ask(String namespace) {
        return ask(namespace, QUESTIONS);
    }

    private List<String> namespaces() {
        if (!Files.isDirectory(Tool.NAMESPACES)) {
            return List.of();
        }
        try (var names = Files.list(Tool.NAMESPACES)) {
            return names.map(path -> path.getFileName().toString())
                    .filter(blueprint::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ours inside too; the others are somebody's guests. */
    boolean isPlatform(String namespace) {
        return List.of(blueprint.fabric(), blueprint.edge(), blueprint.internet())
                        .contains(namespace)
                || namespace.startsWith(blueprint.platform(0).replaceFirst("0$", ""));
    }

    /** What the settings that we care for are now; one that may be missing and is, is as wanted. */
    private static Settings settings(Settings wanted) {
        var script = new StringBuilder("cd /proc/sys/net || exit 1\n");
        wanted.values()
                .keySet()
                .forEach(name ->
                        script.append("cat ")
                                .append(name.replaceFirst("^-", "").replace('.', '/'))
                                .append(" 2>/dev/null || echo missing\n"));
        var lines =
                Tool.print(Tool.inside(wanted.namespace(), "sh", "-s"), script.toString())
                        .lines()
                        .toList();
        var values = new TreeMap<String, String>();
        int at = 0;
        for (var wish : wanted.values().entrySet()) {
            var value = lines.get(at++);
            boolean maybeMissing = wish.getKey().startsWith("-") && value.equals("missing");
            values.put(wish.getKey(), maybeMissing ? wish.getValue() : value);
        }
        return new Settings(wanted.namespace(), values);
    }
}

package fairlead.azure.template;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/**
 * Who waits for whom: by {@code dependsOn}, by a reference in the body, by the batches of a serial
 * loop. What is off is waited for by nobody; what exists already passes its own waiting on.
 */
final class Dependencies {

    private final Directory directory;

    private Dependencies(Directory directory) {
        this.directory = directory;
    }

    /**
     * The wanted resources with the keys that each waits for: first all that wait for nothing, then
     * all that wait for those, and so on; among themselves as the template has them.
     *
     * @throws RefusedException {@code InvalidTemplateCircularDependency} if there is no such order
     */
    static Map<Declared, Set<String>> ordered(List<Declared> all, Directory directory)
            throws RefusedException {
        var dependencies = new Dependencies(directory);
        var waits = new LinkedHashMap<Declared, Set<String>>();
        for (var resource : all) {
            if (resource.isWanted()) {
                waits.put(resource, dependencies.of(resource));
            }
        }
        return sorted(waits);
    }

    private Set<String> of(Declared resource) throws RefusedException {
        var keys = new LinkedHashSet<String>();
        var seen = new LinkedHashSet<Declared>();
        explicit(resource, keys, seen);
        for (var reference :
                References.in(
                        NestedDeployment.own(resource), resource.context(), resource.path())) {
            for (var target : directory.find(reference)) {
                add(target, keys, seen);
            }
        }
        var round = resource.loop();
        if (round.batch() > 0) {
            long before = round.index() / round.batch() - 1;
            directory.find(round.loop()).stream()
                    .filter(other -> other.loop().loop().equals(round.loop()) && other.isWanted())
                    .filter(other -> other.loop().index() / round.batch() == before)
                    .forEach(other -> keys.add(other.key()));
        }
        return keys;
    }

    private void explicit(Declared resource, Set<String> keys, Set<Declared> seen)
            throws RefusedException {
        var path = resource.path() + ".dependsOn";
        var written = Values.member(resource.written(), "dependsOn").orElse(Values.array());
        var evaluated = Evaluator.tree(written, resource.context(), path);
        if (evaluated.isNull()) {
            return;
        }
        if (!(evaluated instanceof ArrayNode names)) {
            throw InvalidTemplate.of("'" + path + "' must be an array of strings.");
        }
        for (var name : names) {
            var text =
                    name.stringValueOpt()
                            .orElseThrow(() ->
                                    InvalidTemplate.of(
                                            "'" + path + "' must be an array of strings."));
            for (var target : targets(resource, text)) {
                add(target, keys, seen);
            }
        }
    }

    private List<Declared> targets(Declared resource, String text) throws RefusedException {
        var targets = directory.find(text);
        if (targets.isEmpty() && !directory.isLoop(text)) {
            throw InvalidTemplate.of(
                    "The resource '"
                            + text
                            + "' is not defined in the template, but '"
                            + resource.type()
                            + "/"
                            + resource.name()
                            + "' depends on it. Please see https://aka.ms/arm-syntax for usage details.");
        }
        if (targets.size() > 1
                && !directory.isLoop(text)
                && targets.stream().map(Declared::id).distinct().count() > 1) {
            throw InvalidTemplate.of(
                    "The resource reference '"
                            + text
                            + "' of '"
                            + resource.type()
                            + "/"
                            + resource.name()
                            + "' is ambiguous: "
                            + targets.size()
                            + " resources have this name. Use a resource id instead.");
        }
        return targets;
    }

    private void add(Declared target, Set<String> keys, Set<Declared> seen)
            throws RefusedException {
        switch (target.standing()) {
            case OFF -> {}
            case WANTED -> keys.add(target.key());
            case EXISTING -> {
                if (seen.add(target)) {
                    explicit(target, keys, seen);
                }
            }
        }
    }

    private static Map<Declared, Set<String>> sorted(Map<Declared, Set<String>> waits)
            throws RefusedException {
        var left = new LinkedHashMap<>(waits);
        var sorted = new LinkedHashMap<Declared, Set<String>>();
        Set<String> done = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            var ready =
                    left.entrySet().stream()
                            .filter(entry -> done.containsAll(entry.getValue()))
                            .toList();
            if (ready.isEmpty()) {
                throw circular(left);
            }
            for (var entry : ready) {
                sorted.put(entry.getKey(), entry.getValue());
                done.add(entry.getKey().key());
                left.remove(entry.getKey());
            }
        }
        return sorted;
    }

    /**
     * Follows the waiting until a resource comes up again: everything in {@code stuck} waits for
     * something in it.
     */
    private static RefusedException circular(Map<Declared, Set<String>> stuck) {
        var byKey = new HashMap<String, Declared>();
        stuck.keySet().forEach(resource -> byKey.put(resource.key(), resource));
        var way = new ArrayList<Declared>();
        var at = stuck.keySet().iterator().next();
        while (!way.contains(at)) {
            way.add(at);
            at =
                    stuck.getOrDefault(at, Set.of()).stream()
                            .filter(byKey::containsKey)
                            .findFirst()
                            .map(byKey::get)
                            .orElseThrow();
        }
        var cycle = new ArrayList<>(way.subList(way.indexOf(at), way.size()));
        cycle.add(at);
        var names =
                cycle.stream().map(resource -> resource.type() + "/" + resource.name()).toList();
        return new RefusedException(
                400,
                new ArmError(
                        "InvalidTemplateCircularDependency",
                        "Deployment template validation failed: 'Circular dependency detected on resource: '"
                                + at.id()
                                + "'. The circle is: "
                                + String.join(" -> ", names)
                                + ". Please see https://aka.ms/arm-syntax-resources for usage details.'.",
                        at.id().toString()));
    }
}

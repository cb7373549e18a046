package fairlead.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who names what, as class files say: types and members by their names inside the machine. */
final class References {

    /** A method, a constructor or a field as a class file names it. */
    record Member(String owner, String name, String descriptor) {
        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + name + descriptor;
        }
    }

    private static final Pattern TYPE = Pattern.compile("L(fairlead/[\\w/$]+)[;<]");

    private final Map<String, ClassModel> declared = new TreeMap<>();
    private final Map<Member, Set<String>> members = new HashMap<>();
    private final Map<String, Set<String>> types = new HashMap<>();

    /** All below those folders, of which the first are the product's. */
    References(List<Path> product, List<Path> others) {
        for (var folder : product) {
            classes(folder).forEach(one -> declared.put(one.thisClass().asInternalName(), one));
        }
        declared.values().forEach(this::note);
        others.forEach(folder -> classes(folder).forEach(this::note));
        // A member may be named by way of a type that inherits it.
        Map.copyOf(members)
                .forEach((member, by) ->
                        ancestors(member.owner())
                                .forEach(above ->
                                        add(
                                                members,
                                                new Member(
                                                        above, member.name(), member.descriptor()),
                                                by)));
    }

    private static List<ClassModel> classes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(References::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void note(ClassModel from) {
        var by = Set.of(from.thisClass().asInternalName());
        for (var entry : from.constantPool()) {
            switch (entry) {
                case MemberRefEntry named ->
                        add(
                                members,
                                new Member(
                                        named.owner().asInternalName(),
                                        named.name().stringValue(),
                                        named.type().stringValue()),
                                by);
                case ClassEntry named -> add(types, named.asInternalName(), by);
                // Types of members and of annotations stand in texts only.
                case Utf8Entry text ->
                        TYPE.matcher(text.stringValue())
                                .results()
                                .forEach(found -> add(types, found.group(1), by));
                default -> {} // Names nobody.
            }
        }
    }

    private static <T> void add(Map<T, Set<String>> all, T named, Set<String> by) {
        all.computeIfAbsent(named, _ -> new TreeSet<>()).addAll(by);
    }

    /** The types of the product. */
    Collection<ClassModel> declared() {
        return declared.values();
    }

    /** What a type inherits from, here and elsewhere, the nearest first. */
    Set<String> ancestors(String type) {
        var all = new LinkedHashSet<String>();
        var model = declared.get(type);
        if (model != null) {
            model.superclass().ifPresent(one -> all.add(one.asInternalName()));
            model.interfaces().forEach(one -> all.add(one.asInternalName()));
            List.copyOf(all).forEach(one -> all.addAll(ancestors(one)));
        }
        return all;
    }

    /** The type of the product, or nothing if it is none of its. */
    Optional<ClassModel> find(String type) {
        return Optional.ofNullable(declared.get(type));
    }

    /** The types that name that member. */
    Set<String> to(Member member) {
        return members.getOrDefault(member, Set.of());
    }

    /** The types that name that type. */
    Set<String> to(String type) {
        return types.getOrDefault(type, Set.of());
    }
}

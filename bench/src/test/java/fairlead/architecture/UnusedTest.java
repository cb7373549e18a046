package fairlead.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.architecture.References.Member;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What nobody names is not there, and what its own file alone names is private. Tests may name what
 * the product does not.
 */
class UnusedTest {

    private static final List<String> PRODUCT =
            List.of("net", "metrics", "bgp", "bgpd", "azure", "host", "cloud", "box", "cli");
    private static final List<String> TOOLS = List.of("bench", "testkit", "clients");
    private static final References REFERENCES =
            new References(
                    folders(PRODUCT, "classes"),
                    Stream.of(
                                    folders(PRODUCT, "test-classes"),
                                    folders(TOOLS, "classes"),
                                    folders(TOOLS, "test-classes"))
                            .flatMap(List::stream)
                            .toList());

    private static List<Path> folders(List<String> wings, String what) {
        return wings.stream()
                .map(wing -> Texts.TREE.resolve(wing).resolve("target").resolve(what))
                .toList();
    }

    @Test
    void everyWingIsRead() {
        assertThat(REFERENCES.declared().stream().map(UnusedTest::name))
                .contains(
                        "fairlead/net/Prefix",
                        "fairlead/metrics/Histogram",
                        "fairlead/bgp/rib/Rib",
                        "fairlead/bgpd/server/RouteServer",
                        "fairlead/azure/arm/ArmId",
                        "fairlead/host/plan/Plan",
                        "fairlead/cloud/World",
                        "fairlead/box/Loop",
                        "fairlead/cli/Main");
    }

    @Test
    void everyTypeIsNamedByAnother() {
        assertThat(REFERENCES.declared())
                .filteredOn(type -> !isProgram(type) && !name(type).endsWith("package-info"))
                .extracting(UnusedTest::name)
                .filteredOn(name ->
                        REFERENCES.to(name).stream()
                                .allMatch(by -> by.equals(name) || by.startsWith(name + "$")))
                .isEmpty();
    }

    @Test
    void everyMethodIsNamedBySomebody() {
        assertThat(methods(_ -> true)).filteredOn(one -> REFERENCES.to(one).isEmpty()).isEmpty();
    }

    @Test
    void whatItsOwnFileAloneNamesIsPrivate() {
        assertThat(methods(method -> method.flags().has(AccessFlag.PUBLIC)))
                .filteredOn(one -> !one.name().equals("<init>") && !REFERENCES.to(one).isEmpty())
                .filteredOn(one ->
                        REFERENCES.to(one).stream()
                                .allMatch(by -> file(by).equals(file(one.owner()))))
                .filteredOn(one -> !isOverridden(one))
                .isEmpty();
    }

    private static boolean isOverridden(Member member) {
        int parameters = parameters(member.descriptor());
        return REFERENCES.declared().stream()
                .filter(type -> REFERENCES.ancestors(name(type)).contains(member.owner()))
                .anyMatch(below -> declares(below, member.name(), parameters));
    }

    /** Those that can be named and that only their names lead to. */
    private static List<Member> methods(Predicate<MethodModel> wanted) {
        return REFERENCES.declared().stream()
                .filter(type -> !type.flags().has(AccessFlag.SYNTHETIC))
                .flatMap(type ->
                        type.methods().stream()
                                .filter(method -> isReachedByName(type, method))
                                .filter(wanted)
                                .map(method -> member(type, method)))
                .toList();
    }

    private static boolean isReachedByName(ClassModel type, MethodModel method) {
        var name = method.methodName().stringValue();
        AccessFlags flags = method.flags();
        boolean fixed = flags.has(AccessFlag.STATIC) || name.equals("<init>");
        return !flags.has(AccessFlag.PRIVATE)
                && !flags.has(AccessFlag.SYNTHETIC)
                && !name.equals("<clinit>")
                && !name.equals("main")
                && !isOfTheLanguage(type, method)
                && !isOfTheCommandLine(type, method)
                // A lambda is called by the interface's name, in the file that has it.
                && !(type.flags().has(AccessFlag.INTERFACE) && flags.has(AccessFlag.ABSTRACT))
                && (fixed || !overrides(type, name, parameters(method)));
    }

    /** What a record's or an enum's declaration brings along. */
    private static boolean isOfTheLanguage(ClassModel type, MethodModel method) {
        var name = method.methodName().stringValue();
        if (type.flags().has(AccessFlag.ENUM)) {
            return name.equals("values") || name.equals("valueOf");
        }
        var components =
                type.findAttribute(Attributes.record()).stream()
                        .flatMap(record -> record.components().stream())
                        .map(component -> component.name().stringValue())
                        .collect(toSet());
        return components.contains(name) && parameters(method) == 0;
    }

    /** Picocli makes commands and converters itself, and calls what it finds annotated. */
    private static boolean isOfTheCommandLine(ClassModel type, MethodModel method) {
        return name(type).startsWith("fairlead/cli/")
                && (method.methodName().equalsString("<init>") && parameters(method) == 0
                        || method.findAttribute(Attributes.runtimeVisibleAnnotations())
                                .isPresent());
    }

    private static boolean overrides(ClassModel type, String name, int parameters) {
        return REFERENCES.ancestors(name(type)).stream()
                .anyMatch(above ->
                        REFERENCES
                                .find(above)
                                .map(ours -> declares(ours, name, parameters))
                                .orElseGet(() -> declares(elsewhere(above), name, parameters)));
    }

    private static boolean declares(ClassModel type, String name, int parameters) {
        return type.methods().stream()
                .anyMatch(method ->
                        method.methodName().equalsString(name)
                                && !method.flags().has(AccessFlag.PRIVATE)
                                && !method.flags().has(AccessFlag.STATIC)
                                && parameters(method) == parameters);
    }

    private static boolean declares(Class<?> type, String name, int parameters) {
        var inherited = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass);
        return Stream.concat(
                        Arrays.stream(type.getMethods()),
                        inherited.flatMap(one -> Arrays.stream(one.getDeclaredMethods())))
                .filter(method -> method.getName().equals(name))
                .mapToInt(Method::getParameterCount)
                .anyMatch(count -> count == parameters);
    }

    private static Class<?> elsewhere(String type) {
        try {
            return Class.forName(type.replace('/', '.'), false, UnusedTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Member member(ClassModel type, MethodModel method) {
        return new Member(
                name(type), method.methodName().stringValue(), method.methodType().stringValue());
    }

    private static int parameters(MethodModel method) {
        return parameters(method.methodType().stringValue());
    }

    private static int parameters(String descriptor) {
        return MethodTypeDesc.ofDescriptor(descriptor).parameterCount();
    }

    private static boolean isProgram(ClassModel type) {
        return type.methods().stream().anyMatch(one -> one.methodName().equalsString("main"));
    }

    private static String name(ClassModel type) {
        return type.thisClass().asInternalName();
    }

    /** The type that the file is named for. */
    private static String file(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }
}

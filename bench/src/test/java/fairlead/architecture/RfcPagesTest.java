package fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages in {@code docs/rfc} name exists: types with their members, and tests. */
class RfcPagesTest {

    private static final Pattern NAMED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINKED = Pattern.compile("\\]\\((rfc\\d+\\.md)\\)");

    /** {@code Type}, {@code Type.member}, {@code Type.Inner.member}. */
    private static final Pattern REFERENCE =
            Pattern.compile("[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\\.\\w+)*");

    /** Each page's text by its name. */
    private static Map<String, String> pages = Map.of();

    /** Each Java file's text by the name of its type; several may share one. */
    private static Map<String, String> types = Map.of();

    @BeforeAll
    static void read() throws IOException {
        pages = Texts.of(Texts.TREE.resolve("docs/rfc"), ".md", "");
        types = Texts.of(Texts.TREE, ".java", "/src/");
    }

    @Test
    void everyTypeAndEveryTestThatIsNamedExists() {
        var missing =
                pages.entrySet().stream()
                        .flatMap(page ->
                                references(page.getValue())
                                        .filter(name -> !exists(name))
                                        .map(name -> page.getKey() + ": " + name))
                        .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPageNamesATestAndIsListedAndNoneIsListedInVain() {
        var listed =
                LINKED.matcher(pages.getOrDefault("README", ""))
                        .results()
                        .map(found -> found.group(1).replace(".md", ""))
                        .toList();
        var written = pages.keySet().stream().filter(name -> name.startsWith("rfc")).toList();
        assertThat(listed).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(written);
        assertThat(written)
                .allSatisfy(name ->
                        assertThat(references(pages.getOrDefault(name, "")))
                                .as(name)
                                .anyMatch(reference -> reference.contains("Test")));
    }

    private static Stream<String> references(String page) {
        return NAMED.matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(name -> REFERENCE.matcher(name).matches());
    }

    /** Of a test the method stands in its file; of a type each member does, as a word. */
    private static boolean exists(String name) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        var text = types.get(parts.getFirst());
        if (text == null) {
            return false;
        }
        return parts.getFirst().endsWith("Test")
                ? parts.stream().skip(1).allMatch(method -> text.contains(" void " + method + "("))
                : parts.stream()
                        .skip(1)
                        .allMatch(member ->
                                Pattern.compile("\\b" + member + "\\b").matcher(text).find());
    }
}

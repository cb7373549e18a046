package fairlead.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.azure.arm.RefusedException;
import fairlead.testkit.ForAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

    @Test
    void whateverIsEncodedIsDecodedToTheSame() {
        ForAll.forAll(
                500,
                PathsTest::names,
                names -> {
                    var raw = new StringBuilder();
                    for (var name : names) {
                        raw.append("//").append(encode(name));
                    }
                    assertThat(segments(raw + "/")).isEqualTo(names);
                });
    }

    @Test
    void aPlusIsASpaceInAQueryAndAPlusInAPath() throws Exception {
        assertThat(Paths.parameters("a+b=c+d")).containsEntry("A B", "c d");
        assertThat(Paths.segments("/a+b")).containsExactly("a+b");
    }

    @Test
    void theFirstOfEqualParametersCountsAndAMissingValueIsEmpty() throws Exception {
        assertThat(Paths.parameters("a=1&A=2&b&c=d=e"))
                .containsEntry("a", "1")
                .containsEntry("b", "")
                .containsEntry("c", "d=e")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/./b",
                "/a/%2e%2E/b",
                "/a%2fb",
                "/a%5cb",
                "/a%00b",
                "/a%0ab",
                "/%",
                "/%4",
                "/%4g",
                "/%-1",
                "/%ff",
                "/%c0%af",
                "/%ed%a0%80"
            })
    void whatCouldMeanAnotherPathIsRefused(String raw) {
        assertThatThrownBy(() -> Paths.segments(raw)).isInstanceOf(RefusedException.class);
    }

    private static List<String> segments(String raw) {
        try {
            return Paths.segments(raw);
        } catch (RefusedException refused) {
            throw new AssertionError(refused);
        }
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> names(SplittableRandom dice) {
        var names = new ArrayList<String>();
        for (int i = dice.nextInt(6); i > 0; i--) {
            var name = new StringBuilder("n");
            for (int j = dice.nextInt(8); j > 0; j--) {
                name.appendCodePoint("aZ9-_.%+&=? é漢😀".codePointAt(dice.nextInt(13)));
            }
            names.add(name.toString());
        }
        return names;
    }
}

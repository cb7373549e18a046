package fairlead.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LenientJsonTest {

    @Test
    void aBodyAsAzPastesItIsRead() throws RefusedException {
        var body =
                """
                {"properties": {"parameters": {"n": {"value": "v9"}}, "mode": "Incremental", template:{
                  // made by hand
                  "contentVersion": "1.0.0.0", /* a
                  longer word */
                  "resources": [{"type": "A.B/c", "apiVersion": "2022-01-01",
                    "name": "[concat('a',
                \t'b')]"}]
                }}}
                """;
        var properties = LenientJson.read(body).get("properties");
        assertThat(properties.get("mode").stringValue()).isEqualTo("Incremental");
        assertThat(properties.get("template").get("resources").get(0).get("name").stringValue())
                .isEqualTo("[concat('a',\n\t'b')]");
    }

    @Test
    void numbersKeepTheirDigits() throws RefusedException {
        var text = "[0.10,1.50,-9223372036854775808,9223372036854775807]";
        assertThat(LenientJson.read(text).toString()).isEqualTo(text);
    }

    @Test
    void aHundredLevelsAreRead() throws RefusedException {
        assertThat(LenientJson.read("[".repeat(100) + "]".repeat(100)).isArray()).isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("{\"a\": 1,}", "Line 1, position "),
                Arguments.of("{\"a\": 1, \"a\": 2}", "Duplicate"),
                Arguments.of("{'a': 1}", "Line 1, position "),
                Arguments.of("{\n  \"a\": 01}", "Line 2, position "),
                Arguments.of("{\"a\": NaN}", "Line 1, position "),
                Arguments.of("{\"a\": \"\\x\"}", "Line 1, position "),
                Arguments.of("{\"a\": 1} {}", "railing token"),
                Arguments.of("# a\n{}", "Line 1, position "),
                Arguments.of("{\"a\": 1", "end-of-input"),
                Arguments.of("{\n\"a\": \"\u0001\"}", "control character 0x01. Line 2, position 7"),
                Arguments.of("{\"a\": [1, 9223372036854775808]}", "Path 'a[1]'"),
                Arguments.of("{\"a\": {\"b\": 1e400}}", "Path 'a.b'"),
                Arguments.of("-1e-999999999", "too large or too small"),
                Arguments.of("[".repeat(101) + "]".repeat(101), "deeper than 100 levels"),
                Arguments.of("{\"a\":".repeat(100_000), "deeper than 100 levels"),
                Arguments.of("1".repeat(2000), "too many digits"),
                Arguments.of("", "The body is empty"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingElseIsForgiven(String text, String part) {
        var refused = catchThrowableOfType(RefusedException.class, () -> LenientJson.read(text));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().code()).isEqualTo("InvalidRequestContent");
        assertThat(refused.error().message()).contains(part);
    }
}

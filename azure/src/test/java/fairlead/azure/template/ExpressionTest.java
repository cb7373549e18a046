package fairlead.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource({
        "[concat('a')],       a",
        "[ concat( 'a' ) ],   a",
        "[[concat('a')],      [concat('a')]",
        "[concat('a'),        [concat('a')",
        "concat('a')],        concat('a')]",
        "[[] x,               [[] x",
        "plain,               plain"
    })
    void bracketsAroundTheWholeStringMakeAnExpression(String text, String value)
            throws RefusedException {
        var context =
                new Context(
                        Settings.of(
                                Template.read(Values.object()),
                                java.util.Map.of(),
                                Deployments.SCOPE,
                                Values.object()),
                        new Stage.Planning());
        assertThat(Evaluator.string(text, context, "here")).isEqualTo(Values.of(value));
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of("'" + "x".repeat(24_580) + "'", "exceeds the limit of 24576"),
                Arguments.of(
                        "not(".repeat(300) + "true()" + ")".repeat(300),
                        "nested deeper than 256 levels"),
                Arguments.of("deployment()" + ".x".repeat(300), "nested deeper than 256 levels"),
                Arguments.of(
                        "reduce(range(0, 60), 'x', lambda('a', 'b', concat(lambdaVariables('a'),"
                                + " lambdaVariables('a'))))",
                        "a text of more than 131072 characters"),
                Arguments.of(
                        "reduce(range(0, 60), 'x', lambda('a', 'b',"
                                + " createArray(lambdaVariables('a'), lambdaVariables('a'))))",
                        "more than 100000 values"),
                Arguments.of(
                        "reduce(range(0, 9999), 'x', lambda('a', 'b',"
                                + " createArray(lambdaVariables('a'))))",
                        "nested deeper than 100 levels"),
                Arguments.of("replace(padLeft('', 20000), ' ', padLeft('', 20000))", "131072"),
                Arguments.of("replace(padLeft('', 20000), '', padLeft('', 20000))", "131072"),
                Arguments.of("join(range(0, 10000), padLeft('', 20000))", "131072"),
                Arguments.of(
                        "map(range(0, 10000), lambda('a', range(0, 10000)))",
                        "more than 100000 values"),
                Arguments.of(
                        "reduce(range(0, 9999), 0, lambda('a', 'b', reduce(range(0, 9999), 0,"
                                + " lambda('c', 'd', 1))))",
                        "more than 2000000 calls"),
                Arguments.of("format('" + "{0,9999}".repeat(50) + "', 1)", "131072"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void anExpressionThatIsTooMuchIsRefused(String expression, String part) {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> Deployments.value(expression, new Deployments.Cloud()));
        assertThat(refused.error().message()).contains(part).hasSizeLessThan(700);
    }

    @Test
    void functionsThatCallEachOtherTwiceComeToAnEnd() {
        var members = new StringBuilder("\"f0\": {\"output\": {\"value\": 1}}");
        for (int i = 1; i < 32; i++) {
            members.append(
                    ", \"f%1$d\": {\"output\": {\"value\": \"[add(my.f%2$d(), my.f%2$d())]\"}}"
                            .formatted(i, i - 1));
        }
        var template =
                """
                {"functions": [{"namespace": "my", "members": {%s}}], "resources": [],
                 "variables": {"v": "[my.f31()]"}, "outputs": {"o": {"type": "int", "value": "[variables('v')]"}}}
                """
                        .formatted(members);
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> Deployments.plan(template).outputs(new Deployments.Cloud()));
        assertThat(refused.error().message()).contains("more than 2000000 calls");
    }

    @Test
    void whatFitsIsReplacedHoweverLongThePieces() throws RefusedException {
        assertThat(
                        Deployments.value(
                                "length(replace(padLeft('ab', 20000), 'ab', padLeft('', 20000)))",
                                new Deployments.Cloud()))
                .isEqualTo(Values.of(39_998));
    }

    @Test
    void anErrorNamesPlaceExpressionAndCharacter() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                Deployments.value(
                                        "concat('a', toLower(7))", new Deployments.Cloud()));
        assertThat(refused.error().code()).isEqualTo("InvalidTemplate");
        assertThat(refused.error().message())
                .contains("at 'outputs.o.value'")
                .contains(
                        "The expression is '[concat('a', toLower(7))]', the error is at character 14.");
    }

    @Test
    void aFunctionThatCallsItselfIsRefused() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                Deployments.plan(
                                        """
                                        {"functions": [{"namespace": "my", "members": {"f": {"parameters": [],
                                           "output": {"type": "string", "value": "[my.f()]"}}}}],
                                         "resources": [{"type": "A.B/c", "apiVersion": "1", "name": "[my.f()]"}]}
                                        """));
        assertThat(refused.error().message()).contains("must not call themselves");
    }
}

package fairlead.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {

    /**
     * A declaration of parameter {@code p}, what is given, and its value or a part of the refusal.
     */
    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("{\"type\":\"String\"}", "{\"value\":\"x\"}", "\"x\""),
                Arguments.of(
                        "{\"type\":\"int\",\"minValue\":1,\"maxValue\":3}", "{\"value\":3}", "3"),
                Arguments.of("{\"type\":\"bool\"}", "{\"value\":false}", "false"),
                Arguments.of("{\"type\":\"array\",\"maxLength\":2}", "{\"value\":[1,2]}", "[1,2]"),
                Arguments.of("{\"type\":\"object\"}", "{\"value\":{\"a\":1}}", "{\"a\":1}"),
                Arguments.of(
                        "{\"type\":\"string\",\"allowedValues\":[\"a\",\"b\"]}",
                        "{\"value\":\"b\"}",
                        "\"b\""),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"d\"}",
                        "{\"value\":null}",
                        "\"d\""),
                Arguments.of("{\"type\":\"string\",\"nullable\":true}", "{}", "null"),
                Arguments.of("{\"$ref\":\"#/definitions/port\"}", "{\"value\":7}", "7"),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[parameters('q')]\"}",
                        "{}",
                        "\"west\""),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[utcNow()]\"}",
                        "{}",
                        "\"20260304T050607Z\""),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[utcNow('yyyy')]\"}",
                        "{}",
                        "\"2026\""));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(
                        "{\"type\":\"string\"}",
                        "{}",
                        "The value for the template parameter 'p' is not provided"),
                Arguments.of(
                        "{\"type\":\"string\"}",
                        "{\"value\":1}",
                        "Expected 'String, Uri'. Actual 'Integer'"),
                Arguments.of(
                        "{\"type\":\"int\"}",
                        "{\"value\":\"1\"}",
                        "Expected 'Integer'. Actual 'String'"),
                Arguments.of(
                        "{\"type\":\"array\"}",
                        "{\"value\":{}}",
                        "Expected 'Array'. Actual 'Object'"),
                Arguments.of(
                        "{\"type\":\"number\"}",
                        "{\"value\":1}",
                        "type 'number', which is not valid"),
                Arguments.of("{}", "{\"value\":1}", "has no type"),
                Arguments.of("1", "{\"value\":1}", "must be declared by an object"),
                Arguments.of(
                        "{\"type\":\"int\",\"minValue\":5}",
                        "{\"value\":4}",
                        "greater than or equal to '5'"),
                Arguments.of(
                        "{\"type\":\"int\",\"maxValue\":5}",
                        "{\"value\":6}",
                        "less than or equal to '5'"),
                Arguments.of(
                        "{\"type\":\"string\",\"minLength\":3}",
                        "{\"value\":\"ab\"}",
                        "Length of the value"),
                Arguments.of(
                        "{\"type\":\"string\",\"allowedValues\":[\"a\",\"b\"]}",
                        "{\"value\":\"c\"}",
                        "'a,b'"),
                Arguments.of(
                        "{\"type\":\"array\",\"allowedValues\":[1,2]}",
                        "{\"value\":[1,3]}",
                        "allowed value(s)"),
                Arguments.of(
                        "{\"$ref\":\"#/definitions/port\"}",
                        "{\"value\":70000}",
                        "less than or equal to '65535'"),
                Arguments.of(
                        "{\"$ref\":\"#/definitions/gone\"}",
                        "{\"value\":1}",
                        "which is not defined"),
                Arguments.of("{\"$ref\":\"#/definitions/loop\"}", "{\"value\":1}", "in a circle"),
                Arguments.of(
                        "{\"type\":\"object\",\"properties\":{\"port\":{\"$ref\":\"#/definitions/port\"}}}",
                        "{\"value\":{\"port\":\"x\"}}",
                        "parameter 'p' property 'port'"),
                Arguments.of(
                        "{\"type\":\"array\",\"items\":{\"type\":\"int\"}}",
                        "{\"value\":[1,\"x\"]}",
                        "item 1"),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[variables('v')]\"}",
                        "{}",
                        "Variables cannot be used"),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[parameters('p')]\"}",
                        "{}",
                        "circular reference"),
                Arguments.of(
                        "{\"type\":\"string\",\"defaultValue\":\"[reference('x')]\"}",
                        "{}",
                        "not expected at this location"),
                Arguments.of(
                        "{\"type\":\"string\"}",
                        "{\"reference\":{\"keyVault\":{}}}",
                        "There are no key vaults here"),
                Arguments.of("{\"type\":\"string\"}", "7", "must be an object with a 'value'"));
    }

    private static DeploymentPlan plan(String declaration, String given) throws RefusedException {
        return Deployments.plan(
                """
                {"definitions": {"port": {"type": "int", "maxValue": 65535}, "loop": {"$ref": "#/definitions/loop"}},
                 "parameters": {"p": %s, "q": {"type": "string", "defaultValue": "west"}},
                 "resources": []}
                """
                        .formatted(declaration),
                "{\"P\": " + given + "}");
    }

    @ParameterizedTest
    @MethodSource("good")
    void aParameterHasItsValue(String declaration, String given, String value)
            throws RefusedException {
        assertThat(plan(declaration, given).parametersEcho().get("p").get("value"))
                .hasToString(value);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aParameterThatIsWrongIsRefused(String declaration, String given, String part) {
        var refused = catchThrowableOfType(RefusedException.class, () -> plan(declaration, given));
        assertThat(refused).as(declaration).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().message()).contains(part);
    }

    @Test
    void aParameterThatTheTemplateLacksIsNamedWithThoseItHas() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                Deployments.plan(
                                        "{\"parameters\": {\"a\": {\"type\": \"int\"}}, \"resources\": []}",
                                        "{\"a\": {\"value\": 1}, \"b\": {\"value\": 2}}"));
        assertThat(refused.error().code()).isEqualTo("InvalidTemplate");
        assertThat(refused.error().message())
                .contains("The template parameters 'b' in the parameters file are not valid")
                .contains("The only supported parameters for this template are 'a'");
    }

    @Test
    void secureValuesAreNotEchoed() throws RefusedException {
        var plan =
                Deployments.plan(
                        """
                        {"parameters": {"s": {"type": "securestring"}, "o": {"type": "secureObject"},
                                        "n": {"type": "string"}},
                         "resources": []}
                        """,
                        "{\"s\": {\"value\": \"x\"}, \"o\": {\"value\": {}}, \"n\": {\"value\": \"y\"}}");
        assertThat(plan.parametersEcho())
                .hasToString(
                        "{\"s\":{\"type\":\"SecureString\"},\"o\":{\"type\":\"SecureObject\"},"
                                + "\"n\":{\"type\":\"String\",\"value\":\"y\"}}");
    }

    @Test
    void newGuidsDifferByPlaceAndAreTheSameInTheSameDeployment() throws RefusedException {
        var template =
                """
                {"parameters": {"a": {"type": "string", "defaultValue": "[newGuid()]"},
                                "b": {"type": "string", "defaultValue": "[newGuid()]"}},
                 "resources": []}
                """;
        var first = Deployments.plan(template).parametersEcho();
        assertThat(first).isEqualTo(Deployments.plan(template).parametersEcho());
        assertThat(first.get("a").get("value")).isNotEqualTo(first.get("b").get("value"));
        assertThat(first.get("a").get("value").stringValue())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
}

package fairlead.azure.template;

import static fairlead.azure.template.Deployments.GROUP;
import static fairlead.azure.template.Deployments.node;
import static fairlead.azure.template.Deployments.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentPlanTest {

    /** A network and, depending on it in some way, an interface. */
    private static String two(String more) {
        return """
        {"variables": {"name": "n"},
         "resources": [
          {"type": "Microsoft.Network/networkInterfaces", "apiVersion": "2022-01-01", "name": "[variables('name')]", %s},
          {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2022-01-01", "name": "v",
           "properties": {"a": 1}}]}
        """
                .formatted(more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dependsOn\": [\"v\"]",
                "\"dependsOn\": [\"Microsoft.Network/virtualNetworks/v\"]",
                "\"dependsOn\": [\"microsoft.network/VIRTUALNETWORKS/V\"]",
                "\"dependsOn\": [\"[resourceId('Microsoft.Network/virtualNetworks', 'v')]\"]",
                "\"dependsOn\": \"[createArray('v')]\"",
                "\"properties\": {\"x\": \"[reference('v').a]\"}",
                "\"properties\": {\"x\": \"[reference(resourceId('Microsoft.Network/virtualNetworks', 'v')).a]\"}",
                "\"properties\": {\"x\": \"[if(true(), 1, listKeys('v', '2022-01-01').a)]\"}",
                "\"properties\": {\"copy\": [{\"name\": \"x\", \"count\": 1, \"input\": \"[reference('v')]\"}]}"
            })
    void aResourceComesAfterWhatItNames(String dependency) throws RefusedException {
        var plan = plan(two(dependency));
        assertThat(plan.nodes()).extracting(node -> node.id().name()).containsExactly("v", "n");
        assertThat(node(plan, "/n").dependsOn())
                .containsExactly(GROUP + "/providers/Microsoft.Network/virtualNetworks/v");
        assertThat(node(plan, "/v").dependsOn()).isEmpty();
        assertThat(node(plan, "/n").apiVersion()).isEqualTo("2022-01-01");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        two("\"dependsOn\": [\"w\"]"),
                        "The resource 'w' is not defined in the template"),
                Arguments.of(two("\"dependsOn\": \"v\""), "must be an array of strings"),
                Arguments.of(
                        two("\"condition\": \"yes\""),
                        "condition at 'resources[0]' must be a boolean"),
                Arguments.of(
                        two("\"condition\": \"[reference('v').a]\""),
                        "not expected at this location"),
                Arguments.of(
                        two("\"properties\": {\"a\": \"[nope()]\"}"),
                        "The template function 'nope' is not valid"),
                Arguments.of(
                        two("\"properties\": {\"a\": \"[concat(]\"}"),
                        "at 'resources[0].properties.a'"),
                Arguments.of(
                        "{\"resources\": [{\"type\": \"A.B/c\", \"apiVersion\": \"1\", \"name\": \"[reference('v').a]\"}]}",
                        "The template function 'reference' is not expected at this location"),
                Arguments.of(
                        "{\"resources\": [{\"type\": \"A.B/c/d\", \"apiVersion\": \"1\", \"name\": \"x\"}]}",
                        "has incorrect segment lengths"),
                Arguments.of(
                        "{\"resources\": [{\"type\": \"A.B/c\", \"apiVersion\": \"1\"}]}",
                        "its 'name' must be a string"),
                Arguments.of(
                        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"x\"}]}",
                        "its 'apiVersion' must be"),
                Arguments.of(
                        "{\"resources\": [1]}", "The resource at 'resources[0]' must be an object"),
                Arguments.of("{\"resources\": 1}", "'resources' must be an array"),
                Arguments.of("{\"resource\": []}", "Could not find member 'resource'"),
                Arguments.of(
                        "{\"parameters\": [], \"resources\": []}",
                        "The section 'parameters' must be an object"),
                Arguments.of(
                        "{\"imports\": {\"k\": {}}, \"resources\": []}",
                        "'imports' is not supported"),
                Arguments.of(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x"},
                                       {"type": "a.b/C", "apiVersion": "1", "name": "X"}]}
                        """,
                        "is defined multiple times in a template"),
                Arguments.of(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x"},
                                       {"type": "A.B/d", "apiVersion": "1", "name": "x"},
                                       {"type": "A.B/e", "apiVersion": "1", "name": "y", "dependsOn": ["x"]}]}
                        """,
                        "'x' of 'A.B/e/y' is ambiguous"),
                Arguments.of(
                        """
                        {"variables": {"a": "[variables('b')]", "b": "[variables('a')]"},
                         "resources": [{"type": "A.B/c", "apiVersion": "1", "name": "[variables('a')]"}]}
                        """,
                        "circular reference was found in the template variables: 'a', 'b'"),
                Arguments.of(
                        """
                        {"variables": {"a": "[reference('x')]"},
                         "resources": [{"type": "A.B/c", "apiVersion": "1", "name": "[variables('a')]"}]}
                        """,
                        "not expected at this location"),
                Arguments.of(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "[concat('x', copyIndex())]",
                                        "copy": {"name": "l", "count": 801}}]}
                        """,
                        "must be an integer of 0 to 800"),
                Arguments.of(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "[concat('x', copyIndex())]",
                                        "copy": {"name": "l", "count": 800}},
                                       {"type": "A.B/c", "apiVersion": "1", "name": "y"}]}
                        """,
                        "resources limit exceeded. Limit: '800'"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aTemplateThatCannotBePlannedIsRefused(String template, String part) {
        var refused = catchThrowableOfType(RefusedException.class, () -> plan(template));
        assertThat(refused).as(template).isNotNull();
        assertThat(refused.error().code()).isEqualTo("InvalidTemplate");
        assertThat(refused.error().message()).contains(part);
    }

    @Test
    void aCircleIsNamed() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                plan(
                                        """
                                        {"resources": [
                                          {"type": "A.B/c", "apiVersion": "1", "name": "out", "dependsOn": ["x"]},
                                          {"type": "A.B/c", "apiVersion": "1", "name": "x", "dependsOn": ["y"]},
                                          {"type": "A.B/c", "apiVersion": "1", "name": "y",
                                           "properties": {"z": "[reference('x').z]"}}]}
                                        """));
        assertThat(refused.error().code()).isEqualTo("InvalidTemplateCircularDependency");
        assertThat(refused.error().message())
                .contains("A.B/c/x -> A.B/c/y -> A.B/c/x")
                .doesNotContain("out");
    }

    @Test
    void whatIsOffIsNeitherCreatedNorWaitedFor() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [
                          {"type": "A.B/c", "apiVersion": "1", "name": "off", "condition": "[equals(1, 2)]"},
                          {"type": "A.B/c", "apiVersion": "1", "name": "off", "condition": true},
                          {"type": "A.B/d", "apiVersion": "1", "name": "gone", "condition": false},
                          {"type": "A.B/e", "apiVersion": "1", "name": "y",
                           "dependsOn": ["gone", "[resourceId('A.B/c', 'off')]"]}]}
                        """);
        assertThat(plan.nodes()).extracting(node -> node.id().name()).containsExactly("off", "y");
        assertThat(node(plan, "/y").dependsOn()).containsExactly(GROUP + "/providers/A.B/c/off");
        assertThat(plan.allTypes())
                .containsExactly(new ResourceType("A.B/c"), new ResourceType("A.B/e"));
    }

    @Test
    void childrenTakeTheirParentsTypeAndName() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x", "resources": [
                           {"type": "d", "apiVersion": "1", "name": "y", "dependsOn": ["x"], "properties": {"p": 1},
                            "resources": [{"type": "e", "apiVersion": "1", "name": "z", "dependsOn": ["x/y"]}]},
                           {"type": "A.B/c/d", "apiVersion": "1", "name": "x/full"}]}]}
                        """);
        assertThat(plan.nodes())
                .extracting(node -> node.id().toString())
                .containsExactlyInAnyOrder(
                        GROUP + "/providers/A.B/c/x",
                        GROUP + "/providers/A.B/c/x/d/y",
                        GROUP + "/providers/A.B/c/x/d/full",
                        GROUP + "/providers/A.B/c/x/d/y/e/z");
        assertThat(plan.nodes().getLast().type()).isEqualTo(new ResourceType("A.B/c/d/e"));
        assertThat(plan.body(node(plan, "/x"), new Deployments.Cloud())).isEmpty();
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of(
                        "\"scope\": \"A.B/c/x\"", GROUP + "/providers/A.B/c/x/providers/E.F/g/h"),
                Arguments.of(
                        "\"scope\": \"[resourceId('A.B/c', 'x')]\"",
                        GROUP + "/providers/A.B/c/x/providers/E.F/g/h"),
                Arguments.of(
                        "\"scope\": \"[subscription().id]\"",
                        "/subscriptions/" + Deployments.SUBSCRIPTION + "/providers/E.F/g/h"),
                Arguments.of("\"tags\": {}", GROUP + "/providers/E.F/g/h"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void anExtensionStandsBelowWhatItExtends(String scope, String id) throws RefusedException {
        var plan =
                plan(
                        "{\"resources\": [{\"type\": \"E.F/g\", \"apiVersion\": \"1\", \"name\": \"h\", "
                                + scope
                                + "}]}");
        assertThat(plan.nodes().getFirst().id()).hasToString(id);
    }

    @Test
    void aBodyHoldsValuesAndNoWordsToTheDeployment() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [
                          {"type": "A.B/c", "apiVersion": "1", "name": "x"},
                          {"type": "A.B/d", "apiVersion": "1", "name": "y", "comments": "c", "condition": true,
                           "dependsOn": [], "location": "[resourceGroup().location]", "sku": {"name": null},
                           "identity": {"userAssignedIdentities": {"[resourceId('A.B/i', 'me')]": {}}},
                           "properties": {"size": "[reference('x').size]", "[[odd]": "[[literal]", "half": "[open",
                                          "who": "[reference(resourceId('A.B/c', 'x'), '1', 'Full').identity.principalId]"}}]}
                        """);
        var cloud =
                new Deployments.Cloud()
                        .with(
                                GROUP + "/providers/A.B/c/x",
                                "{\"identity\": {\"principalId\": \"me\"}, \"properties\": {\"size\": 5}}");
        assertThat(plan.body(node(plan, "/y"), cloud))
                .hasToString(
                        "{\"location\":\"westeurope\",\"sku\":{\"name\":null},\"identity\":{\"userAssignedIdentities\":{\""
                                + GROUP
                                + "/providers/A.B/i/me\":{}}},\"properties\":{\"size\":5,\"[odd]\":\"[literal]\","
                                + "\"half\":\"[open\",\"who\":\"me\"}}");
    }

    @Test
    void outputsAreValuesWithTheirTypesAndSecretsAreWithheld() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x"}],
                         "outputs": {"size": {"type": "int", "value": "[reference('x').size]"},
                                     "off": {"type": "string", "condition": false, "value": "[reference('gone')]"},
                                     "secret": {"type": "securestring", "value": "s"},
                                     "names": {"type": "array", "copy": {"count": 2,
                                               "input": "[concat('n', copyIndex(1))]"}}}}
                        """);
        var cloud =
                new Deployments.Cloud()
                        .with(GROUP + "/providers/A.B/c/x", "{\"properties\": {\"size\": 5}}");
        assertThat(plan.outputs(cloud))
                .hasToString(
                        "{\"size\":{\"type\":\"Int\",\"value\":5},\"secret\":{\"type\":\"SecureString\"},"
                                + "\"names\":{\"type\":\"Array\",\"value\":[\"n1\",\"n2\"]}}");
        var wrong =
                new Deployments.Cloud()
                        .with(GROUP + "/providers/A.B/c/x", "{\"properties\": {\"size\": \"5\"}}");
        var refused = catchThrowableOfType(RefusedException.class, () -> plan.outputs(wrong));
        assertThat(refused.error().message())
                .contains("Expected 'Integer'. Actual 'String'")
                .contains("output 'size'");
    }

    @Test
    void whatIsOffCannotBeReferredTo() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x", "condition": false}],
                         "outputs": {"o": {"type": "object", "value": "[reference('x')]"}}}
                        """);
        var cloud =
                new Deployments.Cloud().with(GROUP + "/providers/A.B/c/x", "{\"properties\": {}}");
        var refused = catchThrowableOfType(RefusedException.class, () -> plan.outputs(cloud));
        assertThat(refused).isNotNull();
        assertThat(refused.error().message())
                .contains("The resource 'x' is not defined in the template");
    }

    @Test
    void theHashOfATemplateIgnoresBlanksAndCase() throws RefusedException {
        var hash = Template.read(LenientJson.read("{\"resources\": [ ]}")).templateHash();
        assertThat(Template.read(LenientJson.read("{ \"RESOURCES\":[]}")).templateHash())
                .isEqualTo(hash)
                .matches("\\d+");
        assertThat(
                        Template.read(LenientJson.read("{\"resources\": [], \"outputs\": {}}"))
                                .templateHash())
                .isNotEqualTo(hash);
    }
}

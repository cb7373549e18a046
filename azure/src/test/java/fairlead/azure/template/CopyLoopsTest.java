package fairlead.azure.template;

import static fairlead.azure.template.Deployments.GROUP;
import static fairlead.azure.template.Deployments.node;
import static fairlead.azure.template.Deployments.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CopyLoopsTest {

    private static final Deployments.Cloud NOTHING = new Deployments.Cloud();

    /** Five machines in a loop with these properties, and one thing that waits for the loop. */
    private static DeploymentPlan loop(String copy) throws RefusedException {
        return plan(
                """
                {"resources": [
                  {"type": "A.B/after", "apiVersion": "1", "name": "after", "dependsOn": ["machines"]},
                  {"type": "A.B/vm", "apiVersion": "1", "name": "[format('vm{0}', copyIndex(1))]",
                   "copy": {"name": "machines", %s},
                   "properties": {"i": "[copyIndex()]", "same": "[copyIndex('MACHINES')]"}}]}
                """
                        .formatted(copy));
    }

    @Test
    void aLoopMakesOneResourceForEachRound() throws RefusedException {
        var plan = loop("\"count\": \"[length(createArray(1, 2, 3))]\"");
        assertThat(plan.nodes())
                .extracting(node -> node.id().name())
                .containsExactly("vm1", "vm2", "vm3", "after");
        assertThat(plan.body(node(plan, "/vm3"), NOTHING))
                .hasToString("{\"properties\":{\"i\":2,\"same\":2}}");
        assertThat(node(plan, "/after").dependsOn()).hasSize(3);
    }

    @Test
    void aLoopOfNoRoundsIsWaitedForByNobody() throws RefusedException {
        assertThat(loop("\"count\": 0").nodes())
                .singleElement()
                .extracting(Node::dependsOn)
                .asString()
                .isEqualTo("[]");
    }

    static Stream<Arguments> batches() {
        return Stream.of(
                Arguments.of("\"mode\": \"parallel\"", "[] [] [] [] []"),
                Arguments.of("\"mode\": \"Serial\"", "[] [1] [2] [3] [4]"),
                Arguments.of(
                        "\"mode\": \"serial\", \"batchSize\": 2", "[] [] [1, 2] [1, 2] [3, 4]"));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aBatchWaitsForTheOneBeforeIt(String mode, String expected) throws RefusedException {
        var plan = loop("\"count\": 5, " + mode);
        var waits =
                Stream.of("1", "2", "3", "4", "5")
                        .map(i ->
                                node(plan, "/vm" + i).dependsOn().stream()
                                        .map(key -> key.substring(key.length() - 1))
                                        .sorted()
                                        .toList())
                        .map(Object::toString)
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow();
        assertThat(waits).isEqualTo(expected);
    }

    @Test
    void propertiesVariablesAndWhatIsInThemLoopToo() throws RefusedException {
        var plan =
                plan(
                        """
                        {"variables": {
                           "copy": [{"name": "names", "count": 2, "input": "[concat('n', copyIndex('names'))]"}],
                           "disk": {"kind": "x", "copy": [{"name": "luns", "count": 2, "input": "[copyIndex('luns', 5)]"}]}},
                         "resources": [
                          {"type": "A.B/vm", "apiVersion": "1", "name": "[variables('names')[copyIndex()]]",
                           "copy": {"name": "vms", "count": 2},
                           "properties": {
                             "copy": [
                               {"name": "disks", "count": "[add(copyIndex(), 1)]",
                                "input": {"lun": "[copyIndex('disks')]", "of": "[copyIndex('vms')]"}},
                               {"name": "none", "count": 0, "input": 1}],
                             "disk": "[variables('disk')]"}}]}
                        """);
        assertThat(plan.body(node(plan, "/n1"), NOTHING))
                .hasToString(
                        "{\"properties\":{\"disks\":[{\"lun\":0,\"of\":1},{\"lun\":1,\"of\":1}],\"none\":[],"
                                + "\"disk\":{\"kind\":\"x\",\"luns\":[5,6]}}}");
    }

    @Test
    void aCountWithoutANameIsThatOfTheResourcesOwnLoop() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [{"type": "A.B/vm", "apiVersion": "1", "name": "[concat('n', copyIndex())]",
                           "copy": {"name": "vms", "count": 2},
                           "properties": {"copy": [{"name": "disks", "count": 2, "input": "[copyIndex()]"}]}}]}
                        """);
        assertThat(plan.body(node(plan, "/n1"), NOTHING))
                .hasToString("{\"properties\":{\"disks\":[1,1]}}");
    }

    @Test
    void anotherPropertyMayBeCalledCopy() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x",
                           "properties": {"copy": ["a"], "inner": {"copy": {"name": "n"}}}}]}
                        """);
        assertThat(plan.body(node(plan, "/x"), NOTHING))
                .hasToString(
                        "{\"properties\":{\"copy\":[\"a\"],\"inner\":{\"copy\":{\"name\":\"n\"}}}}");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("\"count\": -1", "must be an integer of 0 to 800"),
                Arguments.of("\"count\": \"x\"", "must be an integer of 0 to 800"),
                Arguments.of("\"count\": \"[reference('x').n]\"", "not expected at this location"),
                Arguments.of("\"count\": 1, \"mode\": \"sideways\"", "copy mode 'sideways'"),
                Arguments.of("\"count\": 1, \"mode\": \"serial\", \"batchSize\": 0", "batchSize"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aLoopThatMakesNoSenseIsRefused(String copy, String part) {
        var refused = catchThrowableOfType(RefusedException.class, () -> loop(copy));
        assertThat(refused).isNotNull();
        assertThat(refused.error().message()).contains(part);
    }

    @Test
    void loopsInLoopsThatMakeTooMuchAreRefused() {
        var inner = "{\"copy\": [{\"name\": \"c\", \"count\": 800, \"input\": 1}]}";
        var outer =
                "{\"variables\": {\"copy\": [{\"name\": \"a\", \"count\": 800, \"input\": %s}]},"
                                .formatted(inner)
                        + "\"outputs\": {}, \"resources\": [{\"type\": \"a/b\", \"apiVersion\": \"1\","
                        + " \"name\": \"[string(variables('a'))]\"}]}";
        var refused = catchThrowableOfType(RefusedException.class, () -> plan(outer));
        assertThat(refused.error().message()).contains("The loop 'a'", "more than 100000 values");
    }

    @Test
    void aLoopWithinAResourceIsRefused() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                plan(
                                        """
                                        {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x", "resources": [
                                          {"type": "d", "apiVersion": "1", "name": "y", "copy": {"name": "l", "count": 2}}]}]}
                                        """));
        assertThat(refused.error().message()).contains("Move the resource to the top level");
    }

    @Test
    void aRoundOfALoopIsFoundByItsId() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [
                          {"type": "A.B/nic", "apiVersion": "1", "name": "[concat('nic', copyIndex())]",
                           "copy": {"name": "nics", "count": 2}},
                          {"type": "A.B/vm", "apiVersion": "1", "name": "[concat('vm', copyIndex())]",
                           "copy": {"name": "vms", "count": 2},
                           "dependsOn": ["[concat('A.B/nic/nic', copyIndex())]"]}]}
                        """);
        assertThat(node(plan, "/vm1").dependsOn())
                .containsExactly(GROUP + "/providers/A.B/nic/nic1");
    }
}

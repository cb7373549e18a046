package fairlead.azure.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.azure.arm.RefusedException;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body, a template or an expression of a stranger: a value, or a refusal in Azure's form, and
 * never another exception. See {@code bgp/FUZZING.md}.
 */
class TemplateFuzzTest {

    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    /** A template (even) or expressions (odd), a line each | octets. */
    @FuzzTest(maxDuration = "10s")
    void whateverIsWrittenHasAValueOrIsRefused(byte[] input) {
        if (input == null || input.length == 0) {
            return;
        }
        var octets = Arrays.copyOfRange(input, 1, input.length);
        if ((input[0] & 1) == 0) {
            try {
                deploy(LenientJson.read(octets));
            } catch (RefusedException refused) {
                isInForm(refused);
            }
        } else {
            new String(octets, UTF_8).lines().limit(20).forEach(TemplateFuzzTest::evaluate);
        }
    }

    private static void deploy(JsonNode document) throws RefusedException {
        assertThat(LenientJson.read(document.toString())).isEqualTo(document);
        var template = Template.read(document);
        assertThat(template.templateHash()).isNotBlank();
        var plan = DeploymentPlan.of(template, Values.object(), Deployments.SCOPE);
        var cloud = new Deployments.Cloud();
        for (var node : plan.nodes()) {
            isWritten(plan.body(node, cloud));
        }
        isWritten(plan.outputs(cloud));
        isWritten(plan.parametersEcho());
    }

    private static void evaluate(String expression) {
        try {
            isWritten(Deployments.value(expression, new Deployments.Cloud()));
        } catch (RefusedException refused) {
            isInForm(refused);
        }
    }

    private static void isWritten(JsonNode value) {
        assertThat(PLAIN.readTree(value.toString())).isNotNull();
    }

    private static void isInForm(RefusedException refused) {
        assertThat(refused.status()).isBetween(400, 409);
        assertThat(refused.error().code()).isNotBlank();
        assertThat(refused.error().message()).isNotBlank();
    }
}

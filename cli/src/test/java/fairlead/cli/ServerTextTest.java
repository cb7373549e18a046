package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads of the last reload. */
class ServerTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | ''       | read 5h0m ago, in force",
                "true  | no port  | read 5h0m ago, in force but for this: no port",
                "false | a:1:1: x | read 5h0m ago, not put in force, what was before stays: a:1:1: x",
                "false | one;two;three | read 5h0m ago, not put in force, what was before stays: one (and 2 more)",
            })
    void theFileIsInForceOrItIsSaidWhyNot(boolean inForce, String problems, String said) {
        var server = CloudApi.JSON.createObjectNode();
        var file =
                server.putObject("file")
                        .put("read", Instant.now().minus(Duration.ofHours(5)).toString())
                        .put("inForce", inForce);
        var list = file.putArray("problems");
        List.of(problems.split(";", -1)).stream().filter(one -> !one.isEmpty()).forEach(list::add);
        assertThat(ServerText.of(server))
                .containsPattern("(?m)^File +" + java.util.regex.Pattern.quote(said) + "$");
    }
}

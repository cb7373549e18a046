package fairlead.bgpd.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void everyKindOfMemberIsWrittenAsJsonHasIt() {
        var line =
                new JsonLine()
                        .begin()
                        .put("text", "a \"b\" \\ \t")
                        .put("number", -1)
                        .put("list", List.of("a", 1))
                        .put("none", List.of())
                        .object("inside", one -> one.put("n", 1).put("m", 2))
                        .objects("all", List.of(1, 2), (one, n) -> one.put("n", n))
                        .end();
        assertThat(line)
                .isEqualTo(
                        """
                        {"text":"a \\"b\\" \\\\ \\u0009","number":-1,"list":["a","1"],"none":[],"inside":{"n":1,"m":2},"all":[{"n":1},{"n":2}]}
                        """);
        assertThat(new JsonLine().begin().end()).isEqualTo("{}\n");
    }
}

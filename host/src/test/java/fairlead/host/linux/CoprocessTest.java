package fairlead.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoprocessTest {

    @Test
    void answersAreReadByAThreadThatMayBlock() throws Exception {
        try (var cat = new Coprocess(List.of("cat"))) {
            assertThat(cat.ask("one\ntwo\nend\n", "end"::equals)).containsExactly("one", "two");
            assertThat(Thread.getAllStackTraces().keySet()) // virtual threads are not among them
                    .extracting(Thread::getName)
                    .contains("answers of cat");
        }
    }
}

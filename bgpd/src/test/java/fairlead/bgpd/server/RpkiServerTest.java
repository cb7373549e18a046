package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testkit.bgp.Stayrtr;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole route server that validates origins, with a real cache and real peers. */
@Tag("kernel")
@Tag("interop")
class RpkiServerTest {

    @TempDir Path folder;

    private static String config(int cache, String roas) {
        return """
        asn: 64500
        routerId: 192.0.2.1
        listen: 192.0.2.1
        connectRetry: 1s
        import: reject-rpki-invalid
        rpki:
          caches: ["127.0.0.1:%d"]
          roas: [%s]
        peers:
          - {address: 192.0.2.11, asn: 64511}
          - {address: 192.0.2.12, asn: 64512}
        """
                .formatted(cache, roas);
    }

    @Test
    void anInvalidRouteIsRejectedAndComesAndGoesWithWhatTheCacheSays() throws Exception {
        Stayrtr.missing().ifPresent(missing -> assumeTrue(false, missing));
        try (var lab = new Lab(folder);
                var cache =
                        new Stayrtr(
                                lab.enter(),
                                Files.createDirectories(folder.resolve("cache")),
                                1,
                                "203.0.113.0/24 24 64511")) {
            lab.serve(config(cache.port(), "{prefix: 198.51.100.0/24, asn: 64999}"));
            lab.bird(11, "", "203.0.113.0/24", "198.51.100.0/24", "10.11.0.0/24");
            lab.bird(12, "");
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(lab.birdc(12, "show route"))
                                    .contains("203.0.113.0/24")
                                    .contains("10.11.0.0/24")
                                    .doesNotContain("198.51.100.0/24"));
            assertThat(lab.show("rejected"))
                    .singleElement()
                    .asString()
                    .contains("\"prefix\":\"198.51.100.0/24\"")
                    .contains("RPKI invalid");

            assertThat(lab.show("rpki prefix 198.51.100.7"))
                    .containsExactly(
                            "{\"prefix\":\"198.51.100.0/24\",\"maxLength\":24,\"asn\":64999}");
            assertThat(lab.told("rpki", "state")).isEqualTo("current");
            assertThat(lab.show("rpki")).last().asString().contains("\"vrps\":2");

            cache.publish("203.0.113.0/24 24 64999");
            cache.reload();
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(lab.birdc(12, "show route"))
                                    .contains("10.11.0.0/24")
                                    .doesNotContain("203.0.113.0/24"));
            assertThat(lab.show("rejected")).hasSize(2);

            var since = lab.told("peers peer 192.0.2.11", "since");
            cache.publish();
            cache.reload();
            lab.reload(config(cache.port(), ""));
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(lab.birdc(12, "show route"))
                                    .contains("203.0.113.0/24")
                                    .contains("198.51.100.0/24"));
            assertThat(lab.show("rejected")).isEmpty();
            assertThat(lab.told("peers peer 192.0.2.11", "since")).isEqualTo(since);
        }
    }
}

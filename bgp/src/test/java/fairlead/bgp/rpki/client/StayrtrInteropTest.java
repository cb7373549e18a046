package fairlead.bgp.rpki.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.Validity;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import fairlead.testkit.bgp.Stayrtr;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real cache, StayRTR, in each version that it can be held to. */
@Tag("interop")
class StayrtrInteropTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir Path folder;

    @ParameterizedTest(name = "a StayRTR that speaks up to version {0}")
    @ValueSource(ints = {0, 1, 2})
    void whatStayrtrPublishesCountsAndSoDoesWhatItPublishesNext(int version) throws Exception {
        Stayrtr.missing().ifPresent(missing -> assumeTrue(false, missing));
        try (var cache =
                        new Stayrtr(
                                List.of(),
                                folder,
                                version,
                                "192.0.2.0/24 24 64496",
                                "2001:db8::/32 48 1");
                var client =
                        new RpkiClient(
                                "test",
                                new RpkiConfig(
                                        List.of(new RtrCache("127.0.0.1", cache.port())),
                                        List.of()),
                                SocketChannel::open,
                                _ -> {})) {
            await().atMost(BOUND).until(() -> client.table().vrps().size() == 2);
            assertThat(validity(client, "192.0.2.0/24", 64496)).isEqualTo(Validity.VALID);
            assertThat(validity(client, "192.0.2.0/25", 64496)).isEqualTo(Validity.INVALID);
            assertThat(validity(client, "2001:db8:1::/48", 1)).isEqualTo(Validity.VALID);
            assertThat(validity(client, "198.51.100.0/24", 1)).isEqualTo(Validity.NOT_FOUND);
            assertThat(client.reports().getFirst().version()).isEqualTo(Math.min(version, 1));

            cache.publish("192.0.2.0/24 24 64511", "2001:db8::/32 48 1", "10.0.0.0/8 8 7");
            cache.reload();
            await().atMost(BOUND).until(() -> client.table().vrps().size() == 3);
            assertThat(validity(client, "192.0.2.0/24", 64496)).isEqualTo(Validity.INVALID);
            assertThat(validity(client, "10.0.0.0/8", 7)).isEqualTo(Validity.VALID);
        }
    }

    private static Validity validity(RpkiClient client, String prefix, long origin) {
        var parsed = Prefix.parse(prefix);
        IpAddress network = parsed.network();
        return client.table()
                .validate(network.family(), network.high(), network.low(), parsed.length(), origin);
    }
}

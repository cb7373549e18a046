package fairlead.bgp.rpki.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.rpki.CacheReport;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.RtrCodec;
import fairlead.bgp.rpki.RtrDecoded;
import fairlead.bgp.rpki.RtrError;
import fairlead.bgp.rpki.RtrPdu.CacheReset;
import fairlead.bgp.rpki.RtrPdu.CacheResponse;
import fairlead.bgp.rpki.RtrPdu.EndOfData;
import fairlead.bgp.rpki.RtrPdu.ErrorReport;
import fairlead.bgp.rpki.RtrPdu.Payload;
import fairlead.bgp.rpki.RtrPdu.ResetQuery;
import fairlead.bgp.rpki.RtrPdu.SerialNotify;
import fairlead.bgp.rpki.RtrPdu.SerialQuery;
import fairlead.bgp.rpki.RtrTiming;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client over real TCP, with a cache that fails to order. */
class RpkiClientTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final RtrTiming TIMING = RtrTiming.DEFAULT;
    private static final int NETWORK = 192 << 24 | 2 << 8;
    private static final Vrp ROA = new Vrp(Prefix.parse("192.0.2.0/24"), 24, new Asn(64496));
    private static final Vrp OTHER = new Vrp(Prefix.parse("2001:db8::/32"), 48, new Asn(64497));

    private final List<RoaChange> changes = new CopyOnWriteArrayList<>();

    /** How many changes had been told when what counts was complete. */
    private final List<Integer> complete = new CopyOnWriteArrayList<>();

    private final RoaListener listener =
            new RoaListener() {
                @Override
                public void changed(RoaChange change) {
                    changes.add(change);
                }

                @Override
                public void complete() {
                    complete.add(changes.size());
                }
            };

    private ScriptedCache cache;
    private RpkiClient client;

    @BeforeEach
    void begin() throws IOException {
        cache = new ScriptedCache();
        client =
                new RpkiClient(
                        "test",
                        new RpkiConfig(List.of(cache.where()), List.of()),
                        SocketChannel::open,
                        listener);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        cache.close();
    }

    private static ScriptedCache.Conversation told(
            ScriptedCache.Conversation with, int session, int serial, Vrp... vrps)
            throws IOException {
        with.say(1, new CacheResponse(session));
        for (var vrp : vrps) {
            with.say(1, new Payload(true, vrp));
        }
        return with.say(1, new EndOfData(session, serial, TIMING));
    }

    private void awaitVrps(int count) {
        await().atMost(BOUND).until(() -> client.table().vrps().size() == count);
    }

    @Test
    void thatAllIsThereIsToldOnceAfterAllOfIt() throws Exception {
        try (var with = cache.accept()) {
            with.expect(new ResetQuery(), 1).say(1, new CacheResponse(3), new Payload(true, ROA));
            assertThat(complete).isEmpty();
            with.say(1, new EndOfData(3, 7, TIMING));
            awaitVrps(1);
            await().atMost(BOUND).until(() -> !complete.isEmpty());
            with.say(1, new SerialNotify(3, 8)).expect(new SerialQuery(3, 7), 1);
            with.say(
                    1, new CacheResponse(3), new Payload(true, OTHER), new EndOfData(3, 8, TIMING));
            awaitVrps(2);
            assertThat(complete).containsExactly(1);
        }
        try (var _ = new RpkiClient("none", RpkiConfig.NONE, SocketChannel::open, listener)) {
            assertThat(complete).as("where there is no cache, at once").hasSize(2);
        }
    }

    @Test
    void whatTheCacheSaysCountsAndEachChangeIsTold() throws Exception {
        try (var with = cache.accept()) {
            told(with.expect(new ResetQuery(), 1), 3, 7, ROA);
            awaitVrps(1);
            assertThat(client.table().validate(NETWORK, 24, 64496)).isEqualTo(Validity.VALID);
            assertThat(client.table().validate(NETWORK, 24, 64497)).isEqualTo(Validity.INVALID);
            with.say(1, new SerialNotify(3, 8)).expect(new SerialQuery(3, 7), 1);
            with.say(1, new CacheResponse(3), new Payload(false, ROA), new EndOfData(3, 8, TIMING));
            awaitVrps(0);
            assertThat(changes).hasSize(2);
            assertThat(changes.getLast().changed().validate(NETWORK, 24, RoaTable.NO_ORIGIN))
                    .as("the route to validate again")
                    .isNotEqualTo(Validity.NOT_FOUND);
        }
    }

    @Test
    void aCacheThatHangsUpInTheMidstOfAPduIsAskedAgainAndHalfAnAnswerDoesNotCount()
            throws Exception {
        try (var with = cache.accept()) {
            told(with.expect(new ResetQuery(), 1), 3, 7, ROA);
            awaitVrps(1);
            with.say(1, new SerialNotify(3, 8)).expect(new SerialQuery(3, 7), 1);
            with.say(1, new CacheResponse(3), new Payload(false, ROA));
            with.say(Arrays.copyOf(RtrCodec.encode(new Payload(true, OTHER), 1), 11));
        }
        try (var again = cache.accept()) {
            again.expect(new SerialQuery(3, 7), 1);
            assertThat(client.table().vrps().size()).isEqualTo(1);
            told(again, 3, 9, OTHER);
            awaitVrps(2);
        }
    }

    @Test
    void garbageIsReportedAndTheNextConnectionIsUsed() throws Exception {
        try (var with = cache.accept()) {
            with.expect(new ResetQuery(), 1);
            with.say(
                    "HTTP/1.1 400 Bad Request\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(with.hear())
                    .isInstanceOfSatisfying(
                            RtrDecoded.Ok.class,
                            ok ->
                                    assertThat(ok.pdu())
                                            .hasToString(
                                                    "corrupt data (a length that no PDU has)"));
            with.expectEnd();
        }
        try (var again = cache.accept()) {
            told(again.expect(new ResetQuery(), 1), 3, 7, ROA);
            awaitVrps(1);
        }
    }

    @Test
    void aVersionThatIsNotSpokenYetIsRefused() throws Exception {
        try (var with = cache.accept()) {
            with.expect(new ResetQuery(), 1).say(2, new CacheResponse(1));
            assertThat(with.hear())
                    .isInstanceOfSatisfying(
                            RtrDecoded.Ok.class,
                            ok ->
                                    assertThat(((ErrorReport) ok.pdu()).code())
                                            .isEqualTo(
                                                    RtrError.UNSUPPORTED_PROTOCOL_VERSION.code()));
            with.expectEnd();
        }
    }

    @Test
    void anOldCacheIsSpokenToInVersionZero() throws Exception {
        try (var with = cache.accept()) {
            with.expect(new ResetQuery(), 1);
            with.say(
                    0,
                    ErrorReport.of(
                            RtrError.UNSUPPORTED_PROTOCOL_VERSION, Octets.NONE, "only 0 here"));
            with.expectEnd();
        }
        try (var again = cache.accept()) {
            again.expect(new ResetQuery(), 0);
            again.say(0, new CacheResponse(3), new Payload(true, ROA), new EndOfData(3, 1, TIMING));
            awaitVrps(1);
        }
    }

    @Test
    void aSerialThatWrapsAndACacheThatForgetsAreFollowed() throws Exception {
        try (var with = cache.accept()) {
            told(with.expect(new ResetQuery(), 1), 3, -1, ROA);
            awaitVrps(1);
            with.say(1, new SerialNotify(3, 0)).expect(new SerialQuery(3, -1), 1);
            told(with, 3, 0, OTHER);
            awaitVrps(2);
            with.say(1, new SerialNotify(3, 1)).expect(new SerialQuery(3, 0), 1);
            with.say(1, new CacheReset()).expect(new ResetQuery(), 1);
            told(with, 4, 1, OTHER);
            awaitVrps(1);
        }
    }

    @Test
    void ofTwoCachesTheSecondIsAskedWhileTheFirstIsAway() throws Exception {
        try (var second = new ScriptedCache()) {
            client.reconfigure(
                    new RpkiConfig(List.of(cache.where(), second.where()), List.of(OTHER)));
            awaitVrps(1);
            try (var with = cache.accept()) {
                with.expect(new ResetQuery(), 1);
                with.say(1, ErrorReport.of(RtrError.NO_DATA_AVAILABLE, Octets.NONE, "booting"));
            }
            try (var with = second.accept()) {
                told(with.expect(new ResetQuery(), 1), 9, 1, ROA);
                awaitVrps(2);
                assertThat(client.reports())
                        .extracting(CacheReport::cache)
                        .containsExactly(cache.where(), second.where());
                try (var again = cache.accept()) {
                    told(again.expect(new ResetQuery(), 1), 5, 1);
                    awaitVrps(1);
                    with.expectEnd();
                }
            }
            assertThat(client.table().vrps())
                    .satisfies(set -> set.forEach(vrp -> assertThat(vrp).isEqualTo(OTHER)));
        }
    }

    @Test
    void aMillionPayloadsArriveAndNoneIsLost() throws Exception {
        int count = 1_000_000;
        try (var with = cache.accept()) {
            with.expect(new ResetQuery(), 1).say(1, new CacheResponse(3));
            var batch = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                var network = fairlead.net.IpAddress.v4(i << 8);
                batch.writeBytes(
                        RtrCodec.encode(
                                new Payload(true, new Vrp(new Prefix(network, 24), 24, new Asn(i))),
                                1));
                if (batch.size() > 60_000) {
                    with.say(batch.toByteArray());
                    batch.reset();
                }
            }
            with.say(batch.toByteArray()).say(1, new EndOfData(3, 1, TIMING));
            awaitVrps(count);
            for (int i = 1; i < count; i += 997) {
                assertThat(client.table().validate(i << 8, 24, i)).isEqualTo(Validity.VALID);
                assertThat(client.table().validate(i << 8, 25, i)).isEqualTo(Validity.INVALID);
            }
        }
    }
}

package fairlead.bgp.rpki;

import static fairlead.bgp.rpki.RoaTableTest.vrp;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.RtrPdu.CacheResponse;
import fairlead.bgp.rpki.RtrPdu.EndOfData;
import fairlead.bgp.rpki.RtrPdu.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which cache is asked, and whose data count. */
class RtrCachesTest {

    private static final RtrCache FIRST = new RtrCache("first.example", 323);
    private static final RtrCache SECOND = new RtrCache("second.example", 323);
    private static final Vrp OWN = vrp("10.0.0.0/8", 24, 64512);
    private static final Vrp OF_FIRST = vrp("192.0.2.0/24", 24, 64496);
    private static final Vrp OF_SECOND = vrp("198.51.100.0/24", 24, 64497);
    private static final RtrTiming TIMING = RtrTiming.ofSeconds(900, 60, 1800);

    private final RtrCaches caches = new RtrCaches();
    private final List<RtrEffect> did = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void begin() {
        did.addAll(caches.reconfigure(new RpkiConfig(List.of(FIRST, SECOND), List.of(OWN)), now));
    }

    private void event(RtrCache cache, RtrEvent event) {
        did.addAll(caches.input(cache, event, now));
    }

    private void pass(Duration span) {
        now = now.plus(span);
        did.addAll(caches.tick(now));
    }

    private void answer(RtrCache cache, int session, Vrp... vrps) {
        event(cache, new RtrEvent.Connected());
        hear(cache, new CacheResponse(session));
        for (var vrp : vrps) {
            hear(cache, new Payload(true, vrp));
        }
        hear(cache, new EndOfData(session, 1, TIMING));
    }

    private void hear(RtrCache cache, RtrPdu pdu) {
        event(cache, new RtrEvent.Received(new RtrDecoded.Ok(1, pdu)));
    }

    private List<RtrCache> dialled() {
        var dialled =
                did.stream()
                        .filter(e -> e instanceof RtrEffect.Of(_, RtrAction.Dial()))
                        .map(e -> ((RtrEffect.Of) e).cache())
                        .toList();
        did.clear();
        return dialled;
    }

    private java.util.Set<Vrp> counting() {
        return VrpDeltaTest.all(caches.table().vrps());
    }

    @Test
    void whatCountsIsCompleteWhenACacheHasSaidAllOrThereIsNone() {
        assertThat(caches.isComplete()).as("payloads of our own are not all").isFalse();
        event(FIRST, new RtrEvent.Connected());
        hear(FIRST, new CacheResponse(1));
        hear(FIRST, new Payload(true, OF_FIRST));
        assertThat(caches.isComplete()).as("in the midst of its answer").isFalse();
        event(FIRST, new RtrEvent.Lost("gone"));
        answer(SECOND, 2);
        assertThat(caches.isComplete()).as("another has said that there is nothing").isTrue();
        assertThat(new RtrCaches().isComplete()).isTrue();
    }

    @Test
    void onlyTheMostPreferredIsAskedWhileItIsWellAndOwnPayloadsCountFromTheStart() {
        assertThat(counting()).containsExactly(OWN);
        assertThat(dialled()).containsExactly(FIRST);
        answer(FIRST, 1, OF_FIRST);
        assertThat(dialled()).isEmpty();
        assertThat(counting()).containsExactlyInAnyOrder(OWN, OF_FIRST);
    }

    @Test
    void theNextIsAskedWhenOneFailsAndLeftWhenItIsWellAgain() {
        answer(FIRST, 1, OF_FIRST);
        did.clear();
        event(FIRST, new RtrEvent.Lost("gone"));
        assertThat(dialled()).containsExactly(SECOND);
        assertThat(counting()).as("kept meanwhile").contains(OF_FIRST);
        answer(SECOND, 1, OF_SECOND);
        assertThat(counting()).containsExactlyInAnyOrder(OWN, OF_SECOND);
        pass(Duration.ofSeconds(1));
        assertThat(dialled()).containsExactly(FIRST);
        event(FIRST, new RtrEvent.Connected());
        assertThat(counting()).contains(OF_SECOND);
        hear(FIRST, new CacheResponse(1));
        hear(FIRST, new EndOfData(1, 2, TIMING));
        assertThat(counting()).containsExactlyInAnyOrder(OWN, OF_FIRST);
        assertThat(did).contains(new RtrEffect.Of(SECOND, new RtrAction.Close()));
        assertThat(caches.reports())
                .extracting(CacheReport::state)
                .containsExactly("current", "off");
    }

    @Test
    void whenAllAreGoneTheirDataExpireAndOwnPayloadsStay() {
        answer(FIRST, 1, OF_FIRST);
        event(FIRST, new RtrEvent.Lost("gone"));
        event(SECOND, new RtrEvent.Lost("gone"));
        pass(Duration.ofSeconds(1799));
        assertThat(counting()).contains(OF_FIRST);
        pass(Duration.ofSeconds(1));
        assertThat(counting()).containsExactly(OWN);
    }

    @Test
    void aChangeTellsWhatCameAndWhatWentAndNothingElse() {
        answer(FIRST, 1, OF_FIRST, OWN);
        did.clear();
        hear(FIRST, new RtrPdu.SerialNotify(1, 2));
        hear(FIRST, new CacheResponse(1));
        hear(FIRST, new Payload(false, OF_FIRST));
        hear(FIRST, new Payload(false, OWN));
        hear(FIRST, new Payload(true, OF_SECOND));
        hear(FIRST, new EndOfData(1, 2, TIMING));
        var told =
                did.stream()
                        .filter(RtrEffect.Tell.class::isInstance)
                        .map(e -> ((RtrEffect.Tell) e).change())
                        .toList();
        assertThat(told).hasSize(1);
        assertThat(VrpDeltaTest.all(told.getFirst().changed().vrps()))
                .as("the operator's own is still there, whatever the cache says")
                .containsExactlyInAnyOrder(OF_FIRST, OF_SECOND);
        assertThat(told.getFirst().table()).isSameAs(caches.table());
    }

    @Test
    void anAnswerWithoutNewsTellsNothing() {
        answer(FIRST, 1, OF_FIRST);
        did.clear();
        pass(Duration.ofSeconds(900));
        hear(FIRST, new CacheResponse(1));
        hear(FIRST, new EndOfData(1, 2, TIMING));
        assertThat(did).noneMatch(RtrEffect.Tell.class::isInstance);
    }

    @Test
    void aNewConfigurationTouchesOnlyTheCachesThatItConcerns() {
        answer(FIRST, 1, OF_FIRST);
        did.clear();
        did.addAll(caches.reconfigure(new RpkiConfig(List.of(FIRST), List.of()), now));
        assertThat(did)
                .as("no query, no hang-up; only what counts changed")
                .allMatch(e -> e instanceof RtrEffect.Tell || e.toString().contains("second"));
        assertThat(counting()).containsExactly(OF_FIRST);
        did.clear();
        did.addAll(caches.reconfigure(new RpkiConfig(List.of(SECOND), List.of()), now));
        assertThat(did).contains(new RtrEffect.Of(FIRST, new RtrAction.Close()));
        assertThat(counting()).isEmpty();
        assertThat(dialled()).containsExactly(SECOND);
    }
}

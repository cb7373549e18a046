package fairlead.bgp.speaker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.NaiveServer;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Fault;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a simulated server has to hold, from what reached it: which sessions stand, what each peer
 * has told in them, what is kept of those who are away (RFC 4724, RFC 8538, RFC 9494), and why a
 * session may end.
 */
final class ExpectedServer {

    /** What else a peer that is back may take to tell everything again. */
    private static final Duration RETURN = Duration.ofMinutes(6);

    /** RFC 9687 §5. */
    private static final int SEND_HOLD_TIMER_EXPIRED = 8;

    private static final class Kept {
        boolean back;
        final Map<Family, Instant> until = new EnumMap<>(Family.class);
        final Map<Family, Duration> longer = new EnumMap<>(Family.class);
    }

    /** How often what was drawn has mattered. */
    final Map<String, Integer> seen = new TreeMap<>();

    final NaiveServer rib;
    final ExpectedLimits limits;
    private final ExpectedDeferral deferral = new ExpectedDeferral();

    private final Map<String, SimulatedLine> up = new HashMap<>();
    private final Map<String, Kept> kept = new HashMap<>();

    /** By peer whose session stands: families whose first telling goes on. */
    private final Map<String, Set<Family>> untold = new HashMap<>();

    /** By peer: families whose refresh goes on. */
    private final Map<String, Set<Family>> refreshing = new HashMap<>();

    ExpectedServer(RibTerms terms) {
        this.rib = new NaiveServer(terms);
        this.limits = new ExpectedLimits(rib);
    }

    boolean isUp(String name) {
        return up.containsKey(name);
    }

    /** As whom the path of its session is watched, if the server has said so. */
    Optional<Neighbour> watched(String name) {
        return requireNonNull(up.get(name)).watched;
    }

    /** Whether nobody is told anything yet. */
    boolean defers() {
        return deferral.holds();
    }

    /** It starts anew with these neighbours, and waits for them no longer than that. */
    void startAnew(List<DrawnClient> neighbours, Duration deferral, Instant now) {
        up.clear();
        kept.clear();
        untold.clear();
        refreshing.clear();
        limits.forget();
        rib.startAnew();
        this.deferral.begin(neighbours, deferral, now);
    }

    /** The server says this first on a connection. */
    void opens(SimulatedLine line, Open open) {
        ExpectedWords.first(line.drawn, open, defers());
        if (defers()) {
            count("waited after a restart");
        }
    }

    /** The path to a client is dead: its session ends, and nothing of it is kept (RFC 9384 §4). */
    void pathLost(SimulatedClient client, Instant now) {
        var drawn = client.drawn();
        if (isUp(drawn.name())) {
            count("a dead path");
            var line = requireNonNull(up.get(drawn.name()));
            ExpectedWords.last(
                    line.lastNotification.orElseThrow(), Fault.BFD_DOWN, overNotification(drawn));
            ended(line, false, now);
        }
    }

    /** The server leaves to come back soon. */
    void leaves() {
        up.forEach((name, line) -> {
            var words = ExpectedWords.leaving(line.client.drawn());
            count(words.isEmpty() ? "left in silence" : "left with words");
            assertThat(line.lastNotification.map(Notification::subcode))
                    .as("the last words to %s", name)
                    .isEqualTo(words.map(Fault::subcode));
        });
    }

    /** Messages have arrived whole, after which the session stands, or does not. */
    void heard(SimulatedLine line, List<BgpMessage> messages, boolean stands, Instant now) {
        var client = line.client.drawn();
        boolean tooMany = false;
        boolean exceeded = false;
        for (var message : messages) {
            if (!(message instanceof RouteRefresh)) {
                line.heard = now;
            }
            if (message instanceof Open && !line.drawn.isWelcome()) {
                count("refused for its role");
                assertThat(line.lastNotification.map(Notification::subcode))
                        .as("words to %s, whose role does not fit", client.name())
                        .contains(Fault.ROLE_MISMATCH.subcode());
            } else if (message instanceof Open) {
                takesOver(line, now);
            }
            if (message instanceof Keepalive && !isUp(client.name())) {
                assertThat(line.drawn.isWelcome()).as("role of %s", line.drawn).isTrue();
                up(line, now);
            }
            if (up.get(client.name()) != line) {
                continue;
            }
            switch (message) {
                case Update update -> {
                    tellAll(client, update);
                    exceeded |= limits.exceeds(client, update);
                    rib.update(client.name(), update);
                    tooMany |= limits.isOver(client);
                }
                case RouteRefresh(var family, var subtype) ->
                        Family.of(family).ifPresent(one -> marked(client, one, subtype));
                case Notification words ->
                        ended(line, overNotification(client) && words.hardReset().isEmpty(), now);
                case Keepalive _, Open _ -> {}
            }
        }
        assertThat(exceeded && stands).as("%s may tell more than others", client).isFalse();
        if (isUp(client.name()) && (tooMany || exceeded) && !stands) {
            overLimit(line, line.lastNotification.orElseThrow(), now);
        } else if (isUp(client.name())) {
            assertThat(limits.isOver(client)).as("%s is over its limit", client).isFalse();
        }
    }

    /** Its client may have started anew while the session before stands (RFC 4724 §5). */
    private void takesOver(SimulatedLine line, Instant now) {
        var before = up.get(line.client.drawn().name());
        if (before != null
                && line.client.drawn().isKept()
                && !before.stood.plusSeconds(10).isAfter(line.accepted)) {
            count("connected anew");
            ended(before, true, now);
        }
    }

    private void overLimit(SimulatedLine line, Notification words, Instant now) {
        var client = line.client.drawn();
        count("over a limit");
        ExpectedWords.last(words, Fault.TOO_MANY_PREFIXES, overNotification(client));
        limits.keepOut(client, now);
        if (!client.options().readmission().equals(Readmission.AT_ONCE)) {
            deferral.gone(client.name());
        }
        ended(line, false, now);
    }

    private static boolean overNotification(DrawnClient client) {
        return client.isKept() && client.overNotification();
    }

    private void marked(DrawnClient client, Family family, int subtype) {
        if (!client.isMarked()) {
            return;
        }
        var open = requireNonNull(refreshing.get(client.name()));
        if (subtype == RouteRefresh.BEGIN
                && !requireNonNull(untold.get(client.name())).contains(family)) {
            open.add(family);
            rib.age(client.name(), family);
        } else if (subtype == RouteRefresh.END && open.remove(family)) {
            count("refreshed");
            rib.forgetStale(client.name(), family);
        }
    }

    /** A connection was lost, and with it perhaps a session. */
    void lost(SimulatedLine line, Instant now) {
        var client = line.client.drawn();
        if (up.get(client.name()) == line) {
            ended(line, client.isKept(), now);
        }
    }

    /** It is configured no more. */
    void gone(DrawnClient client) {
        dropped(client);
        deferral.gone(client.name());
    }

    /** It is spoken with anew. */
    void dropped(DrawnClient client) {
        if (isUp(client.name()) || kept.containsKey(client.name())) {
            rib.down(client.name(), Set.of());
        }
        up.remove(client.name());
        kept.remove(client.name());
        limits.mayComeBack(client.name());
    }

    /** What is due has been done. */
    void ticking(List<SimulatedClient> clients, Set<IpAddress> established, Instant now) {
        compareSessions(clients, established, now);
        if (deferral.isOver(now)) {
            count("waited for too long");
            deferral.end();
        }
        for (var name : List.copyOf(kept.keySet())) {
            var one = requireNonNull(kept.get(name));
            for (var family : Set.copyOf(one.until.keySet())) {
                if (!requireNonNull(one.until.get(family)).isAfter(now)) {
                    expired(name, one, family, now);
                }
            }
            if (one.until.isEmpty()) {
                kept.remove(name);
                if (!one.back) {
                    rib.down(name, Set.of());
                }
            }
        }
    }

    private void expired(String name, Kept one, Family family, Instant now) {
        var longer = one.longer.remove(family);
        if (!one.back && longer != null) {
            count("kept for long");
            rib.keepLonger(name, family);
            one.until.put(family, now.plus(longer));
        } else {
            one.until.remove(family);
            rib.forgetStale(name, family);
        }
    }

    /** Sessions stand where they should; where one fell, there was a reason. */
    void compareSessions(List<SimulatedClient> clients, Set<IpAddress> established, Instant now) {
        for (var client : clients) {
            compareSession(client, established.contains(client.drawn().address()), now);
        }
    }

    private void compareSession(SimulatedClient client, boolean stands, Instant now) {
        var name = client.drawn().name();
        var line = up.get(name);
        if (line == null) {
            assertThat(stands).as("a session with %s, who is not there", name).isFalse();
            return;
        }
        if (stands) {
            return;
        }
        assertThat(line.lastNotification).as("words to %s at the end", name).isPresent();
        var words = line.lastNotification.get();
        if (words.code() == Fault.HOLD_TIMER_EXPIRED.code()) {
            count("silent");
            assertThat(Duration.between(line.heard, now))
                    .as("silence of %s", name)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(SimulatedClient.HOLD));
        } else if (words.code() == SEND_HOLD_TIMER_EXPIRED) {
            assertThat(client.isStalled()).as("%s does not read", name).isTrue();
        } else if (limits.isOver(client.drawn())) {
            overLimit(line, words, now);
            return;
        } else {
            assertThat(words.text()).as("the end of %s, who did nothing wrong", name).isEmpty();
        }
        ended(line, overNotification(client.drawn()), now);
    }

    private void up(SimulatedLine line, Instant now) {
        var client = line.client.drawn();
        var name = client.name();
        limits.back(name)
                .ifPresent(allowed -> {
                    count("kept out and back");
                    assertThat(now).as("when %s may be back", name).isAfterOrEqualTo(allowed);
                });
        up.put(name, line);
        line.stood = now;
        untold.put(
                name,
                client.isKept() ? EnumSet.copyOf(client.carried()) : EnumSet.noneOf(Family.class));
        refreshing.put(name, EnumSet.noneOf(Family.class));
        var before = kept.remove(name);
        var preserved = before == null ? Set.<Family>of() : line.preserved;
        rib.up(client.terms(), client.serversRole(), preserved);
        deferral.up(line, client);
        if (!preserved.isEmpty()) {
            count("back");
            var again = new Kept();
            again.back = true;
            preserved.forEach(family -> again.until.put(family, now.plus(RETURN)));
            kept.put(name, again);
        }
    }

    private void tellAll(DrawnClient client, Update update) {
        update.endOfRib()
                .flatMap(Family::of)
                .ifPresent(family -> {
                    requireNonNull(untold.get(client.name())).remove(family);
                    deferral.told(client.name(), family);
                });
        var one = kept.get(client.name());
        update.endOfRib()
                .flatMap(Family::of)
                .filter(family -> one != null && one.until.remove(family) != null)
                .ifPresent(family -> {
                    rib.forgetStale(client.name(), family);
                    if (requireNonNull(one).until.isEmpty()) {
                        kept.remove(client.name());
                    }
                });
    }

    private void ended(SimulatedLine line, boolean graceful, Instant now) {
        var client = line.client.drawn();
        up.remove(client.name());
        kept.remove(client.name());
        if (!graceful || !client.isKept()) {
            rib.down(client.name(), Set.of());
            return;
        }
        count("kept");
        rib.down(client.name(), EnumSet.copyOf(client.families()));
        var away = new Kept();
        client.families()
                .forEach(family -> away.until.put(family, now.plusSeconds(client.restartTime())));
        away.longer.putAll(client.keptLonger());
        kept.put(client.name(), away);
    }

    void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}

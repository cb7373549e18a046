package fairlead.bgp.rpki;

import fairlead.bgp.rpki.RtrState.Holding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Caches in order of preference, and the operator's own payloads. A cache is asked when all before
 * it are in trouble, and left when one of them is well again (RFC 8210 §10). What counts is said by
 * the first cache that is well; while none is, by the first that still holds something. One thread
 * owns it.
 */
public final class RtrCaches {

    private final Map<RtrCache, RtrState> states = new LinkedHashMap<>();
    private VrpSet own = VrpSet.NONE;
    private VrpSet heard = VrpSet.NONE;
    private RoaTable table = RoaTable.EMPTY;

    /** How we stand with each cache, most preferred first. */
    public List<CacheReport> reports() {
        return states.entrySet().stream()
                .map(entry -> CacheReport.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What counts now. */
    public RoaTable table() {
        return table;
    }

    /** Whether what counts is all that there is: some cache has said all, or there are none. */
    public boolean isComplete() {
        return states.isEmpty()
                || states.values().stream().anyMatch(state -> state.holding().isPresent());
    }

    /** Goes over to {@code config}; a cache that stays keeps its connection and its data. */
    public List<RtrEffect> reconfigure(RpkiConfig config, Instant now) {
        var effects = new ArrayList<RtrEffect>();
        for (var gone : List.copyOf(states.keySet())) {
            if (!config.caches().contains(gone)) {
                step(gone, new RtrEvent.Stop(), now, effects);
            }
        }
        var before = Map.copyOf(states);
        states.clear();
        config.caches().forEach(c -> states.put(c, before.getOrDefault(c, RtrState.OFF)));
        boolean ownChanged = !own.difference(VrpSet.of(config.roas())).isEmpty();
        own = VrpSet.of(config.roas());
        settle(now, ownChanged, effects);
        return effects;
    }

    /** What {@code event} at {@code cache} leads to; nothing if it is not one of ours any more. */
    public List<RtrEffect> input(RtrCache cache, RtrEvent event, Instant now) {
        var effects = new ArrayList<RtrEffect>();
        if (states.containsKey(cache)) {
            var before = state(cache);
            step(cache, event, now, effects);
            var after = state(cache);
            if (before.failures() != after.failures()
                    || before.holding().isPresent() != after.holding().isPresent()
                    || vrps(before) != vrps(after)) {
                settle(now, false, effects);
            }
        }
        return effects;
    }

    /** What falls due by {@code now}. */
    public List<RtrEffect> tick(Instant now) {
        var effects = new ArrayList<RtrEffect>();
        for (var cache : List.copyOf(states.keySet())) {
            if (state(cache).deadline().filter(due -> !due.isAfter(now)).isPresent()) {
                effects.addAll(input(cache, new RtrEvent.Tick(), now));
            }
        }
        return effects;
    }

    /** When to call {@link #tick} next. */
    public Optional<Instant> deadline() {
        return states.values().stream()
                .flatMap(state -> state.deadline().stream())
                .min(Instant::compareTo);
    }

    private RtrState state(RtrCache cache) {
        return Objects.requireNonNull(states.get(cache));
    }

    private void step(RtrCache cache, RtrEvent event, Instant now, List<RtrEffect> effects) {
        var step = RtrFsm.next(state(cache), event, now);
        states.put(cache, step.state());
        step.actions().forEach(action -> effects.add(new RtrEffect.Of(cache, action)));
    }

    /** Starts and stops whom the others' health calls for, and tells what counts if it changed. */
    private void settle(Instant now, boolean ownChanged, List<RtrEffect> effects) {
        boolean wanted = true;
        for (var cache : List.copyOf(states.keySet())) {
            boolean isOff = state(cache).phase() instanceof RtrState.Phase.Off;
            if (wanted && isOff) {
                step(cache, new RtrEvent.Start(), now, effects);
            } else if (!wanted && !isOff) {
                step(cache, new RtrEvent.Stop(), now, effects);
            }
            wanted &= state(cache).failures() > 0;
        }
        var counts = counting();
        if (ownChanged || counts != heard) {
            heard = counts;
            publish(effects);
        }
    }

    private VrpSet counting() {
        return states.values().stream()
                .filter(state -> state.failures() == 0 && state.holding().isPresent())
                .findFirst()
                .or(() -> states.values().stream().filter(s -> s.holding().isPresent()).findFirst())
                .map(RtrCaches::vrps)
                .orElse(VrpSet.NONE);
    }

    private static VrpSet vrps(RtrState state) {
        return state.holding().map(Holding::vrps).orElse(VrpSet.NONE);
    }

    private void publish(List<RtrEffect> effects) {
        var before = table.vrps();
        var after = heard.union(own);
        var changed = before.difference(after);
        if (!changed.isEmpty()) {
            table = RoaTable.of(after);
            effects.add(new RtrEffect.Tell(new RoaChange(table, RoaTable.of(changed))));
        }
    }
}

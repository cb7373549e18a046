package fairlead.bgp.rpki;

import java.util.List;

/** Where an event leads, and what is to be done on the way. */
public record RtrStep(RtrState state, List<RtrAction> actions) {

    public RtrStep {
        actions = List.copyOf(actions);
    }

    static RtrStep to(RtrState state, RtrAction... actions) {
        return new RtrStep(state, List.of(actions));
    }
}

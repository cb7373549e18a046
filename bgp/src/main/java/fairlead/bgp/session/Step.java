package fairlead.bgp.session;

import java.util.List;

/** Where an event leads, and what is to be done on the way. */
public record Step(SessionState state, List<SessionAction> actions) {

    public Step {
        actions = List.copyOf(actions);
    }

    static Step to(SessionState state, SessionAction... actions) {
        return new Step(state, List.of(actions));
    }
}

package fairlead.bgp.policy;

import java.util.List;

/** What policies say of a route: in full, to be compared. */
sealed interface Judgement {

    record Accepted(PlainRoute route, List<Summary> summary) implements Judgement {}

    record Rejected(String reason) implements Judgement {}

    /** By the compiled policy. */
    static Judgement compiled(CompiledPolicy policy, PlainRoute route, Session session) {
        var view = session.show(route, new RouteView());
        var edit = new AttributeEdit();
        int answer = policy.apply(view, edit);
        if (answer > 0) {
            return new Rejected(policy.refusal(answer).reason());
        }
        var after =
                answer == CompiledPolicy.ACCEPTED
                        ? route
                        : PlainRoute.read(route.prefix(), edit.octets(), edit.from(), edit.to());
        return new Accepted(
                after,
                edit.summary() == AttributeEdit.NO_SUMMARY
                        ? List.of()
                        : List.of(policy.summaries().get(edit.summary())));
    }
}

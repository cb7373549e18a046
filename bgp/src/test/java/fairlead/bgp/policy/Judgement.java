package fairlead.bgp.policy;

import fairlead.bgp.policy.NaivePolicies.SetByPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What policies say of a route: in full, to be compared. */
sealed interface Judgement {

    record Accepted(PlainRoute route, List<Summary> summary, Set<SetByPolicy> set)
            implements Judgement {

        /** Nothing is set that would be told otherwise. */
        Accepted(PlainRoute route, List<Summary> summary) {
            this(route, summary, Set.of());
        }
    }

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
                        : List.of(policy.summaries().get(edit.summary())),
                set(edit));
    }

    private static Set<SetByPolicy> set(AttributeEdit edit) {
        var set = EnumSet.noneOf(SetByPolicy.class);
        if (edit.hasSet(AttributeSpan.MULTI_EXIT_DISC)) {
            set.add(SetByPolicy.MED);
        }
        if (edit.hasSet(AttributeSpan.NEXT_HOP)) {
            set.add(SetByPolicy.NEXT_HOP);
        }
        return set;
    }
}

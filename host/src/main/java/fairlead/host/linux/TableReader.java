package fairlead.host.linux;

import static java.util.Comparator.comparing;

import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.plan.Route.Target;
import java.util.List;

/** A route table of the kernel, in the words of the model. */
final class TableReader {

    private TableReader() {}

    static List<Forwarding> read(String namespace, int table) {
        var answers = KernelReader.ask(namespace, "nexthop show\nroute show table all\n");
        return new RouteReader(namespace, answers.get(0))
                .table(answers.get(1), table)
                .map(route -> new Forwarding(route.prefix(), action(route.target())))
                .sorted(comparing(Forwarding::prefix))
                .toList();
    }

    private static Action action(Target target) {
        return switch (target) {
            case Target.Throw() -> new Action.Local();
            case Target.Blackhole() -> new Action.Drop();
            case Target.Device _ -> new Action.Internet();
            case Target.Nexthops(var ids) -> new Action.Appliances(ids);
            case Target.Local() ->
                    throw new IllegalStateException("a subnet's table delivers nothing itself");
        };
    }
}

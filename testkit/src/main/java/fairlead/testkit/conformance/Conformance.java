package fairlead.testkit.conformance;

import fairlead.testkit.conformance.Judge.Direction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Judges exchanges with the cloud by Azure's published description. A request body counts only if
 * it was accepted, since what is refused may be as wrong as a test likes, and if its method (PUT,
 * PATCH, POST) takes one. Any thread may ask.
 */
public final class Conformance {

    private final Descriptions descriptions;
    private final Map<String, Integer> held = new TreeMap<>();
    private final Map<String, Addressed> begun = new HashMap<>();

    public Conformance(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /** With the descriptions beside the project, if they are there. */
    public static Optional<Conformance> beside(Path root) {
        return Descriptions.beside(root).map(Conformance::new);
    }

    /** Every difference that is not a known deviation. */
    public synchronized List<Difference> differences(Exchange exchange) {
        var addressed = Addressed.by(exchange.method(), exchange.path());
        if (addressed instanceof Addressed.One || addressed instanceof Addressed.Act) {
            exchange.operation().ifPresent(id -> begun.put(id.toLowerCase(Locale.ROOT), addressed));
        }
        var found = new ArrayList<Difference>();
        if (accepted(exchange)) {
            exchange.sent().ifPresent(body -> found.addAll(request(exchange, addressed, body)));
        }
        exchange.answered()
                .ifPresent(body ->
                        found.addAll(
                                exchange.status() < 300
                                        ? response(exchange, addressed, body)
                                        : manager("error", Direction.RESPONSE, body)));
        found.removeIf(Deviations::allow);
        return found;
    }

    /**
     * As {@link #differences}, and fails with all of them.
     *
     * @throws AssertionError if there are any
     */
    public void check(Exchange exchange) {
        var found = differences(exchange);
        if (!found.isEmpty()) {
            throw new AssertionError(told(exchange, found));
        }
    }

    /** One exchange and what is wrong with it, for people. */
    public static String told(Exchange exchange, List<Difference> found) {
        return exchange.method()
                + " "
                + exchange.path()
                + " in "
                + exchange.version()
                + " is not as Azure describes it:\n  "
                + String.join("\n  ", found.stream().map(Difference::toString).toList());
    }

    /** How many documents were held against a description: {@code response TYPE} to a number. */
    public synchronized Map<String, Integer> held() {
        return new TreeMap<>(held);
    }

    /** A validation says 200 to what it refuses, and the error in its answer. */
    private static boolean accepted(Exchange exchange) {
        return exchange.status() < 300
                && exchange.method().startsWith("P")
                && exchange.answered().filter(body -> body.has("error")).isEmpty();
    }

    private List<Difference> request(Exchange exchange, Addressed addressed, JsonNode body) {
        return switch (addressed) {
            case Addressed.One(var type) ->
                    resource(
                            exchange.method().equals("PATCH") ? Direction.PATCH : Direction.REQUEST,
                            type,
                            exchange.version(),
                            body);
            case Addressed.Act(var type, var action) ->
                    judged(
                            Direction.REQUEST,
                            type + "/" + action,
                            type,
                            exchange.version(),
                            file ->
                                    file.action(described(type), action)
                                            .flatMap(Description.Action::input),
                            body);
            case Addressed.All _, Addressed.Status _, Addressed.Result _, Addressed.Else _ ->
                    List.of();
        };
    }

    private List<Difference> response(Exchange exchange, Addressed addressed, JsonNode body) {
        var version = exchange.version();
        return switch (addressed) {
            case Addressed.One(var type) -> resource(Direction.RESPONSE, type, version, body);
            case Addressed.All(var type) ->
                    body.path("value")
                            .valueStream()
                            .flatMap(one ->
                                    resource(Direction.RESPONSE, type, version, one).stream())
                            .toList();
            case Addressed.Act(var type, var action) -> outcome(type, action, version, body);
            case Addressed.Status(var id) -> {
                var found = new ArrayList<>(manager("status", Direction.RESPONSE, body));
                if (begun.get(id) instanceof Addressed.Act(var type, var action)
                        && body.has("properties")) {
                    found.addAll(outcome(type, action, version, body.get("properties")));
                }
                yield found;
            }
            case Addressed.Result(var id) ->
                    begun.get(id) instanceof Addressed known
                            ? response(exchange, known, body)
                            : List.of();
            case Addressed.Else _ -> List.of();
        };
    }

    private List<Difference> outcome(String type, String action, String version, JsonNode body) {
        return judged(
                Direction.RESPONSE,
                type + "/" + action,
                type,
                version,
                file -> file.action(described(type), action).flatMap(Description.Action::output),
                body);
    }

    private List<Difference> resource(
            Direction direction, String type, String version, JsonNode body) {
        return judged(direction, type, type, version, file -> file.body(described(type)), body);
    }

    /** What all descriptions near the version find wrong. */
    private List<Difference> judged(
            Direction direction,
            String name,
            String type,
            String version,
            Function<Description, Optional<Integer>> shape,
            JsonNode body) {
        var files = new ArrayList<>(descriptions.of(described(type), version));
        files.removeIf(file -> shape.apply(file).isEmpty());
        if (files.isEmpty() && shape.apply(descriptions.manager()).isPresent()) {
            files.add(descriptions.manager());
        }
        if (files.isEmpty()) {
            return List.of();
        }
        held.merge(
                (direction == Direction.RESPONSE ? "response " : "request ")
                        + name.toLowerCase(Locale.ROOT),
                1,
                Integer::sum);
        List<Difference> common = List.of();
        for (int file = 0; file < files.size(); file++) {
            var found =
                    new Judge(files.get(file), direction, name)
                            .differences(shape.apply(files.get(file)).orElseThrow(), body);
            common =
                    file == 0
                            ? found
                            : common.stream()
                                    .filter(one -> found.stream().anyMatch(one::sameAs))
                                    .toList();
        }
        return common;
    }

    private List<Difference> manager(String name, Direction direction, JsonNode body) {
        return new Judge(descriptions.manager(), direction, name)
                .differences(descriptions.manager().body(name).orElseThrow(), body);
    }

    /** A scale set's NICs have no description of their own; they are NICs. */
    private static String described(String type) {
        return type.replaceFirst(
                "(?i)Microsoft\\.Compute/virtualMachineScaleSets/(virtualMachines/)?networkInterfaces",
                "Microsoft.Network/networkInterfaces");
    }
}

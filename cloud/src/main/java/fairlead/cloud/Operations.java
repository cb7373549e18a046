package fairlead.cloud;

import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The operations of a cloud: those that run, and those that ended and are still told about.
 *
 * @param ended kept so that late pollers learn the end
 */
public record Operations(PMap<String, Operation> running, PMap<String, Operation> ended) {

    public static final Operations EMPTY =
            new Operations(HashTreePMap.empty(), HashTreePMap.empty());

    public Operations with(Operation operation) {
        return operation.isRunning()
                ? new Operations(running.plus(operation.id(), operation), ended)
                : new Operations(
                        running.minus(operation.id()), ended.plus(operation.id(), operation));
    }

    public Operations without(String id) {
        return new Operations(running.minus(id), ended.minus(id));
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(running.get(id)).or(() -> Optional.ofNullable(ended.get(id)));
    }

    public Stream<Operation> all() {
        return Stream.concat(running.values().stream(), ended.values().stream());
    }
}

package fairlead.azure.client;

import fairlead.azure.arm.ArmError;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Follows one accepted request to its end, in the order in which Azure's SDKs look for a sign: the
 * {@code Azure-AsyncOperation} header, then {@code Location}, then the resource's own {@code
 * provisioningState}.
 */
final class LongRunning {

    private final Wire wire;
    private final String method;
    private final URI target;
    private final Deadline deadline;
    private final Progress progress;

    LongRunning(Wire wire, String method, URI target, Deadline deadline, Progress progress) {
        this.wire = wire;
        this.method = method;
        this.target = target;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** The final answer to a request whose first answer was {@code first}. */
    ArmAnswer follow(ArmAnswer first) throws IOException, InterruptedException {
        var operation =
                first.header("Azure-AsyncOperation").or(() -> first.header("Operation-Location"));
        if (operation.isPresent()) {
            return operation(first, wire.resolve(operation.get()));
        }
        var location = first.header("Location");
        if (location.isPresent() && first.status() == 202) {
            return location(wire.resolve(location.get()));
        }
        return writesResource() ? resource(first) : first;
    }

    private ArmAnswer operation(ArmAnswer first, URI status)
            throws IOException, InterruptedException {
        var last = first;
        while (true) {
            var answer = get(status);
            var state = answer.document().path("status").asString("");
            if (isSuccess(state)) {
                last = answer;
                break;
            }
            checkNotFailed(answer, state);
            pause(answer, state);
        }
        if (writesResource()) {
            return get(target);
        }
        var location = first.header("Location");
        return location.isPresent() ? location(wire.resolve(location.get())) : last;
    }

    private ArmAnswer location(URI location) throws IOException, InterruptedException {
        var answer = get(location);
        while (answer.status() == 202) {
            pause(answer, "Accepted");
            answer = get(location);
        }
        return writesResource() && answer.body().isEmpty() ? get(target) : answer;
    }

    private ArmAnswer resource(ArmAnswer first) throws IOException, InterruptedException {
        var answer = first;
        while (true) {
            var state = answer.document().path("properties").path("provisioningState").asString("");
            if (state.isEmpty() || isSuccess(state)) {
                return answer;
            }
            checkNotFailed(answer, state);
            pause(answer, state);
            answer = get(target);
        }
    }

    private boolean writesResource() {
        return method.equals("PUT") || method.equals("PATCH");
    }

    private ArmAnswer get(URI uri) throws IOException, InterruptedException {
        return wire.send("GET", uri, Optional.empty(), deadline);
    }

    private static boolean isSuccess(String state) {
        return state.equalsIgnoreCase("Succeeded");
    }

    private void checkNotFailed(ArmAnswer answer, String state) throws ArmFailure {
        switch (state.toLowerCase(Locale.ROOT)) {
            case "failed", "canceled", "cancelled" -> {
                var otherwise =
                        new ArmError(
                                "Operation" + state,
                                method + " " + target.getPath() + " ended as " + state + ".");
                var error = answer.document().path("error");
                throw new ArmFailure(
                        answer.status(),
                        ArmFailure.read(
                                error.isObject()
                                        ? error
                                        : answer.document().path("properties").path("error"),
                                otherwise));
            }
            default -> {}
        }
    }

    private void pause(ArmAnswer answer, String state) throws IOException, InterruptedException {
        progress.waiting(target.getPath(), state, deadline.passed());
        var wait = Pacing.wait(answer.headers());
        if (!deadline.allows(wait)) {
            throw new IOException(
                    method
                            + " "
                            + target.getPath()
                            + " was accepted and is still "
                            + state
                            + " after "
                            + deadline.passed().toSeconds()
                            + " s; it goes on without us");
        }
        Thread.sleep(wait);
    }
}

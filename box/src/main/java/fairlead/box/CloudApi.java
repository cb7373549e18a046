package fairlead.box;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.http.Api;
import fairlead.azure.http.ArmReply;
import fairlead.azure.http.ArmRequest;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.Operation;
import fairlead.cloud.Queries;
import fairlead.cloud.Reply;
import fairlead.cloud.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Answers ARM: reads from the World as it stands, writes through the loop. A poll of a running
 * operation is held until the operation ends or a while has passed, so that clients hear of the end
 * the moment it comes.
 */
final class CloudApi implements Api {

    /** Below the minute after which common clients give up on an answer. */
    private static final Duration HOLD = Duration.ofSeconds(20);

    /** What Azure's network provider asks of pollers, in seconds. */
    private static final String AZURES_PAUSE = "10";

    private final Loop loop;
    private final Queries queries;
    private final List<Extension> extensions;
    private final Speed speed;

    /** Paths that are answered by other parts of the daemon. */
    interface Extension {

        /** The reply, if the request is one of its own. */
        Optional<Reply> answer(Request request) throws InterruptedException;
    }

    /**
     * @param speed at Azure's, polls are answered at once and clients told to come back in ten
     *     seconds
     */
    CloudApi(Loop loop, Queries queries, List<Extension> extensions, Speed speed) {
        this.speed = speed;
        this.loop = loop;
        this.queries = queries;
        this.extensions = List.copyOf(extensions);
    }

    @Override
    public ArmReply handle(ArmRequest arm) throws InterruptedException {
        var request = request(arm);
        for (var extension : extensions) {
            var reply = extension.answer(request);
            if (reply.isPresent()) {
                return arm(reply.get(), arm);
            }
        }
        return arm(
                switch (request.verb()) {
                    case GET, HEAD -> read(request);
                    case PUT, PATCH, POST, DELETE -> write(request);
                },
                arm);
    }

    private Reply read(Request request) throws InterruptedException {
        var reply = queries.answer(loop.world(), request);
        if (reply.poll().isEmpty()) {
            return reply;
        }
        var id = reply.poll().get().operation().id();
        return switch (speed) {
            case AZURE -> reply;
            case INSTANT ->
                    loop.await(
                                    world ->
                                            world.operations()
                                                    .find(id)
                                                    .filter(Operation::isRunning)
                                                    .isEmpty(),
                                    HOLD)
                            ? queries.answer(loop.world(), request)
                            : reply;
        };
    }

    private Reply write(Request request) throws InterruptedException {
        try {
            return loop.ask(request).get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(
                    "the cloud could not judge " + request.verb() + " " + request.path(),
                    bug.getCause());
        }
    }

    private static Request request(ArmRequest arm) {
        var query = new HashMap<String, String>();
        arm.query().forEach((name, value) -> query.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                Request.Verb.valueOf(arm.method()),
                arm.segments(),
                query,
                arm.body(),
                Optional.ofNullable(arm.headers().get("If-Match")));
    }

    private ArmReply arm(Reply reply, ArmRequest request) {
        return new ArmReply(
                reply.status(),
                reply.poll().map(poll -> headers(poll, request)).orElse(Map.of()),
                reply.body());
    }

    private Map<String, String> headers(Reply.Poll poll, ArmRequest request) {
        var operation = poll.operation();
        var version = "?api-version=" + request.apiVersion().orElse("2024-05-01");
        var headers = new HashMap<String, String>();
        switch (speed) {
            case AZURE -> headers.put("Retry-After", AZURES_PAUSE);
            case INSTANT -> {
                // The first poll is held open, so the pause can be short. az polls at once and then
                // pauses; the SDKs for Java and Go pause first, know only whole seconds, and take 0
                // for half a minute.
                headers.put("Retry-After", "1");
                headers.put("retry-after-ms", "100");
                headers.put("x-ms-retry-after-ms", "100");
            }
        }
        switch (poll.style()) {
            case STATUS ->
                    headers.put(
                            "Azure-AsyncOperation", request.base() + status(operation) + version);
            case STATUS_AND_RESULT -> {
                headers.put("Azure-AsyncOperation", request.base() + status(operation) + version);
                headers.put("Location", request.base() + result(operation) + version);
            }
            case RESULT -> headers.put("Location", request.base() + result(operation) + version);
        }
        return headers;
    }

    private static String status(Operation operation) {
        var target = operation.target();
        return target.type().equals(ResourceType.DEPLOYMENT)
                ? target.child("operationStatuses", operation.id()).toString()
                : provider(operation) + "/operations/" + operation.id();
    }

    private static String result(Operation operation) {
        return operation.target().type().equals(ResourceType.GROUP)
                ? "/subscriptions/"
                        + operation.target().subscription()
                        + "/operationresults/"
                        + operation.id()
                : provider(operation) + "/operationResults/" + operation.id();
    }

    private static String provider(Operation operation) {
        return "/subscriptions/"
                + operation.target().subscription()
                + "/providers/"
                + operation.target().type().namespace()
                + "/locations/"
                + operation.location();
    }
}

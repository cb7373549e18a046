package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One request from its first line to its answer, in the order in which Azure judges: path, method,
 * token, api-version, subscription, body. Blocks its own virtual thread, and nobody else's.
 */
final class Door extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE");

    /** What those may send, in octets, of whom nothing is known yet: a login is a few lines. */
    private static final int FORM_LIMIT = 64 << 10;

    private static final List<String> ARM = List.of("subscriptions", "providers", "tenants");
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z]+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final ArmServer.Options options;
    private final Api api;
    private final TokenAuthority tokens;
    private final BodyReader bodies;
    private final OwnDocuments own;
    private final BodyIntake intake;
    private final BodyIntake forms;
    private final ReplyWriter writer;
    private final Metering metering;

    Door(
            ArmServer.Options options,
            Api api,
            TokenAuthority tokens,
            BodyReader bodies,
            OwnDocuments own,
            Allowance allowance,
            Metering metering) {
        this.options = options;
        this.api = api;
        this.tokens = tokens;
        this.bodies = bodies;
        this.own = own;
        this.intake = new BodyIntake(options.bodyLimit(), options.idle(), System::nanoTime);
        this.forms = new BodyIntake(FORM_LIMIT, options.idle(), System::nanoTime);
        this.writer = new ReplyWriter(allowance);
        this.metering = metering;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long start = System.nanoTime();
        var sent = request.getHeaders().get("x-ms-correlation-request-id");
        var correlation =
                sent != null && WORD.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
        Answer answer;
        try {
            answer = answer(request, correlation);
        } catch (RefusedException refused) {
            if (refused.status() != 408) {
                intake.discard(request);
            }
            answer = refusal(request, refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            answer = failure(503, "ServiceUnavailable", "The server is stopping.", correlation);
        } catch (Throwable bug) {
            LOG.error(
                    "{} {} failed, correlation id {}",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    correlation,
                    bug);
            answer =
                    failure(
                            500,
                            "InternalServerError",
                            "Something that should not happen did; the log has it under the"
                                    + " correlation id.",
                            correlation);
        }
        writer.write(request, response, answer, correlation, callback);
        metering.answered(
                METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER",
                answer.status(),
                Duration.ofNanos(System.nanoTime() - start));
        LOG.debug(
                "{} {} {} -> {}, correlation id {}",
                request.getHeaders().get("CommandName"),
                request.getMethod(),
                request.getHttpURI().getPath(),
                response.getStatus(),
                correlation);
        return true;
    }

    private Answer answer(Request request, String correlation)
            throws RefusedException, InterruptedException {
        var target = request.getHttpURI().getPath(); // CONNECT has none
        var segments = Paths.segments(target == null ? "" : target);
        var path = "/" + String.join("/", segments);
        var method = request.getMethod();
        if (!METHODS.contains(method)) {
            throw Refusals.method(method, path);
        }
        var raw = request.getHttpURI().getQuery();
        var query = Paths.parameters(raw == null ? "" : raw);
        var base = "https://" + authority(request);

        var routes = own.at(segments).toList();
        var route = routes.stream().filter(one -> one.takes(method)).findFirst();
        if (routes.stream().anyMatch(Route::open)) {
            var found = route.orElseThrow(() -> Refusals.method(method, path));
            return found.answerer().answer(asked(segments, query, base, forms.read(request)));
        }
        var principal = principal(request);
        var version = apiVersion(segments, query);
        if (segments.size() > 1
                && segments.get(0).equalsIgnoreCase("subscriptions")
                && !segments.get(1).equalsIgnoreCase(options.card().subscription())) {
            throw Refusals.noSuchSubscription(segments.get(1));
        }
        var body = intake.read(request);
        if (route.isPresent()) {
            return route.get().answerer().answer(asked(segments, query, base, body));
        }
        Optional<JsonNode> document =
                body.length == 0 ? Optional.empty() : Optional.of(bodies.read(body));
        // A status request that is held open is silent, and not idle.
        request.addIdleTimeoutListener(_ -> false);
        return new Answer.Document(
                api.handle(
                        new ArmRequest(
                                method,
                                path,
                                segments,
                                query,
                                version,
                                carried(request),
                                document,
                                principal,
                                base,
                                correlation)));
    }

    private static Route.Asked asked(
            List<String> segments, Map<String, String> query, String base, byte[] body) {
        return new Route.Asked(segments, query, base, new String(body, UTF_8));
    }

    private Principal principal(Request request) throws RefusedException {
        var header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null) {
            throw Refusals.missingToken();
        }
        var words = header.strip().split(" +", 2);
        if (words.length != 2 || !words[0].equalsIgnoreCase("Bearer")) {
            throw Refusals.notBearer();
        }
        return tokens.verify(words[1]);
    }

    private static Optional<String> apiVersion(List<String> segments, Map<String, String> query)
            throws RefusedException {
        var version = query.getOrDefault("api-version", "");
        if (version.isEmpty()) {
            if (!segments.isEmpty() && ARM.contains(segments.getFirst().toLowerCase(Locale.ROOT))) {
                throw Refusals.missingApiVersion();
            }
            return Optional.empty();
        }
        if (!VERSION.matcher(version).matches()) {
            throw Refusals.badApiVersion(version);
        }
        return Optional.of(version);
    }

    private String authority(Request request) {
        var asked = request.getHttpURI().getAuthority();
        return asked == null
                ? options.host() + ":" + Request.getServerPort(request)
                : asked; // HTTP/1.0 may come without a host
    }

    private static Map<String, String> carried(Request request) {
        var carried = new TreeMap<String, String>();
        for (var name : ArmRequest.CARRIED) {
            var value = request.getHeaders().get(name);
            if (value != null) {
                carried.put(name, value);
            }
        }
        return carried;
    }

    private Answer refusal(Request request, RefusedException refused) {
        var reply = ArmReply.refusal(refused.status(), refused.error());
        return new Answer.Document(
                switch (refused.status()) {
                    case 401 ->
                            reply.with(
                                    "WWW-Authenticate",
                                    "Bearer authorization_uri=\"https://"
                                            + authority(request)
                                            + "/adfs\", error=\"invalid_token\","
                                            + " error_description=\""
                                            + refused.error().message().replace('"', '\'')
                                            + "\"");
                    case 405 -> reply.with("Allow", String.join(", ", METHODS));
                    case 408, 413 -> reply.with("Connection", "close");
                    default -> reply;
                });
    }

    private static Answer failure(int status, String code, String message, String correlation) {
        return new Answer.Document(
                ArmReply.refusal(
                        status,
                        new ArmError(code, message + " Correlation id: " + correlation + ".")));
    }
}

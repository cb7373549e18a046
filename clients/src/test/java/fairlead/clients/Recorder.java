package fairlead.clients;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.BinaryData;
import fairlead.testkit.conformance.Conformance;
import fairlead.testkit.conformance.Exchange;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens in the SDK's pipeline, and holds all that is said against Azure's description. */
final class Recorder extends HttpPipelineSyncPolicy {

    private static final Pattern VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");

    private final Optional<Conformance> published = Conformance.beside(Path.of(".."));
    private final List<String> differences = new ArrayList<>();

    @Override
    protected HttpResponse afterReceivedResponse(
            HttpPipelineCallContext context, HttpResponse response) {
        var whole = response.buffer();
        published.ifPresent(azure -> record(azure, context, whole));
        return whole;
    }

    private void record(Conformance azure, HttpPipelineCallContext context, HttpResponse response) {
        var request = context.getHttpRequest();
        var address = URI.create(request.getUrl().toString());
        var version = VERSION.matcher(Optional.ofNullable(address.getRawQuery()).orElse(""));
        var exchange =
                new Exchange(
                        request.getHttpMethod().name(),
                        address.getPath(),
                        version.find() ? version.group(1) : "none",
                        json(request.getBodyAsBinaryData()),
                        response.getStatusCode(),
                        json(response.getBodyAsBinaryData()),
                        operation(response));
        if (!exchange.version().equals("none")) {
            var found = azure.differences(exchange);
            if (!found.isEmpty()) {
                synchronized (differences) {
                    differences.add(Conformance.told(exchange, found));
                }
            }
        }
    }

    private static Optional<JsonNode> json(@org.jspecify.annotations.Nullable BinaryData body) {
        return Optional.ofNullable(body)
                .map(BinaryData::toString)
                .filter(text -> !text.isBlank())
                .map(JsonMapper.shared()::readTree);
    }

    private static Optional<String> operation(HttpResponse response) {
        return Stream.of("Azure-AsyncOperation", "Location")
                .flatMap(name ->
                        Stream.ofNullable(response.getHeaderValue(HttpHeaderName.fromString(name))))
                .findFirst()
                .map(address -> {
                    var path = URI.create(address).getPath();
                    return path.substring(path.lastIndexOf('/') + 1);
                });
    }

    /** What was found since the last time that this was asked. */
    List<String> taken() {
        synchronized (differences) {
            var taken = List.copyOf(differences);
            differences.clear();
            return taken;
        }
    }

    /** How often which type was held; empty where there is no description. */
    Map<String, Integer> held() {
        return published.map(Conformance::held).orElse(Map.of());
    }
}

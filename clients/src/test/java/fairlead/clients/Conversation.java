package fairlead.clients;

import fairlead.testkit.conformance.Conformance;
import fairlead.testkit.conformance.Exchange;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that clients and cloud say, held against Azure's description. Any thread may tell. */
final class Conversation {

    private static final Pattern VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");

    private final Optional<Conformance> published = Conformance.beside(Path.of(".."));
    private final List<String> differences = new ArrayList<>();

    /**
     * One request and its answer; what names no api-version is not of the resource manager's.
     *
     * @param sent the body, blank where there was none
     * @param answered likewise
     * @param follow where the answer leads, as {@code Azure-AsyncOperation} or {@code Location}
     */
    void said(
            String method,
            URI address,
            String sent,
            int status,
            String answered,
            Optional<String> follow) {
        var version = VERSION.matcher(Optional.ofNullable(address.getRawQuery()).orElse(""));
        if (published.isEmpty() || !version.find()) {
            return;
        }
        var exchange =
                new Exchange(
                        method,
                        address.getPath(),
                        version.group(1),
                        json(sent),
                        status,
                        json(answered),
                        follow.map(Conversation::operation));
        var found = published.get().differences(exchange);
        if (!found.isEmpty()) {
            synchronized (differences) {
                differences.add(Conformance.told(exchange, found));
            }
        }
    }

    private static Optional<JsonNode> json(String body) {
        return body.isBlank() ? Optional.empty() : Optional.of(JsonMapper.shared().readTree(body));
    }

    private static String operation(String address) {
        var path = URI.create(address).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
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

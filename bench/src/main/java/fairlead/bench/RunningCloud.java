package fairlead.bench;

import fairlead.azure.client.ArmClient;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cloud whose daemon has written down where it is. */
record RunningCloud(String subscription, ArmClient api) implements AutoCloseable {

    private static final String OWN_VERSION = "2026-11-01";

    /** The cloud of this state folder, as its daemon last said; empty if it never did. */
    static Optional<RunningCloud> find(Path state) throws IOException {
        var said = endpoint(state);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var token = Files.readString(state.resolve("admin.token")).strip();
        return Optional.of(
                new RunningCloud(
                        said.get().path("subscriptionId").asString(),
                        new ArmClient(
                                URI.create(said.get().path("url").asString()),
                                TokenSource.fixed(token),
                                Trust.pem(state.resolve("ca.pem")))));
    }

    /** The process of the daemon that last said where it is; empty if none ever did. */
    static OptionalLong daemon(Path state) throws IOException {
        return endpoint(state).stream()
                .mapToLong(endpoint -> endpoint.path("pid").asLong())
                .findFirst();
    }

    private static Optional<JsonNode> endpoint(Path state) throws IOException {
        try {
            return Optional.of(
                    JsonMapper.shared().readTree(Files.readString(state.resolve("endpoint.json"))));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    /** What stands at {@code /subscriptions/S} followed by {@code path}. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return api.get("/subscriptions/" + subscription + path, OWN_VERSION).document();
    }

    JsonNode status() throws IOException, InterruptedException {
        return get("/providers/Fairlead.Host/status");
    }

    @Override
    public void close() {
        api.close();
    }
}

package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.azure.arm.ArmId;
import fairlead.azure.client.ArmAnswer;
import fairlead.azure.client.ArmClient;
import fairlead.azure.client.ArmFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A write whose daemon may die at any moment of it.
 *
 * @param isDone whether the document, empty where there is none, is as the write asked
 */
record TornWrite(
        String method,
        String path,
        String version,
        Optional<JsonNode> body,
        Predicate<Optional<JsonNode>> isDone) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the client knows of it. */
    sealed interface Word {
        /** It has the cloud's word that it is written; perhaps an operation to poll. */
        record Acknowledged(Optional<String> operation) implements Word {}

        /** It has heard nothing, and it may have happened or not. */
        record Nothing() implements Word {}
    }

    static TornWrite put(String path, String body, Predicate<JsonNode> isDone) {
        return new TornWrite(
                "PUT",
                path,
                WholeCloud.VERSION,
                Optional.of(Requests.json(body)),
                document -> document.filter(isDone).isPresent());
    }

    static TornWrite delete(String path) {
        return new TornWrite(
                "DELETE", path, WholeCloud.VERSION, Optional.empty(), Optional::isEmpty);
    }

    static TornWrite scale(String scaleSet, int capacity) {
        return new TornWrite(
                "PATCH",
                scaleSet,
                "2024-07-01",
                Optional.of(Requests.json("{'sku':{'capacity':%d}}".formatted(capacity))),
                document ->
                        document.filter(set -> set.path("sku").path("capacity").asInt() == capacity)
                                .isPresent());
    }

    /** Sends it on a thread of its own. */
    CompletableFuture<Word> send(ArmClient client) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        var answer = client.submit(method, path, version, body);
                        return new Word.Acknowledged(operation(answer));
                    } catch (ArmFailure refused) {
                        throw new AssertionError(this + " was refused", refused);
                    } catch (IOException died) {
                        return new Word.Nothing();
                    } catch (InterruptedException stop) {
                        throw new AssertionError(stop);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static Optional<String> operation(ArmAnswer first) {
        return first.header("Azure-AsyncOperation")
                .map(url -> url.replaceFirst("^https://[^/]*", "").replaceFirst("\\?.*", ""));
    }

    /**
     * Holds what the cloud has given its word for, and polls to an end; says whether the operation
     * ended after {@code restart}.
     */
    boolean keeps(Word word, ArmClient client, Instant restart) throws Exception {
        if (!(word instanceof Word.Acknowledged(var operation))) {
            settled(client);
            return false;
        }
        boolean resumed = false;
        if (operation.isPresent()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(operation(client, operation.get(), "status"))
                                    .as("the operation of %s", this)
                                    .isEqualTo("Succeeded"));
            var ended = operation(client, operation.get(), "endTime");
            resumed = Instant.parse(ended).isAfter(restart);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(client.find(path, version))
                                .as("acknowledged: %s", this)
                                .matches(isDone, "done"));
        settled(client);
        return resumed;
    }

    private String operation(ArmClient client, String path, String member)
            throws IOException, InterruptedException {
        return client.get(path, version).document().path(member).asString();
    }

    /** Whether or not it has happened, it is not under way for ever. */
    private void settled(ArmClient client) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        client.find(path, version)
                                                .map(one ->
                                                        one.path("properties")
                                                                .path("provisioningState")
                                                                .asString())
                                                .orElse("Succeeded"))
                                .as("state of %s", ArmId.parse(path).name())
                                .isEqualTo("Succeeded"));
    }

    boolean isDone(ArmClient client) throws IOException, InterruptedException {
        return isDone.test(client.find(path, version));
    }

    @Override
    public String toString() {
        return method + " " + path.replaceFirst("^.*/providers/", "");
    }
}

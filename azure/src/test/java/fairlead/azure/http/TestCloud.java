package fairlead.azure.http;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.client.ArmClient;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a free loopback port, with fresh certificates, and a bare HTTP client for it. */
public final class TestCloud implements AutoCloseable {

    public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
    public static final String TENANT = "22222222-2222-2222-2222-222222222222";
    public static final String S = "/subscriptions/" + SUBSCRIPTION;

    final Path folder;
    final Certificates certificates;
    final CloudSecrets secrets;
    final TokenAuthority tokens;
    final List<String> answered = new CopyOnWriteArrayList<>();
    final ArmServer server;
    final SSLContext trust;
    final HttpClient http;

    private TestCloud(Api api, Duration idle, int bodyLimit) throws IOException {
        folder = Files.createTempDirectory("flt-http-");
        certificates = Certificates.loadOrCreate(folder, Instant.now());
        secrets = CloudSecrets.loadOrCreate(folder);
        tokens =
                new TokenAuthority(
                        secrets.tokenKey(),
                        TENANT,
                        secrets.administratorToken(),
                        InstantSource.system());
        server =
                ArmServer.start(
                        new ArmServer.Options(
                                "127.0.0.1",
                                0,
                                certificates.chain(),
                                certificates.key(),
                                card(),
                                secrets.credential(),
                                Duration.ofHours(1),
                                bodyLimit,
                                idle),
                        api,
                        tokens,
                        BodyReader.strict(),
                        new Metering() {
                            @Override
                            public void answered(String method, int status, Duration took) {
                                answered.add(method + " " + status);
                            }

                            @Override
                            public String exposition() {
                                return "fairlead_test 1\n";
                            }
                        });
        trust = Trust.pem(certificates.caFile());
        http = HttpClient.newBuilder().sslContext(trust).build();
    }

    public static TestCloud with(Api api) throws IOException {
        return new TestCloud(api, Duration.ofMinutes(1), 4 << 20);
    }

    static TestCloud with(Api api, Duration idle) throws IOException {
        return new TestCloud(api, idle, 4 << 20);
    }

    static CloudCard card() {
        return new CloudCard(
                "Lab",
                TENANT,
                SUBSCRIPTION,
                "lab",
                List.of(
                        new CloudCard.Location("westeurope", "West Europe"),
                        new CloudCard.Location("eastus", "East US")),
                List.of(
                        type("Microsoft.Network/virtualNetworks"),
                        type("Microsoft.Network/virtualNetworks/subnets"),
                        type("Microsoft.Compute/virtualMachines")));
    }

    private static CloudCard.ServedType type(String name) {
        return new CloudCard.ServedType(
                new ResourceType(name), List.of("2024-05-01", "2022-07-01"));
    }

    public URI base() {
        return server.base();
    }

    public ArmClient client() {
        return new ArmClient(base(), TokenSource.fixed(secrets.administratorToken()), trust);
    }

    public SSLContext trust() {
        return trust;
    }

    public String administratorToken() {
        return secrets.administratorToken();
    }

    public Credential credential() {
        return secrets.credential();
    }

    /** A request that carries the administrator's token. */
    HttpRequest.Builder request(String target) {
        return bare(target).header("Authorization", "Bearer " + secrets.administratorToken());
    }

    HttpRequest.Builder bare(String target) {
        return HttpRequest.newBuilder(URI.create(base() + target)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode json(String target) throws Exception {
        return json(send(request(target)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        server.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

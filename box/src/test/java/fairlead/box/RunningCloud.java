package fairlead.box;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.client.ArmClient;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import fairlead.azure.http.Api;
import fairlead.azure.http.ArmReply;
import fairlead.azure.http.ArmRequest;
import fairlead.azure.http.ArmServer;
import fairlead.azure.http.Certificates;
import fairlead.azure.http.CloudCard;
import fairlead.azure.http.CloudSecrets;
import fairlead.azure.http.Credential;
import fairlead.azure.http.Metering;
import fairlead.azure.http.TokenAuthority;
import fairlead.azure.hub.Profile;
import fairlead.azure.template.LenientJson;
import fairlead.box.store.SqliteStore;
import fairlead.cloud.Cloud;
import fairlead.cloud.CloudSettings;
import fairlead.cloud.Decisions;
import fairlead.cloud.Fact;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.MachineWanted;
import fairlead.cloud.World;
import fairlead.testkit.conformance.Conformance;
import fairlead.testkit.conformance.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A cloud with its real store, loop, REST face and fleet, over a host that does everything at once
 * in thought.
 */
final class RunningCloud implements AutoCloseable {

    private final Decisions decisions;
    private final Set<Integer> machines = new HashSet<>();
    private final SqliteStore store;
    private final ArmServer server;
    private final Thread thread;
    private volatile Optional<FleetEdge> fleets = Optional.empty();
    private volatile boolean fleetsHear = true;

    private static final Optional<Conformance> PUBLISHED = Conformance.beside(Path.of(".."));

    /** What was said that is not as Azure describes it. */
    private final List<String> differences = new CopyOnWriteArrayList<>();

    /** Every World that was published. */
    final List<World> worlds = new CopyOnWriteArrayList<>();

    /** How often a client came while another write ran. */
    final AtomicInteger conflicts = new AtomicInteger();

    final Loop loop;
    final Cloud cloud;
    final ArmClient client;
    private final String token;
    private final Credential credential;
    private final HttpClient http;

    RunningCloud(Path folder) throws Exception {
        this(folder, CloudSettings.USUAL);
    }

    RunningCloud(Path folder, CloudSettings settings) throws Exception {
        decisions = new Decisions(settings.profile());
        cloud = Requests.cloud(settings);
        store = SqliteStore.open(folder.resolve("store.sqlite"));
        loop =
                new Loop(
                        store,
                        Ledger.load(store),
                        cloud.commands(),
                        InstantSource.system(),
                        UUID::randomUUID,
                        this::happened);
        var secrets = CloudSecrets.loadOrCreate(folder.resolve("keys"));
        var certificates = Certificates.loadOrCreate(folder, Instant.now());
        var own = Cards.of("test", secrets);
        var card =
                new CloudCard(
                        own.name(),
                        own.tenant(),
                        Requests.SUBSCRIPTION.substring("/subscriptions/".length()),
                        own.subscriptionName(),
                        own.locations(),
                        own.types());
        server =
                ArmServer.start(
                        new ArmServer.Options(
                                0,
                                certificates.chain(),
                                certificates.key(),
                                card,
                                secrets.credential()),
                        counting(new CloudApi(loop, cloud.queries(), List.of(), settings.speed())),
                        new TokenAuthority(
                                secrets.tokenKey(),
                                card.tenant(),
                                secrets.administratorToken(),
                                InstantSource.system()),
                        LenientJson::read,
                        Metering.NONE);
        client =
                new ArmClient(
                        server.base(),
                        TokenSource.fixed(secrets.administratorToken()),
                        Trust.pem(certificates.caFile()));
        token = secrets.administratorToken();
        credential = secrets.credential();
        http = HttpClient.newBuilder().sslContext(Trust.pem(certificates.caFile())).build();
        thread = Thread.ofPlatform().name("test-loop").start(loop);
    }

    /** Sends one request as it is, with the administrator's token, and follows nothing. */
    HttpResponse<String> send(WildRequests.Wild wild) throws IOException, InterruptedException {
        var target = new StringBuilder(server.base().toString());
        for (var segment : wild.segments()) {
            target.append('/').append(URLEncoder.encode(segment, UTF_8).replace("+", "%20"));
        }
        target.append("?api-version=").append(URLEncoder.encode(wild.version(), UTF_8));
        target.append(wild.query().isEmpty() ? "" : "&").append(wild.query());
        var request =
                HttpRequest.newBuilder(URI.create(target.toString()))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .method(wild.verb(), HttpRequest.BodyPublishers.ofByteArray(wild.body()));
        wild.headers().forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The secret with which a client logs in. */
    String secret() {
        return credential.secret();
    }

    HttpResponse<String> login() throws IOException, InterruptedException {
        return login(credential.clientId(), credential.secret());
    }

    /** Asks for a token, as a client does that has credentials of its own. */
    HttpResponse<String> login(String client, String secret)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.base() + "/adfs/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_id="
                                                + client
                                                + "&client_secret="
                                                + secret))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A read with this token. */
    HttpResponse<String> bearing(String token, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.base() + path + "?api-version=2024-07-01"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What an address that the cloud gave answers. */
    HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Begins a request whose body may be long. */
    CompletableFuture<HttpResponse<String>> sending(
            String verb, String path, HttpRequest.BodyPublisher body) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(server.base() + path + "?api-version=2024-07-01"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .method(verb, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The same, of text with single quotes. */
    HttpResponse<String> send(String verb, String path, String body)
            throws IOException, InterruptedException {
        return send(
                new WildRequests.Wild(
                        verb,
                        List.of(path.substring(1).split("/", -1)),
                        "2024-07-01",
                        body.replace('\'', '"').getBytes(UTF_8)));
    }

    private Api counting(Api api) {
        return request -> {
            var reply = api.handle(request);
            // Where a version may be missing there is no resource, and nothing that Azure
            // describes.
            PUBLISHED.ifPresent(azure ->
                    request.apiVersion()
                            .ifPresent(version ->
                                    differences.addAll(found(azure, version, request, reply))));
            if (reply.status() == 409) {
                conflicts.incrementAndGet();
            }
            return reply;
        };
    }

    private static List<String> found(
            Conformance azure, String version, ArmRequest request, ArmReply reply) {
        var exchange =
                new Exchange(
                        request.method(),
                        request.path(),
                        version,
                        request.body(),
                        reply.status(),
                        reply.body(),
                        Stream.of("Azure-AsyncOperation", "Location")
                                .flatMap(name -> Stream.ofNullable(reply.headers().get(name)))
                                .map(address -> URI.create(address).getPath())
                                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                                .findFirst());
        var found = azure.differences(exchange);
        return found.isEmpty() ? List.of() : List.of(Conformance.told(exchange, found));
    }

    /** For requests without sense: what is only stored is shown as it came. */
    void forgive() {
        differences.clear();
    }

    /** The fleets' keeper, from now on woken by writes. */
    FleetEdge fleets() {
        var edge = new FleetEdge(new FleetDriver(client, Profile.AZURE.peers()), loop::world);
        fleets = Optional.of(edge);
        return edge;
    }

    /** Whether the fleets' keeper is told of writes. */
    void fleetsHear(boolean hear) {
        fleetsHear = hear;
    }

    private void happened(List<Fact> facts, World after) {
        worlds.add(after);
        if (fleetsHear) {
            fleets.ifPresent(edge -> edge.heard(facts, after));
        }
        if (!facts.isEmpty() && facts.stream().allMatch(Fact.Seen.class::isInstance)) {
            return;
        }
        var seen = new ArrayList<Fact.Seen>();
        var wanted = decisions.all(after).machines();
        machines.stream()
                .filter(serial -> !wanted.containsKey(serial))
                .toList()
                .forEach(serial -> {
                    machines.remove(serial);
                    seen.add(new Fact.MachineObserved(serial, Optional.empty()));
                });
        seen.add(new Fact.HostInForce(after.version(), Optional.empty()));
        for (var machine : wanted.values()) {
            if (machine.power() == MachineWanted.Power.ON && machines.add(machine.serial())) {
                seen.add(
                        new Fact.MachineObserved(
                                machine.serial(),
                                Optional.of(
                                        MachineSeen.STOPPED.running(
                                                machine.serial(), machine.boots()))));
            }
        }
        loop.saw(seen.toArray(Fact.Seen[]::new));
    }

    @Override
    public void close() throws InterruptedException {
        http.shutdownNow();
        server.close();
        thread.interrupt();
        thread.join();
        store.close();
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences));
        }
    }
}

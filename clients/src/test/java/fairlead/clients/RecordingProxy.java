package fairlead.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fairlead.azure.client.Trust;
import fairlead.box.WholeCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands between a client of another language and the cloud, with the cloud's own certificate, and
 * tells a conversation what passes. The name that the client asks for goes on to the cloud, so that
 * all addresses in its answers lead back here.
 */
final class RecordingProxy implements AutoCloseable {

    /** What is said between two neighbours only (RFC 9110 §7.6.1), or counted anew. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "keep-alive", "transfer-encoding", "upgrade");

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("BEGIN PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);

    private final URI cloud;
    private final Conversation conversation;
    private final HttpClient client;
    private final HttpsServer server;

    private RecordingProxy(
            URI cloud, Conversation conversation, HttpClient client, HttpsServer server) {
        this.cloud = cloud;
        this.conversation = conversation;
        this.client = client;
        this.server = server;
    }

    /** Serves at a free port of the loopback until closed. */
    static RecordingProxy before(WholeCloud cloud, URI url, Conversation conversation)
            throws Exception {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(cloud.state())));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(Trust.pem(cloud.state().resolve("ca.pem")))
                        .build();
        var proxy = new RecordingProxy(url, conversation, client, server);
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    /** Where clients find it. */
    URI base() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestBody().readAllBytes();
            var answer =
                    client.send(request(exchange, sent), HttpResponse.BodyHandlers.ofByteArray());
            conversation.said(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    new String(sent, StandardCharsets.UTF_8),
                    answer.statusCode(),
                    new String(answer.body(), StandardCharsets.UTF_8),
                    follow(answer));
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (passes(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            exchange.sendResponseHeaders(
                    answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] sent) {
        var request =
                HttpRequest.newBuilder(cloud.resolve(exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(sent));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (passes(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }

    private static boolean passes(String name) {
        return !OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> follow(HttpResponse<?> answer) {
        return Stream.of("Azure-AsyncOperation", "Location")
                .flatMap(name -> answer.headers().firstValue(name).stream())
                .findFirst();
    }

    private static SSLContext identity(Path state) throws Exception {
        Certificate[] chain;
        try (var in = Files.newInputStream(state.resolve("server.pem"))) {
            chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(Certificate[]::new);
        }
        var none = new char[0];
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("server", key(state.resolve("server-key.pem"), chain[0]), none, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static PrivateKey key(Path pem, Certificate certificate) throws Exception {
        var block = PRIVATE_KEY.matcher(Files.readString(pem));
        assertThat(block.find()).as("a private key in " + pem).isTrue();
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1))));
    }
}

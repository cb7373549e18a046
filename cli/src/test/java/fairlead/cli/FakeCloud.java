package fairlead.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A daemon that is none: it answers what it was told to answer, remembers what it was asked, and
 * has written the state folder of a running cloud. Paths are those below the subscription, without
 * the query.
 */
final class FakeCloud implements AutoCloseable {

    private record Reply(int status, Supplier<String> body) {}

    final Path home;
    final StateFolder folder;
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final HttpsServer server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    FakeCloud(Path home) throws Exception {
        this.home = home;
        this.folder = new StateFolder("default", home.resolve("default"));
        Files.createDirectories(folder.path());
        var store = Keys.store();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.createContext("/", this::answer);
        server.start();
        write("ca.pem", pem(store));
        write("admin.token", "secret-token\n");
        write(
                "principal.json",
                "{'clientId':'app','secret':'s3cret','tenantId':'tenant','subscriptionId':'sub'}");
        on("GET", "/cloud.json", "{'endpoints':{'activeDirectory':'" + url() + "/adfs'}}");
        endpoint(ProcessId.of(ProcessHandle.current().pid()).orElseThrow());
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** Says that the daemon is this process. */
    void endpoint(ProcessId process) throws IOException {
        write(
                "endpoint.json",
                "{'url':'%s','pid':%d,'startTime':%d}"
                        .formatted(url(), process.pid(), process.startTime()));
    }

    /** Answers 200 with this document, in which ' stands for ". */
    FakeCloud on(String method, String path, String body) {
        return on(method, path, 200, () -> body);
    }

    FakeCloud on(String method, String path, int status, Supplier<String> body) {
        replies.put(method + " " + path, new Reply(status, body));
        return this;
    }

    /** Runs a command line against this cloud. */
    int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    int run(Map<String, String> more, String... arguments) {
        var environment =
                new HashMap<>(Map.of("FAIRLEAD_HOME", home.toString(), "PATH", "/usr/bin:/bin"));
        environment.putAll(more);
        out.reset();
        err.reset();
        var screen =
                new Screen(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        return Main.run(screen, environment, tree(), arguments);
    }

    /** What stands above every command. */
    Fairlead fairlead() {
        var nowhere = new PrintStream(new ByteArrayOutputStream());
        return new Fairlead(new Screen(nowhere, nowhere, false, false), Map.of(), tree());
    }

    private Tree tree() {
        return new Tree(home.resolve("tree"), Path.of("/bin/true"), "none.jar", "");
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.path().resolve(name), text.replace('\'', '"'));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().replaceFirst("^/subscriptions/sub/", "");
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var known = replies.get(exchange.getRequestMethod() + " " + path);
        requests.add(
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + (body.isEmpty() ? "" : " " + body));
        boolean allowed =
                "Bearer secret-token"
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        var reply =
                !allowed
                        ? new Reply(
                                401,
                                () ->
                                        "{'error':{'code':'InvalidAuthenticationToken','message':'no token'}}")
                        : known != null
                                ? known
                                : new Reply(
                                        404,
                                        () ->
                                                "{'error':{'code':'ResourceNotFound','message':'nothing at "
                                                        + path
                                                        + "'}}");
        var octets = reply.body().get().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                path.equals("/health") ? 200 : reply.status(),
                octets.length == 0 ? -1 : octets.length);
        try (var response = exchange.getResponseBody()) {
            response.write(octets);
        }
    }

    /** Made once: keytool takes a second. */
    private static final class Keys {

        private static final KeyStore STORE = make();

        static KeyStore store() {
            return STORE;
        }

        private static KeyStore make() {
            try {
                var file = Files.createTempDirectory("fairlead-keys").resolve("keys.p12");
                var made =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-alias",
                                        "key",
                                        "-keyalg",
                                        "EC",
                                        "-groupname",
                                        "secp256r1",
                                        "-dname",
                                        "CN=localhost",
                                        "-ext",
                                        "SAN=DNS:localhost,IP:127.0.0.1",
                                        "-ext",
                                        "BC=ca:true",
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass",
                                        "changeit",
                                        "-keystore",
                                        file.toString())
                                .redirectErrorStream(true)
                                .start();
                made.getInputStream().readAllBytes();
                made.waitFor();
                var store = KeyStore.getInstance("PKCS12");
                try (var stream = Files.newInputStream(file)) {
                    store.load(stream, "changeit".toCharArray());
                }
                Files.delete(file);
                Files.delete(file.getParent());
                return store;
            } catch (Exception e) {
                throw new IllegalStateException("keytool made no key", e);
            }
        }
    }

    private static SSLContext tls(KeyStore store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static String pem(KeyStore store) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(store.getCertificate("key").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

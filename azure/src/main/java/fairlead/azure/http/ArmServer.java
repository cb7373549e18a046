package fairlead.azure.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The running face of a cloud: HTTPS, one virtual thread per request. Made by {@link #start},
 * stopped by {@link #close}.
 */
public final class ArmServer implements AutoCloseable {

    /**
     * Connections at one time; more wait until others are closed, or silent for too long. Each
     * costs some seventy kilobytes for TLS.
     */
    static final int MOST_CONNECTIONS = 4000;

    private final Server server;
    private final ServerConnector connector;
    private final Options options;

    private ArmServer(Server server, ServerConnector connector, Options options) {
        this.server = server;
        this.connector = connector;
        this.options = options;
    }

    /**
     * What the server needs to know.
     *
     * @param host the address to listen on, as a literal or {@code localhost}
     * @param port 0 lets the kernel choose
     * @param chain the server's certificate first
     * @param key of that certificate
     * @param card what the cloud says of itself
     * @param credential who may log in
     * @param tokenLife how long an issued token is good
     * @param bodyLimit in octets; more is answered with 413
     * @param idle a connection that is silent for so long outside a request is closed
     */
    public record Options(
            String host,
            int port,
            List<X509Certificate> chain,
            PrivateKey key,
            CloudCard card,
            Credential credential,
            Duration tokenLife,
            int bodyLimit,
            Duration idle) {

        public Options {
            chain = List.copyOf(chain);
        }

        /** On 127.0.0.1: tokens for a day, bodies up to 4 MB, a minute of silence. */
        public Options(
                int port,
                List<X509Certificate> chain,
                PrivateKey key,
                CloudCard card,
                Credential credential) {
            this(
                    "127.0.0.1",
                    port,
                    chain,
                    key,
                    card,
                    credential,
                    Duration.ofDays(1),
                    4 << 20,
                    Duration.ofMinutes(1));
        }

        /** The same on another address. */
        public Options listeningOn(String address) {
            return new Options(
                    address, port, chain, key, card, credential, tokenLife, bodyLimit, idle);
        }
    }

    /**
     * Binds and serves.
     *
     * @throws BindException if host and port cannot be had; another port may be tried
     * @throws IOException if the server cannot start for another reason
     */
    public static ArmServer start(
            Options options, Api api, TokenAuthority tokens, BodyReader bodies, Metering metering)
            throws IOException {
        var threads = new VirtualThreadPool();
        threads.setName("arm");
        threads.setMaxConcurrentTasks(
                20_000); // its own limit of 200 would let long polls block all
        var server = new Server(threads);
        var connector =
                new ServerConnector(
                        server,
                        1,
                        1,
                        new SslConnectionFactory(tls(options), "http/1.1"),
                        new HttpConnectionFactory(http(options)));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idle().toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setErrorHandler(new LowLevelErrors());
        server.setStopTimeout(0);
        server.setHandler(
                new Door(
                        options,
                        api,
                        tokens,
                        bodies,
                        new OwnDocuments(options, tokens, metering),
                        new Allowance(System::nanoTime),
                        metering));
        try {
            server.start();
            return new ArmServer(server, connector, options);
        } catch (Exception failed) {
            stop(server);
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException taken) {
                    throw taken;
                }
            }
            throw new IOException(
                    "cannot serve on " + options.host() + ":" + options.port() + ": " + failed,
                    failed);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** {@code https://localhost:PORT}, the name in which every client should address it. */
    public URI base() {
        return URI.create("https://localhost:" + port());
    }

    /** Where a client on this host reaches it, whatever address it listens on. */
    public InetSocketAddress address() {
        var local = new InetSocketAddress(options.host(), port());
        return local.getAddress() == null || local.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port())
                : local;
    }

    /** Stops at once; requests that are being answered are interrupted. */
    @Override
    public void close() {
        stop(server);
    }

    private static SslContextFactory.Server tls(Options options) {
        var tls = new SslContextFactory.Server();
        tls.setSslContext(Tls.server(options.chain(), options.key()));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return tls;
    }

    private static HttpConfiguration http(Options options) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(32 << 10);
        http.setIdleTimeout(options.idle().toMillis());
        http.setUriCompliance(UriCompliance.UNSAFE); // Paths judges, in Azure's error form
        var secure = new SecureRequestCustomizer();
        secure.setSniHostCheck(false); // clients may come by address
        http.addCustomizer(secure);
        return http;
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the REST server did not stop", failed);
        }
    }
}

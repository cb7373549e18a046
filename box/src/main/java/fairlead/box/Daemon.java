package fairlead.box;

import fairlead.azure.client.ArmClient;
import fairlead.azure.client.TokenSource;
import fairlead.azure.client.Trust;
import fairlead.azure.http.ArmServer;
import fairlead.azure.http.Certificates;
import fairlead.azure.http.CloudCard;
import fairlead.azure.http.CloudSecrets;
import fairlead.azure.http.TokenAuthority;
import fairlead.azure.metadata.Metadata;
import fairlead.azure.template.LenientJson;
import fairlead.bgp.speaker.SessionReport;
import fairlead.box.settings.Settings;
import fairlead.box.settings.SettingsException;
import fairlead.box.settings.SettingsFile;
import fairlead.box.store.SqliteStore;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Cloud;
import fairlead.cloud.CloudIdentity;
import fairlead.cloud.Decided;
import fairlead.cloud.Decisions;
import fairlead.cloud.Fact;
import fairlead.cloud.SessionKey;
import fairlead.cloud.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The daemon of one cloud: wires every room and runs until it is told to end. It leaves the kernel
 * and the machines as they are.
 */
public final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration STALE_AFTER = Duration.ofMinutes(2);

    private final DaemonOptions options;
    private final StateFolder folder;
    private final Instant since = Instant.now();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Settings settings;
    private final Decisions decisions;

    /** Written by the loop's thread, read by any. */
    private volatile Decided decided = Decided.NOTHING;

    /**
     * False after a decision that failed: what it should have followed is then decided from
     * nothing.
     */
    private boolean upToDate = true;

    private Daemon(DaemonOptions options, StateFolder folder, Settings settings) {
        this.options = options;
        this.folder = folder;
        this.settings = settings;
        this.decisions = new Decisions(settings.cloud().profile());
    }

    /**
     * Runs a daemon; see {@link DaemonOptions} for the arguments. Exit codes: 0 ended in good
     * order, 1 could not run, 2 the arguments or the settings are wrong.
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            var options = DaemonOptions.parse(List.of(arguments));
            var folder = StateFolder.at(options.state());
            var settings = SettingsFile.read(folder.file(SettingsFile.NAME));
            var lock = folder.lock();
            if (lock.isEmpty()) {
                throw new IOException(
                        "another daemon"
                                + folder.read("endpoint.json")
                                        .map(known ->
                                                ", process "
                                                        + JsonMapper.shared()
                                                                .readTree(known)
                                                                .path("pid")
                                                                .asString("unknown")
                                                        + ",")
                                        .orElse("")
                                + " serves "
                                + options.state()
                                + "; end it with: fairlead --cloud "
                                + options.cloud()
                                + " stop");
            }
            var daemon = new Daemon(options, folder, settings);
            try {
                daemon.serve();
            } finally {
                daemon.ended.countDown();
            }
            return 0;
        } catch (IllegalArgumentException usage) {
            System.err.println("fairlead daemon: " + usage.getMessage());
            return 2;
        } catch (SettingsException wrong) {
            System.err.println("fairlead daemon: " + wrong.getMessage());
            return 2;
        } catch (IOException | StoreException refused) {
            System.err.println("fairlead daemon: " + refused.getMessage());
            return 1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** The host's own word is no news to it; else the two would talk for ever. */
    static boolean isNewsToTheHost(List<Fact> facts) {
        return facts.isEmpty()
                || !facts.stream()
                        .allMatch(fact ->
                                fact instanceof Fact.HostInForce
                                        || fact instanceof Fact.HostUnable);
    }

    private void serve() throws IOException, StoreException, InterruptedException {
        var secrets = CloudSecrets.loadOrCreate(folder.file("keys"));
        var certificates = Certificates.loadOrCreate(folder.path(), since);
        var card = Cards.of(options.cloud(), secrets);
        var sources = new CompletableFuture<Metrics.Sources>();
        var metrics = new Metrics(DaemonOptions.version(), since, sources::join);
        try (var store = new MeteredStore(SqliteStore.open(folder.file("store.sqlite")), metrics)) {
            var world = Ledger.load(store);
            var identity =
                    new CloudIdentity(
                            card.tenant(),
                            card.subscription(),
                            card.subscriptionName(),
                            Cards.environment(card));
            var cloud = Cloud.of(settings.cloud(), identity);
            var tokens =
                    new TokenAuthority(
                            secrets.tokenKey(),
                            card.tenant(),
                            secrets.administratorToken(),
                            InstantSource.system());
            var wiring =
                    new Wiring(
                            store,
                            world,
                            cloud,
                            certificates.caFile(),
                            answers(card, tokens),
                            metrics);
            sources.complete(wiring);
            var api =
                    new CloudApi(
                            wiring.loop,
                            cloud.queries(),
                            wiring.extensions,
                            settings.cloud().speed());
            try (var server = listen(certificates, card, secrets, api, tokens, metrics)) {
                Announcement.write(folder, server, secrets, card);
                wiring.begin(
                        new ArmClient(
                                server.base(),
                                TokenSource.fixed(secrets.administratorToken()),
                                Trust.pem(certificates.caFile())),
                        server.address());
                Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "end"));
                LOG.info("The cloud '{}' answers at {}", options.cloud(), server.base());
                settings.warning().ifPresent(LOG::warn);
                end.await();
                LOG.info(
                        "The daemon of '{}' ends; its machines and networks go on",
                        options.cloud());
                wiring.end();
            }
        }
    }

    /** Asks for the end and waits for it, so that peers hear of it and the store is closed. */
    private void endInOrder() {
        end.countDown();
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                LOG.warn("The daemon did not end in order within 10 s");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rooms of a running daemon and the threads between them. */
    private final class Wiring implements Metrics.Sources {

        final Loop loop;
        final List<CloudApi.Extension> extensions = new ArrayList<>();
        private final HostEdge host;
        private final HostGround ground;
        private final SpeakerEdge speakers;
        private final PlatformEdge platform;
        private final List<Thread> threads = new ArrayList<>();
        private final CompletableFuture<FleetEdge> fleets = new CompletableFuture<>();
        private final CompletableFuture<InetSocketAddress> api = new CompletableFuture<>();

        Wiring(
                Store store,
                World world,
                Cloud cloud,
                Path authority,
                Function<Supplier<World>, PlatformAnswers> answers,
                Metrics metrics)
                throws IOException {
            loop =
                    new Loop(
                            store,
                            world,
                            cloud.commands(),
                            InstantSource.system(),
                            UUID::randomUUID,
                            this::decide);
            ground = new HostGround(options, authority, this::phase, metrics);
            speakers = new SpeakerEdge(ground, loop::saw);
            var machines =
                    new MachineEdge(
                            events -> ground.machines(events),
                            new BootCount(folder.file("machines")),
                            loop::saw);
            platform = new PlatformEdge(ground, answers.apply(loop::world), api::join);
            host = new HostEdge(ground, machines, speakers, platform, loop::saw);
            decided = decisions.all(world);
            host.want(decided, world.version());
            var report =
                    new HostReport(
                            options.cloud(),
                            options.intoHolder(),
                            DaemonOptions.version(),
                            since,
                            loop,
                            host,
                            machines,
                            speakers,
                            ground::counters,
                            settings);
            extensions.add(new AdvertisedRoutes(loop, speakers, settings.cloud().profile()));
            var devices = new DeviceReport(options.intoHolder(), loop::world, () -> decided);
            extensions.add(
                    new OwnApi(
                            loop,
                            report,
                            devices,
                            fleets::join,
                            speakers,
                            ground.prober(),
                            settings.cloud().profile(),
                            new Auditor(
                                    loop,
                                    ground::opened,
                                    machines,
                                    speakers,
                                    settings.cloud().profile()),
                            this::down));
        }

        @Override
        public World world() {
            return loop.world();
        }

        @Override
        public boolean isReady() {
            return host.isReady();
        }

        @Override
        public List<SessionReport> sessions(SessionKey one) {
            return speakers.sessions(one.hub(), one.instance());
        }

        /**
         * @param address where the API listens
         */
        void begin(ArmClient client, InetSocketAddress address) {
            var edge =
                    new FleetEdge(
                            new FleetDriver(client, settings.cloud().profile().peers()),
                            loop::world);
            fleets.complete(edge);
            api.complete(address);
            threads.add(Thread.ofPlatform().name("loop").start(loop));
            threads.add(Thread.ofPlatform().name("host").start(host));
            threads.add(Thread.ofVirtual().name("stale").start(this::forgetStale));
            edge.wakeAll(loop.world());
        }

        void end() throws InterruptedException {
            threads.forEach(Thread::interrupt);
            for (var thread : threads) {
                thread.join(Duration.ofSeconds(5));
            }
            speakers.close();
            platform.close();
            ground.close();
        }

        private void phase(String text) {
            host.phase(text);
        }

        private void decide(List<Fact> facts, World after) {
            if (!isNewsToTheHost(facts)) {
                return;
            }
            boolean behind = !upToDate;
            upToDate = false;
            decided = behind ? decisions.all(after) : decisions.after(decided, facts, after);
            upToDate = true;
            host.want(decided, after.version());
            if (fleets.isDone()) {
                fleets.join().heard(facts, after);
            }
        }

        /**
         * What was heard before the daemon began counts until it is heard again, but not for ever.
         */
        private void forgetStale() {
            try {
                Thread.sleep(STALE_AFTER);
                loop.world()
                        .seen()
                        .staleSessions()
                        .forEach(session -> loop.saw(new Fact.AllHeard(session)));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Returns when nothing of the cloud is left on the host but the daemon, which whoever asked
         * ends.
         */
        private void down() throws InterruptedException {
            host.removeEverything();
        }
    }

    /** The API is the one resource that managed identities have tokens for. */
    private static Function<Supplier<World>, PlatformAnswers> answers(
            CloudCard card, TokenAuthority tokens) {
        var metadata = new Metadata(card.tenant(), Cards.AUDIENCES);
        return world ->
                new PlatformAnswers(world, metadata, tokens, card.tenant(), InstantSource.system());
    }

    private ArmServer listen(
            Certificates certificates,
            CloudCard card,
            CloudSecrets secrets,
            CloudApi api,
            TokenAuthority tokens,
            Metrics metrics)
            throws IOException {
        return ApiPort.open(
                options,
                folder,
                port ->
                        ArmServer.start(
                                new ArmServer.Options(
                                                port,
                                                certificates.chain(),
                                                certificates.key(),
                                                card,
                                                secrets.credential())
                                        .listeningOn(settings.listen()),
                                api,
                                tokens,
                                LenientJson::read,
                                metrics));
    }
}

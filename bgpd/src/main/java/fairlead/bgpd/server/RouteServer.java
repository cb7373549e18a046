package fairlead.bgpd.server;

import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.client.RoaListener;
import fairlead.bgp.rpki.client.RpkiClient;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.config.ConfigFile;
import fairlead.bgpd.config.Problem;
import fairlead.bgpd.config.Reading;
import fairlead.bgpd.config.ServerConfig;
import fairlead.bgpd.control.ControlServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-alone route server in the foreground: reads its file, serves until it is told to stop.
 */
public final class RouteServer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteServer.class);

    private enum Order {
        RELOAD,
        STOP,
        LEAVE,
        /** Nobody gave it: the speaker could not go on. */
        ENDED
    }

    /** What the server before this one was to its peers. */
    public enum Before {
        /** The one that ran last here says so itself: it said goodbye, or it did not. */
        AS_FOUND,
        /** It did not say goodbye, whatever is found; peers may have kept its routes. */
        RESTARTING
    }

    private final Path file;
    private final Path control;
    private final RunningMark mark;
    private final PrintStream out;
    private final PrintStream err;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    /**
     * One that has not begun.
     *
     * @param control where it can be asked
     * @param out where it says, on one line, that it is ready
     * @param err where it says why it cannot start
     */
    public RouteServer(Path file, Path control, PrintStream out, PrintStream err) {
        this.file = file;
        this.control = control;
        this.mark = new RunningMark(control);
        this.out = out;
        this.err = err;
    }

    /** Reads the file and says whether it could be put in force; nothing else happens. */
    public Ending check() {
        return switch (read()) {
            case Reading.Bad(var problems) -> complain(problems);
            case Reading.Good(var config) -> {
                out.println(file + ": good: " + summary(config));
                yield Ending.DONE;
            }
        };
    }

    /**
     * Serves until SIGTERM or SIGINT, or until SIGUSR1, at which peers that offered it keep our
     * routes for a while; SIGHUP reads the file again.
     */
    public Ending run(Before before) {
        return switch (read()) {
            case Reading.Bad(var problems) -> complain(problems);
            case Reading.Good(var config) -> run(config, before);
        };
    }

    private Ending run(ServerConfig config, Before before) {
        var hindrance = ListenCheck.of(config.speaker().local().listen());
        if (hindrance.isPresent()) {
            err.println("fairlead bgp: " + hindrance.get().message());
            return hindrance.get().ending();
        }
        Signals.onEvenIfIgnored("HUP", () -> orders.add(Order.RELOAD));
        Signals.on("TERM", () -> orders.add(Order.STOP));
        Signals.on("INT", () -> orders.add(Order.STOP));
        Signals.on("USR1", () -> orders.add(Order.LEAVE));
        var life = new ServerLife(Instant.now());
        try (var telemetry = new Telemetry(out, life);
                var speaker =
                        new Speaker(
                                config.speaker(),
                                new PlainSockets(),
                                Speaker.Routes.NOT_TOLD,
                                telemetry)) {
            return switch (serve(config, before, speaker, telemetry, life)) {
                case LEAVE -> {
                    LOG.info("leaving: peers that offered it keep our routes until the next start");
                    speaker.leave();
                    yield Ending.DONE;
                }
                case STOP, RELOAD -> {
                    LOG.info("stopping: every peer is told");
                    speaker.close();
                    mark.clear();
                    yield Ending.DONE;
                }
                case ENDED -> {
                    err.println("fairlead bgp: the speaker could not go on; the log says why");
                    yield Ending.FAILED;
                }
            };
        } catch (IOException e) {
            err.println("fairlead bgp: " + e.getMessage());
            return Ending.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.FAILED;
        }
    }

    /** Serves until it is told to end; returns how. */
    private Order serve(
            ServerConfig config,
            Before before,
            Speaker speaker,
            Telemetry telemetry,
            ServerLife life)
            throws IOException, InterruptedException {
        try (var rpki =
                        new RpkiClient(
                                "bgp", config.rpki(), SocketChannel::open, listener(speaker));
                var _ =
                        ControlServer.listen(
                                control, new LookingGlass(speaker, new RpkiGlass(rpki), life))) {
            telemetry.become(config.monitoring(), speaker, rpki);
            boolean restarting = before == Before.RESTARTING || mark.isThere();
            speaker.start(
                    restarting ? Speaker.Start.RESTARTED_BEFORE_ORIGINS : Speaker.Start.FRESH);
            speaker.whenEnded(() -> orders.add(Order.ENDED));
            mark.set();
            if (!ListenCheck.answered(config.speaker().local().listen())) {
                LOG.warn("not listening yet; the speaker tries again every second");
            }
            out.println("fairlead bgp: ready: " + summary(config) + ", control socket " + control);
            out.flush();
            var order = orders.take();
            while (order == Order.RELOAD) {
                reload(speaker, rpki, telemetry, life);
                order = orders.take();
            }
            return order;
        }
    }

    private static RoaListener listener(Speaker speaker) {
        return new RoaListener() {
            @Override
            public void changed(RoaChange change) {
                speaker.validate(change);
            }

            @Override
            public void complete() {
                speaker.originsKnown();
            }
        };
    }

    private void reload(Speaker speaker, RpkiClient rpki, Telemetry telemetry, ServerLife life)
            throws InterruptedException {
        switch (read()) {
            case Reading.Bad(var problems) -> {
                life.read(new ServerLife.Reading(Instant.now(), false, said(problems)));
                LOG.error(
                        "{} was not put in force, what was before stays:\n{}",
                        file,
                        lines(problems));
            }
            case Reading.Good(var config) -> {
                var problems = new ArrayList<String>();
                speaker.reconfigure(config.speaker());
                rpki.reconfigure(config.rpki());
                try {
                    telemetry.become(config.monitoring(), speaker, rpki);
                } catch (IOException e) {
                    problems.add(String.valueOf(e.getMessage()));
                    LOG.error("{}; all else of {} is in force", e.getMessage(), file);
                }
                life.read(new ServerLife.Reading(Instant.now(), true, problems));
                LOG.info("{} was read again: {}", file, summary(config));
            }
        }
    }

    private Reading read() {
        try {
            return ConfigFile.read(Files.readAllBytes(file));
        } catch (IOException e) {
            return new Reading.Bad(List.of(Problem.ofFile(unreadable(e))));
        }
    }

    private String unreadable(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ ->
                    "you may not read this file; run it as its owner or as root";
            default ->
                    Files.isDirectory(file)
                            ? "this is a folder; the name of a file is wanted"
                            : "the file cannot be read: " + e.getMessage();
        };
    }

    private Ending complain(List<Problem> problems) {
        err.println(lines(problems));
        err.println("fairlead bgp: nothing was started; mend the file and try again");
        return Ending.BAD_FILE;
    }

    private String lines(List<Problem> problems) {
        return String.join("\n", said(problems));
    }

    private List<String> said(List<Problem> problems) {
        return problems.stream().map(problem -> file + ":" + problem).toList();
    }

    private static String summary(ServerConfig config) {
        var local = config.speaker().local();
        int peers = config.speaker().neighbours().size();
        return "AS "
                + local.asn()
                + ", router id "
                + local.routerId()
                + ", listening on "
                + local.listen().stream().map(Object::toString).collect(Collectors.joining(", "))
                + ", "
                + peers
                + (peers == 1 ? " peer" : " peers");
    }
}

package fairlead.box;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.Profile;
import fairlead.cloud.Request;
import fairlead.cloud.Trace;
import fairlead.cloud.World;
import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Probe;
import fairlead.host.desired.Sighting;
import fairlead.host.linux.KernelRefused;
import fairlead.host.linux.NamespaceSockets;
import fairlead.host.linux.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Sends a probe from inside a machine and watches where it goes. */
final class Prober {

    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int FIRST_PORT = 32768;
    private static final int LAST_PORT = 60999;

    private final Blueprint blueprint;
    private final NamespaceSockets sockets;
    private final RandomGenerator dice;

    Prober(Blueprint blueprint, NamespaceSockets sockets, RandomGenerator dice) {
        this.blueprint = blueprint;
        this.sockets = sockets;
        this.dice = dice;
    }

    /**
     * {@code machine} (an id), {@code address}, {@code protocol}, {@code port}, {@code sourcePort}.
     */
    JsonNode trace(World world, Profile profile, Request request)
            throws RefusedException, InterruptedException {
        var trace =
                Trace.of(
                        world,
                        profile,
                        request.query("machine").orElse(""),
                        request.query("address").orElse(""));
        var probe = probe(trace, request);
        try (var watch = Watch.over(blueprint, probe)) {
            sockets.send(trace.namespace(), probe.octets(), probe.destination());
            return trace.json(probe, look(watch, trace));
        } catch (IOException | KernelRefused refused) {
            throw RefusedException.conflict(
                    "ProbeNotSent",
                    "The probe cannot be sent and watched: " + refused.getMessage());
        }
    }

    /** What is seen until an answer has come, or nothing more happens. */
    private static List<Sighting> look(Watch watch, Trace trace) throws InterruptedException {
        long begin = System.nanoTime();
        long lastNews = begin;
        var seen = watch.sightings();
        while (!trace.isAnswered(seen)
                && System.nanoTime() - lastNews < QUIET.toNanos()
                && System.nanoTime() - begin < LONGEST.toNanos()) {
            Thread.sleep(PAUSE);
            var now = watch.sightings();
            if (!now.equals(seen)) {
                lastNews = System.nanoTime();
                seen = now;
            }
        }
        return seen;
    }

    private Probe probe(Trace trace, Request request) throws RefusedException {
        int port = number(request, "port", 1, 65535, 0);
        var protocol = protocol(request.query("protocol").orElse(port == 0 ? "icmp" : "tcp"));
        if ((protocol == Probe.Protocol.ICMP) != (port == 0)) {
            throw RefusedException.badRequest(
                    "InvalidParameter",
                    protocol == Probe.Protocol.ICMP
                            ? "ICMP has no ports; leave port out, or ask for tcp or udp."
                            : "The parameter port is required for tcp and udp.");
        }
        return new Probe(
                protocol,
                trace.source(),
                trace.destination(),
                number(request, "sourcePort", 1, 65535, dice.nextInt(FIRST_PORT, LAST_PORT + 1)),
                port,
                dice.nextLong());
    }

    private static Probe.Protocol protocol(String text) throws RefusedException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "icmp" -> Probe.Protocol.ICMP;
            case "tcp" -> Probe.Protocol.TCP;
            case "udp" -> Probe.Protocol.UDP;
            default ->
                    throw RefusedException.badRequest(
                            "InvalidParameter",
                            "The parameter protocol is '" + text + "'; it is icmp, tcp or udp.");
        };
    }

    private static int number(Request request, String name, int least, int most, int usually)
            throws RefusedException {
        var text = request.query(name);
        if (text.isEmpty()) {
            return usually;
        }
        if (text.get().matches("\\d{1,5}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new RefusedException(
                400,
                new ArmError(
                        "InvalidParameter",
                        "The parameter "
                                + name
                                + " is '"
                                + text.get()
                                + "'; it is a number from "
                                + least
                                + " to "
                                + most
                                + ".",
                        name));
    }
}

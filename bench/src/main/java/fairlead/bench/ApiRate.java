package fairlead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many requests a second a running cloud with labs/nva-scale-set answers, over HTTPS with
 * connections that stay open, from callers who each send the next request when the last is
 * answered. The callers share the machine's processors with the daemon. Three kinds:
 *
 * <ul>
 *   <li>a GET of the virtual machine's NIC;
 *   <li>a PUT of the resource group with another tag: answered when it is on disk, since nothing on
 *       the host changes;
 *   <li>a PUT of a route table of the caller's own with another tag, followed to its end: on disk,
 *       in force on the host, and polled.
 * </ul>
 *
 * <p>Each kind is sent for two seconds before the clock starts. Arguments: the state folder, the
 * number of callers, seconds for each kind.
 */
public final class ApiRate {

    private static final String VERSION = "2023-11-01";
    private static final String GROUPS = "2021-04-01";
    private static final Duration WARMING = Duration.ofSeconds(2);

    private final RunningCloud cloud;
    private final int callers;
    private final Duration span;

    private ApiRate(RunningCloud cloud, int callers, Duration span) {
        this.cloud = cloud;
        this.callers = callers;
        this.span = span;
    }

    /** One request, and its number within its caller. */
    private interface Request {
        void send(int caller, int number) throws IOException, InterruptedException;
    }

    /** Prints three rows: requests and requests per second. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var cloud =
                RunningCloud.find(Path.of(arguments[0]))
                        .orElseThrow(
                                () -> new IOException("there is no cloud in " + arguments[0]))) {
            var rate =
                    new ApiRate(
                            cloud,
                            Integer.parseInt(arguments[1]),
                            Duration.ofSeconds(Integer.parseInt(arguments[2])));
            var group = "/subscriptions/" + cloud.subscription() + "/resourceGroups/nva-scale-set";
            var network = group + "/providers/Microsoft.Network/";
            rate.print(
                    "GET of a NIC",
                    (_, _) -> cloud.api().get(network + "networkInterfaces/vmVMNic", VERSION));
            rate.print(
                    "PUT of a resource group, on disk",
                    (caller, number) -> cloud.api().put(group, GROUPS, tagged(caller, number)));
            rate.print(
                    "PUT of a route table, on disk and in force",
                    (caller, number) ->
                            cloud.api()
                                    .put(
                                            network + "routeTables/bench" + caller,
                                            VERSION,
                                            tagged(caller, number)));
        }
    }

    private static ObjectNode tagged(int caller, int number) {
        var body = JsonNodeFactory.instance.objectNode().put("location", "westeurope");
        body.putObject("tags").put("bench", caller + "-" + number);
        return body;
    }

    private void print(String what, Request request) throws IOException, InterruptedException {
        send(request, WARMING);
        long begun = System.nanoTime();
        long answered = send(request, span);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %.0f |",
                        what,
                        callers,
                        answered,
                        answered / seconds));
    }

    /** How many were answered within the span; a refusal ends everything. */
    private long send(Request request, Duration span) throws IOException, InterruptedException {
        long end = System.nanoTime() + span.toNanos();
        long answered = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<Integer>(threads);
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                Callable<Integer> calling =
                        () -> {
                            int count = 0;
                            for (; System.nanoTime() < end; count++) {
                                request.send(number, count);
                            }
                            return count;
                        };
                done.submit(calling);
            }
            for (int i = 0; i < callers; i++) {
                answered += done.take().get();
            }
        } catch (ExecutionException refused) {
            throw new IOException("a request failed", refused.getCause());
        }
        return answered;
    }
}

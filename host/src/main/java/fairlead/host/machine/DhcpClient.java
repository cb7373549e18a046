package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts a {@linkplain Lease lease} into force in a machine's network namespace. */
final class DhcpClient {

    private DhcpClient() {}

    /**
     * Configures the interfaces; doing it again changes nothing.
     *
     * @throws IOException if the namespace or a device is missing
     */
    static void configure(String namespace, List<Nic> nics)
            throws IOException, InterruptedException {
        var script = new StringBuilder();
        for (var setting : Lease.sysctls(nics)) {
            var file = "/proc/sys/net/" + setting.path();
            // A kernel without IPv6 has no settings for it.
            script.append("[ ! -e " + file + " ] || echo " + setting.value() + " >" + file + "\n");
        }
        perform(namespace, nics, script.toString());
    }

    /**
     * Configures interfaces that were made anew under a machine that runs; what it has set besides,
     * such as forwarding, stays.
     *
     * @throws IOException if the namespace or a device is missing
     */
    static void renew(String namespace, List<Nic> nics) throws IOException, InterruptedException {
        perform(namespace, nics, "");
    }

    private static void perform(String namespace, List<Nic> nics, String before)
            throws IOException, InterruptedException {
        var place = Path.of("/run/netns", namespace);
        if (!Files.exists(place)) {
            throw new IOException(
                    "network namespace " + namespace + " is missing: there is no " + place);
        }
        var run =
                ProgramRun.of(
                        Lease.ipBatch(nics),
                        List.of(
                                "nsenter",
                                "--net=" + place,
                                "sh",
                                "-ec",
                                before + "exec ip -batch -"));
        if (!run.ok()) {
            throw new IOException(
                    "network of " + namespace + " cannot be configured: " + run.why());
        }
    }
}

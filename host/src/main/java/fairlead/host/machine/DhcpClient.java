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
        var place = Path.of("/run/netns", namespace);
        if (!Files.exists(place)) {
            throw new IOException(
                    "network namespace " + namespace + " is missing: there is no " + place);
        }
        var script = new StringBuilder();
        for (var setting : Lease.sysctls(nics)) {
            var file = "/proc/sys/net/" + setting.path();
            // A kernel without IPv6 has no settings for it.
            script.append("[ ! -e " + file + " ] || echo " + setting.value() + " >" + file + "\n");
        }
        script.append("exec ip -batch -");
        var run =
                ProgramRun.of(
                        Lease.ipBatch(nics),
                        List.of("nsenter", "--net=" + place, "sh", "-ec", script.toString()));
        if (!run.ok()) {
            throw new IOException(
                    "network of " + namespace + " cannot be configured: " + run.why());
        }
    }
}

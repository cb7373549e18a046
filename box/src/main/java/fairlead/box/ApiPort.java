package fairlead.box;

import fairlead.azure.http.ArmServer;
import java.io.IOException;
import java.net.BindException;

/**
 * The port of a cloud's API: the one that was asked for, else the one that the cloud had, else the
 * first free one from 8443 on. A cloud keeps its port.
 */
final class ApiPort {

    private static final int FIRST = 8443;
    private static final int TRIED = 200;

    /** Starts the API at a port; throws {@link BindException} if it is taken. */
    @FunctionalInterface
    interface Attempt {
        ArmServer at(int port) throws IOException;
    }

    private ApiPort() {}

    /**
     * Starts the API and writes down where.
     *
     * @throws IOException naming the port and the way out, if none can be had
     */
    static ArmServer open(DaemonOptions options, StateFolder folder, Attempt attempt)
            throws IOException {
        int kept =
                options.port()
                        .orElse(
                                folder.read("port")
                                        .map(text -> Integer.parseInt(text.strip()))
                                        .orElse(FIRST));
        boolean chosen = options.port().isPresent() || folder.read("port").isPresent();
        for (int port = kept; ; port++) {
            try {
                var server = attempt.at(port);
                folder.write("port", server.port() + "\n");
                return server;
            } catch (BindException taken) {
                if (chosen) {
                    throw new IOException(
                            "port "
                                    + port
                                    + " of this cloud is taken by "
                                    + PortOwner.OF_THIS_HOST.of(port)
                                    + "; end that, or start with --port N, which the cloud then"
                                    + " keeps",
                            taken);
                }
                if (port >= FIRST + TRIED) {
                    throw new IOException(
                            "no port from "
                                    + FIRST
                                    + " to "
                                    + port
                                    + " is free; choose one with --port",
                            taken);
                }
            }
        }
    }
}

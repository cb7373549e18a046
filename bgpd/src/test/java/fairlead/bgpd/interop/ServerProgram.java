package fairlead.bgpd.interop;

import fairlead.bgpd.server.RouteServer;
import java.nio.file.Path;

/** The route server as a process, without the command line around it. */
final class ServerProgram {

    private ServerProgram() {}

    /** Arguments: its file, its control socket. */
    public static void main(String[] arguments) {
        var server =
                new RouteServer(
                        Path.of(arguments[0]), Path.of(arguments[1]), System.out, System.err);
        System.exit(server.run(RouteServer.Before.AS_FOUND).ordinal());
    }
}

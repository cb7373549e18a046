package fairlead.bgpd.server;

import java.nio.file.Path;

/** A route server as a process of its own, for tests: its file, its socket. */
final class Program {

    private Program() {}

    public static void main(String[] arguments) {
        var server =
                new RouteServer(
                        Path.of(arguments[0]), Path.of(arguments[1]), System.out, System.err);
        System.exit(server.run(RouteServer.Before.AS_FOUND).ordinal());
    }
}

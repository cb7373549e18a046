package fairlead.bgp.speaker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testkit.bgp.Lan;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The network of the Route Server tutorials: {@code rs}, to be at 10.1.1.4, and appliances in
 * 10.1.2.0/24 behind a router.
 */
final class TestNetwork implements AutoCloseable {

    private final Lan lan;

    TestNetwork(int... appliances) {
        assumeTrue(Lan.missing().isEmpty(), () -> Lan.missing().orElseThrow());
        lan = new Lan("rs");
        try {
            lan.near("rs", 5);
            for (int appliance : appliances) {
                lan.far("nva" + appliance, appliance);
            }
        } catch (UncheckedIOException e) {
            lan.close();
            throw e;
        }
    }

    /** Gives the route server its address; until then it has none to listen on. */
    void addressTheRouteServer() {
        lan.address("rs", 4);
    }

    /** The words before a command line that take it to that appliance. */
    List<String> enter(int appliance) {
        return lan.enter("nva" + appliance);
    }

    /** Opens sockets where the route server is. */
    SocketOpener opener() {
        return new InNamespace(lan.ns("rs"));
    }

    @Override
    public void close() {
        lan.close();
    }
}

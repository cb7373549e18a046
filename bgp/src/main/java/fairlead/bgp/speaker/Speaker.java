package fairlead.bgp.speaker;

import fairlead.bgp.rib.AdvertisedRoute;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RejectedRoute;
import java.util.List;

/** One BGP instance at one local address: sockets, timers, and answers about what it knows. */
public interface Speaker extends AutoCloseable {

    /** Listens and dials. Events begin to arrive, on the speaker's own thread. */
    void start();

    /**
     * Goes over to {@code config}. Sessions of neighbours that did not change are untouched;
     * changed import rules are applied to what was heard already.
     */
    void reconfigure(SpeakerConfig config);

    /** Asks every established neighbour to tell its routes again (RFC 2918). */
    void refresh();

    /** What the neighbour told us and the import rules accept, by prefix. */
    List<HeardRoute> learned(String neighbour);

    /** What the neighbour told us and the import rules keep out, by prefix. */
    List<RejectedRoute> rejected(String neighbour);

    /** What the neighbour has been told, by prefix: its Adj-RIB-Out. */
    List<AdvertisedRoute> advertised(String neighbour);

    /** How every neighbour stands, in the order of the configuration. */
    List<SessionReport> sessions();

    /**
     * Tells every neighbour (cease: administrative shutdown), closes all sockets, ends all threads.
     */
    @Override
    void close();
}

package fairlead.bgp.speaker;

import fairlead.bgp.session.PeerState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells events to whoever listens, and session changes to the log. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final String DOWN = "{}: session with {} is down: {}";

    private final String speaker;
    private final Consumer<SpeakerEvent> listener;
    private final Map<String, PeerState> logged = new HashMap<>();

    Announcer(String speaker, Consumer<SpeakerEvent> listener) {
        this.speaker = speaker;
        this.listener = listener;
    }

    void tell(SpeakerEvent event) {
        if (event instanceof SpeakerEvent.NeighbourChanged changed) {
            log(changed);
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("{}: whoever listens failed at {}", speaker, event, e);
        }
    }

    private void log(SpeakerEvent.NeighbourChanged changed) {
        boolean wasUp = logged.put(changed.neighbour(), changed.state()) == PeerState.ESTABLISHED;
        switch (changed.state()) {
            case ESTABLISHED -> LOG.info("{}: session with {} is up", speaker, changed.neighbour());
            case IDLE -> {
                logged.remove(changed.neighbour());
                if (wasUp) {
                    LOG.info(DOWN, speaker, changed.neighbour(), changed.lastError());
                }
            }
            case CONNECT, ACTIVE, OPEN_SENT, OPEN_CONFIRM -> {
                if (wasUp) {
                    LOG.warn(DOWN, speaker, changed.neighbour(), changed.lastError());
                } else if (!changed.lastError().isEmpty()) {
                    LOG.debug(
                            "{}: {} is not up: {}",
                            speaker,
                            changed.neighbour(),
                            changed.lastError());
                }
            }
        }
    }
}

package fairlead.bgp.speaker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what a speaker told. */
final class Recorder implements Consumer<SpeakerEvent> {

    private final List<SpeakerEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(SpeakerEvent event) {
        events.add(event);
    }

    <E extends SpeakerEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

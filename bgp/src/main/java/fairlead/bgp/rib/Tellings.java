package fairlead.bgp.rib;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What one peer is being told in full, family by family, and what is sent before and after it. A
 * family is told in full once at a time: nobody hears of a refresh before the table that came first
 * has ended (RFC 7313 §4), and whoever asks ten times meanwhile is answered by one more.
 */
final class Tellings {

    private record Markers(byte[] begin, byte[] end) {}

    private final Set<Family> begun = EnumSet.noneOf(Family.class);
    private final Map<Family, Markers> waiting = new EnumMap<>(Family.class);
    private final Deque<byte[]> begins = new ArrayDeque<>();
    private final Deque<byte[]> ends = new ArrayDeque<>();

    /** False if the family is being told already: then it will be again, later. */
    boolean begin(Family family, byte[] begin, byte[] end) {
        if (!begun.add(family)) {
            waiting.put(family, new Markers(begin, end));
            return false;
        }
        if (begin.length > 0) {
            begins.add(begin);
        }
        ends.add(end);
        return true;
    }

    /** Takes over what another has begun and not ended. */
    void takeOver(Tellings other) {
        begun.addAll(other.begun);
        waiting.putAll(other.waiting);
        begins.addAll(other.begins);
        ends.addAll(other.ends);
    }

    boolean hasBegins() {
        return !begins.isEmpty();
    }

    boolean hasEnds() {
        return !ends.isEmpty();
    }

    /** Puts what is sent before, as much as has room, and returns where it ends. */
    int putBegins(byte[] octets, int from, int to) {
        return put(begins, octets, from, to);
    }

    /** Likewise what is sent after. */
    int putEnds(byte[] octets, int from, int to) {
        return put(ends, octets, from, to);
    }

    /** All is told and said: begins what waited for that, and returns its families. */
    Set<Family> next() {
        begun.clear();
        var next = new EnumMap<Family, Markers>(Family.class);
        next.putAll(waiting);
        waiting.clear();
        next.forEach((family, markers) -> begin(family, markers.begin(), markers.end()));
        return next.keySet();
    }

    private static int put(Deque<byte[]> messages, byte[] octets, int from, int to) {
        int end = from;
        while (!messages.isEmpty() && messages.element().length <= to - end) {
            var message = messages.remove();
            System.arraycopy(message, 0, octets, end, message.length);
            end += message.length;
        }
        return end;
    }
}

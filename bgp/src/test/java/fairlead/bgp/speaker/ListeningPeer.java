package fairlead.bgp.speaker;

import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.speaker.SpeakerEvent.EndOfRib;
import fairlead.bgp.speaker.SpeakerEvent.RoutesHeard;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;

/** What a speaker of a simulated network has heard of the one at {@code server}. */
record ListeningPeer(SimulatedNetwork network, IpAddress address, IpAddress server) {

    /** What it holds now. */
    List<Prefix> held() {
        return network.at(address).routes().learned(server.toString()).stream()
                .map(HeardRoute::prefix)
                .toList();
    }

    /** All that was ever taken from it. */
    List<Prefix> withdrawn() {
        return network.told(address).stream()
                .flatMap(event ->
                        event instanceof RoutesHeard heard
                                ? heard.withdrawn().stream()
                                : Stream.of())
                .toList();
    }

    /** How many End-of-RIBs came. */
    long ends() {
        return network.told(address).stream().filter(EndOfRib.class::isInstance).count();
    }
}

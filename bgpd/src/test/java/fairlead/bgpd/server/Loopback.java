package fairlead.bgpd.server;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgpd.config.ConfigFile;
import fairlead.bgpd.config.Reading;
import fairlead.bgpd.config.ServerConfig;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

/** Servers at addresses of the loopback, each from the text of its file. */
final class Loopback {

    private Loopback() {}

    /** A port that was free a moment ago. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** The route server, 127.32.0.1 in AS 64500, with one peer, 127.32.0.2 in AS 64502. */
    static ServerConfig server(int port, String more) {
        return config(
                """
                asn: 64500
                routerId: 127.32.0.1
                listen: 127.32.0.1:%d
                connectRetry: 1s
                peers: [{address: 127.32.0.2, asn: 64502, name: two}]
                %s
                """
                        .formatted(port, more));
    }

    /** Its peer, which does not dial: a collision may end a session that stood for a moment. */
    static ServerConfig peer(int port) {
        return config(
                """
                asn: 64502
                routerId: 127.32.0.2
                listen: 127.32.0.2:%d
                connectRetry: 1s
                peers: [{address: 127.32.0.1, asn: 64500, name: one, passive: true}]
                """
                        .formatted(port));
    }

    /** A speaker as its file says, that tells these prefixes besides. */
    static SpeakerConfig originating(ServerConfig config, Prefix... prefixes) {
        var plain = config.speaker();
        return new SpeakerConfig(
                plain.name(),
                plain.local(),
                plain.timing(),
                plain.neighbours(),
                plain.imports(),
                new ExportRules(
                        Stream.of(prefixes)
                                .map(prefix -> new Origination(prefix, List.of()))
                                .toList(),
                        new Reflection.Off()),
                plain.profile());
    }

    static ServerConfig config(String text) {
        return switch (ConfigFile.read(text)) {
            case Reading.Good(var config) -> config;
            case Reading.Bad(var problems) -> throw new AssertionError(problems);
        };
    }
}

package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;

import fairlead.bgp.speaker.HoldTime;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of the file itself, in the order in which they are read. */
final class ServerKeys {

    private static final Pattern BRACKETED = Pattern.compile("\\[(.+)](?::(\\d{1,5}))?");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+)(?::(\\d{1,5}))?");

    private static final List<Key<ServerDraft>> SERVER =
            List.of(
                    required(
                            "asn",
                            "our AS number, 1 to 4294967295.",
                            (server, value) -> server.asn = value.asn()),
                    required(
                            "routerId",
                            "our BGP identifier, written as an IPv4 address.",
                            (server, value) -> server.routerId = routerId(value)),
                    required(
                            "listen",
                            "where we listen: `ADDRESS` or `ADDRESS:PORT` (IPv6, in quotes:"
                                    + " `\"[ADDRESS]:PORT\"`), or a list. `0.0.0.0` and `\"::\"`"
                                    + " stand for all addresses. Port 179 unless said.",
                            (server, value) -> {
                                server.listen = listenList(value);
                                server.named.hasIpv6 =
                                        server.listen.stream()
                                                .anyMatch(one ->
                                                        one.address().family()
                                                                == IpAddress.Family.V6);
                            }),
                    optional(
                            "holdTime",
                            "Hold time proposed to peers that say none: `0` or `3s` to `65535s`."
                                    + " Default `90s`.",
                            (server, value) -> server.hold = new HoldTime.Own(value.time()).time()),
                    optional(
                            "connectRetry",
                            "The longest pause before a peer is dialled again, at least `1s`; the"
                                    + " pause is drawn between a fifth of it and all of it. Default"
                                    + " `5s`.",
                            (server, value) -> {
                                if (!value.time().isPositive()) {
                                    throw value.wrong("a pause of at least 1s is wanted");
                                }
                                server.retry = value.time();
                            }),
                    optional(
                            "idleHold",
                            "The longest time for which a peer is kept out whose sessions end within"
                                    + " five minutes of one another: `2s` after the third, twice as"
                                    + " long after each further one; `0` keeps none out. Default"
                                    + " `2m`.",
                            (server, value) -> server.idleHold = value.time()),
                    optional(
                            "selectionDeferral",
                            "After a restart, how long peers may take to tell what they have before"
                                    + " any is told anything (RFC 4724); `0` waits for nobody."
                                    + " Default `240s`.",
                            (server, value) -> server.selectionDeferral = value.time()));

    private static final List<Key<ServerDraft>> PEERS =
            List.of(
                    optional(
                            "defaults",
                            "What holds for every peer that does not say otherwise: the keys of a"
                                    + " peer without `address`, `asn`, `name` and `description`.",
                            (server, value) -> {
                                value.partlyInto(new PeerDraft(server.named), PeerKeys.DEFAULTS);
                                server.defaults = value;
                            }),
                    optional(
                            "rpki",
                            "Who may originate what (RFC 6811): a mapping with `caches`, a list of"
                                    + " `HOST` or `HOST:PORT` (RTR, port 323), most preferred first,"
                                    + " and `roas`, a list of `{prefix, asn, maxLength}` of our own."
                                    + " Policies ask for it with `rpki`, or reject what is invalid"
                                    + " with `reject-rpki-invalid`.",
                            (server, value) -> server.rpki = RpkiKeys.read(value)),
                    optional(
                            "metrics",
                            "Numbers for Prometheus: `{listen: ADDRESS:PORT}`, or a list of"
                                    + " addresses; they are at `/metrics` there.",
                            (server, value) ->
                                    value.into(server.monitoring, MonitoringKeys.METRICS)),
                    optional(
                            "events",
                            "Every change of a session with its cause: `{file: FILE}`, a JSON"
                                    + " object on each line; `-` is standard output.",
                            (server, value) ->
                                    value.into(server.monitoring, MonitoringKeys.EVENTS)),
                    optional(
                            "bmp",
                            "List of collectors that are told by BMP what goes on (RFC 7854), each"
                                    + " with `collector` at least; the keys are below.",
                            (server, value) ->
                                    server.monitoring.collectors =
                                            MonitoringKeys.collectors(value)),
                    optional(
                            "mrt",
                            "MRT files (RFC 6396): `dump: {file: FILE, every: TIME}` for whole"
                                    + " tables, `updates: {file: FILE, rotate: TIME}` for all that"
                                    + " peers say. `%Y %m %d %H %M %S` in a name become the time;"
                                    + " one that ends in `.gz` is packed.",
                            (server, value) -> value.into(server.monitoring, MrtKeys.ALL)),
                    required(
                            "peers",
                            "list of peers, each with `address` and `asn` at least.",
                            (server, value) -> {
                                server.peers = value.list(server::peer);
                                server.compare();
                            }));

    static final List<Key<ServerDraft>> ALL =
            Stream.of(SERVER, PolicyKeys.ALL, PEERS).flatMap(List::stream).toList();

    private ServerKeys() {}

    private static IpAddress routerId(Value value) {
        var id = value.address();
        if (id.family() != IpAddress.Family.V4 || id.low() == 0) {
            throw value.wrong("an IPv4 address other than 0.0.0.0 is wanted, such as 192.0.2.1");
        }
        return id;
    }

    static List<ListenAddress> listenList(Value value) {
        var listen = value.listOrOne(ServerKeys::listen);
        if (listen.isEmpty() || new HashSet<>(listen).size() != listen.size()) {
            throw value.wrong("at least one address is wanted, and each once");
        }
        return listen;
    }

    private static ListenAddress listen(Value value) {
        return listen(value, LocalEnd.BGP);
    }

    /** An address with a port, {@code usually} if none is said. */
    static ListenAddress listen(Value value, int usually) {
        var text = value.text();
        var bracketed = BRACKETED.matcher(text);
        var plain = WITH_PORT.matcher(text);
        var address = text;
        var port = "";
        if (bracketed.matches()) {
            address = bracketed.group(1);
            port = String.valueOf(bracketed.group(2) == null ? "" : bracketed.group(2));
        } else if (plain.matches()) {
            address = plain.group(1);
            port = String.valueOf(plain.group(2) == null ? "" : plain.group(2));
        }
        try {
            return new ListenAddress(
                    IpAddress.parse(address), port.isEmpty() ? usually : Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            throw value.wrong(
                    "'"
                            + text
                            + "' is no address to listen on, such as 192.0.2.1, 192.0.2.1:1179 or"
                            + " [2001:db8::1]:179");
        }
    }
}

package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;
import static java.util.Map.entry;

import fairlead.bgp.speaker.Authentication;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.HoldTime;
import fairlead.bgp.speaker.LocalRole;
import fairlead.bgp.speaker.Reach;
import fairlead.bgp.speaker.Relation;
import fairlead.bgp.speaker.Secret;
import fairlead.bgp.speaker.SendHold;
import fairlead.bgp.wire.AddressFamily;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The keys of a peer. */
final class PeerKeys {

    private static final Map<String, Relation> RELATIONS =
            Map.of(
                    "route-server-client", Relation.ROUTE_SERVER_CLIENT,
                    "external", Relation.EXTERNAL,
                    "internal", Relation.INTERNAL,
                    "reflector-client", Relation.REFLECTOR_CLIENT);

    private static final Map<String, AddPath> ADD_PATH =
            Map.of(
                    "none", AddPath.NONE,
                    "receive", AddPath.RECEIVE,
                    "send", AddPath.SEND,
                    "both", AddPath.BOTH);

    private static final Map<String, LocalRole> ROLES =
            Map.ofEntries(
                    entry("none", LocalRole.NONE),
                    entry("provider", LocalRole.PROVIDER),
                    entry("route-server", LocalRole.ROUTE_SERVER),
                    entry("route-server-client", LocalRole.ROUTE_SERVER_CLIENT),
                    entry("customer", LocalRole.CUSTOMER),
                    entry("peer", LocalRole.PEER));

    /** What may be said of every peer at once, under {@code defaults}, or of each. */
    private static final List<Key<PeerDraft>> COMMON =
            List.of(
                    optional(
                            "passive",
                            "`true`: wait for the peer to dial, never dial it. Default `false`: both.",
                            (peer, value) -> peer.passive(value.yes())),
                    optional(
                            "port",
                            "Where the peer listens, 1 to 65535. Default: the port we listen on.",
                            (peer, value) -> peer.options.port((int) value.number(1, 65535))),
                    optional(
                            "password",
                            "Secret of TCP MD5 (RFC 2385), 1 to 80 octets. Never shown.",
                            (peer, value) ->
                                    peer.options.authentication(
                                            new Authentication.Md5(new Secret(value.text())))),
                    optional(
                            "holdTime",
                            "Proposed hold time: `0` (never) or `3s` to `65535s`.",
                            (peer, value) -> peer.options.hold(new HoldTime.Own(value.time()))),
                    optional(
                            "sendHoldTime",
                            "How long a peer may leave unread what it is sent before its session"
                                    + " ends (RFC 9687): `0` (for ever), or a time, which counts if"
                                    + " it is longer than the hold time. Default: twice the hold"
                                    + " time, at least `8m`.",
                            (peer, value) -> peer.options.sendHold(sendHold(value))),
                    optional(
                            "families",
                            "List of `ipv4` and `ipv6`: what is offered. Default: both.",
                            (peer, value) -> peer.families.spoken = families(value)),
                    optional(
                            "prefixLimit",
                            "The most prefixes a peer may tell, of each family, with `addPath` the most"
                                    + " paths: a number, or a mapping with `ipv4`, `ipv6`, `action`"
                                    + " (`cease`, the default, or `warn`) and `restart` (how long a"
                                    + " peer that told more stays out: a time, or `never`; default"
                                    + " `30m`). Default: no limit.",
                            (peer, value) -> PrefixLimitKeys.read(peer.families, value)),
                    optional(
                            "addPath",
                            "Several paths for a prefix (RFC 7911): `none`, `receive`, `send` or"
                                    + " `both`. Default `none`.",
                            (peer, value) -> peer.families.addPath = value.word(ADD_PATH)),
                    optional(
                            "relation",
                            "`route-server-client` (AS path, next hop and MED pass unchanged, RFC"
                                    + " 7947), `external` (ordinary eBGP), `internal` or"
                                    + " `reflector-client` (iBGP, RFC 4456). Default: internal for"
                                    + " our own AS, else route-server-client.",
                            (peer, value) -> peer.relation = value.word(RELATIONS)),
                    optional(
                            "multihop",
                            "TTL of our packets, 1 to 255. Default 255.",
                            (peer, value) -> {
                                peer.reach(value);
                                peer.options.reach(new Reach.Hops((int) value.number(1, 255)));
                            }),
                    optional(
                            "ttlSecurity",
                            "How many hops away the peer is at most, 1 to 254; packets from further"
                                    + " are dropped (RFC 5082). The peer has to send with TTL 255.",
                            (peer, value) -> {
                                peer.reach(value);
                                peer.options.reach(new Reach.Secured((int) value.number(1, 254)));
                            }),
                    optional(
                            "bfd",
                            "Watch the path (RFC 5880): `true`, or a mapping with `interval` (`10ms`"
                                    + " to `60s`, default `300ms`), `multiplier` (default 3) and"
                                    + " `multihop` (`true` if routers lie between). A dead path ends"
                                    + " the session at once. Default `false`.",
                            (peer, value) -> peer.options.bfd(BfdKeys.read(value))),
                    optional(
                            "asn4",
                            "`false`: do not offer AS numbers of four octets (RFC 6793). Default"
                                    + " `true`.",
                            (peer, value) -> peer.options.fourOctetAs(value.yes())),
                    optional(
                            "gracefulRestart",
                            "`off`; `helper`: keep a restarting peer's routes until it is back (RFC"
                                    + " 4724); `restarting`: that, and ask it to keep ours while"
                                    + " this server starts anew; or a mapping with `mode`, `time`"
                                    + " (how long it shall keep ours, `0` to `4095s`, default"
                                    + " `120s`) and `longLived` (how long stale routes are kept"
                                    + " after that, as a last resort, RFC 9494; default `0`)."
                                    + " Default `off`.",
                            (peer, value) -> peer.options.restarts(RestartKeys.read(value))),
                    optional(
                            "role",
                            "Our role (RFC 9234): `provider`, `customer`, `peer`, `route-server`,"
                                    + " `route-server-client` or `none`. Default `none`.",
                            (peer, value) -> peer.options.role(value.word(ROLES))),
                    optional(
                            "roleStrict",
                            "`true`: refuse a peer that offers no role. Default `false`.",
                            (peer, value) -> peer.options.roleStrict(value.yes())),
                    optional(
                            "import",
                            "Policies for what it tells: a name, or a list of names and rules, see"
                                    + " bgp-policy.md. Default: everything is accepted.",
                            (peer, value) -> peer.imports = PolicyKeys.policies(peer.named, value)),
                    optional(
                            "export",
                            "Policies for what it is told. Default: everything.",
                            (peer, value) ->
                                    peer.exports = PolicyKeys.policies(peer.named, value)));

    private static final List<Key<PeerDraft>> OWN =
            List.of(
                    required(
                            "address",
                            "IPv4 or IPv6 address of the peer; each once.",
                            (peer, value) -> {
                                peer.place = value;
                                peer.address = host(value);
                            }),
                    required(
                            "asn",
                            "AS number of the peer, 1 to 4294967295.",
                            (peer, value) -> peer.asn = value.asn()),
                    optional(
                            "name",
                            "What logs and `show` call it; each once. Default: its address.",
                            (peer, value) -> peer.name = value.text()),
                    optional(
                            "description",
                            "Anything, for people.",
                            (peer, value) -> peer.options.description(value.text())));

    /** What may be said under {@code defaults}. */
    static final List<Key<PeerDraft>> DEFAULTS = COMMON;

    /** What may be said of one peer. */
    static final List<Key<PeerDraft>> ALL = join(OWN, COMMON);

    private PeerKeys() {}

    private static List<AddressFamily> families(Value value) {
        var families = value.list(one -> one.word(FamiliesDraft.WORDS));
        if (families.isEmpty() || new HashSet<>(families).size() != families.size()) {
            throw value.wrong("at least one family is wanted, and each once");
        }
        return families;
    }

    private static SendHold sendHold(Value value) {
        var time = value.time();
        return time.isZero() ? new SendHold.Off() : new SendHold.Own(time);
    }

    private static IpAddress host(Value value) {
        var address = value.address();
        if (address.high() == 0 && address.low() == 0) {
            throw value.wrong("the address of one machine is wanted, not of all");
        }
        return address;
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

package fairlead.bgpd.config;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.Profile;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.Timing;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server while its keys are read. */
final class ServerDraft {

    private static final Duration HOLD = Duration.ofSeconds(90); // RFC 4271 §10

    final Named named = new Named();
    List<Policy> imports = List.of();
    List<Policy> exports = List.of();
    boolean requirePolicy;
    @Nullable Asn asn;
    @Nullable IpAddress routerId;
    @Nullable Value defaults;
    List<ListenAddress> listen = List.of();
    List<PeerDraft> peers = List.of();
    RpkiConfig rpki = RpkiConfig.NONE;
    MonitoringDraft monitoring = new MonitoringDraft();
    Duration hold = HOLD;
    Duration retry = Timing.AZURE.retryAtMost();
    Duration selectionDeferral = Timing.SELECTION_DEFERRAL;
    Duration idleHold = Timing.IDLE_HOLD;

    /** One more peer: what {@code defaults} say, then what it says itself. */
    PeerDraft peer(Value value) {
        var peer = new PeerDraft(named);
        if (defaults != null) {
            // Problems were reported when they were read for themselves.
            defaults.silently().partlyInto(peer, PeerKeys.DEFAULTS);
            peer.reach = null;
        }
        value.into(peer, PeerKeys.ALL);
        return peer;
    }

    /** Reports what no peer can know of itself: twins. */
    void compare() {
        var addresses = new HashMap<IpAddress, Value>();
        var names = new HashMap<String, Value>();
        for (var peer : peers) {
            if (peer.address == null) {
                continue;
            }
            var twin = addresses.putIfAbsent(peer.address(), peer.place());
            if (twin != null) {
                peer.place()
                        .report(
                                peer.address()
                                        + " is the address of a peer on line "
                                        + twin.line());
                continue;
            }
            var namesake = names.putIfAbsent(peer.name(), peer.place());
            if (namesake != null) {
                peer.place()
                        .report(
                                "'"
                                        + peer.name()
                                        + "' is the name of a peer on line "
                                        + namesake.line());
            }
            peer.mismatch(asn).ifPresent(peer.place()::report);
            if (listen.stream().anyMatch(ours -> ours.address().equals(peer.address()))) {
                peer.place().report(peer.address() + " is our own address");
            }
            var family = peer.address().family();
            if (peer.isPassive()
                    && !listen.isEmpty()
                    && listen.stream().noneMatch(ours -> ours.address().family() == family)) {
                peer.place()
                        .report(
                                "it is to dial us, and there is no "
                                        + (family == IpAddress.Family.V4 ? "IPv4" : "IPv6")
                                        + " address under 'listen'");
            }
        }
    }

    /** Those of all peers, then its own. */
    private RoutePolicies policies(PeerDraft peer, Asn own) {
        return new RoutePolicies(
                policies(imports, peer.imports, peer, own),
                policies(exports, peer.exports, peer, own));
    }

    private List<Policy> policies(
            List<Policy> ofAll, List<Policy> itsOwn, PeerDraft peer, Asn own) {
        var both = Stream.concat(ofAll.stream(), itsOwn.stream()).toList();
        return both.isEmpty() && requirePolicy && !peer.isInternal(own)
                ? List.of(BuiltIn.NO_POLICY.policy())
                : both;
    }

    ServerConfig made() {
        var own = requireNonNull(asn);
        return new ServerConfig(
                new SpeakerConfig(
                        "bgp",
                        new LocalEnd(own, requireNonNull(routerId), listen),
                        new Timing(hold, retry.dividedBy(5), retry, selectionDeferral, idleHold),
                        peers.stream().map(peer -> peer.made(own, policies(peer, own))).toList(),
                        ImportRules.ALL,
                        new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                        Profile.ROUTE_SERVER),
                monitoring.made(requireNonNull(routerId).toString()),
                rpki);
    }
}

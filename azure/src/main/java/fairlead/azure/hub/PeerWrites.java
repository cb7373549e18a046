package fairlead.azure.hub;

import static java.util.Map.Entry.comparingByKey;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.net.Asn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** May this peer be written now? Each question answers with Azure's error, or with nothing. */
public final class PeerWrites {

    private PeerWrites() {}

    /** Whether an appliance may use a number. */
    public static Optional<ArmError> judgeAsn(Asn asn, Profile profile) {
        for (var range : profile.reserved()) {
            if (range.contains(asn)) {
                return Optional.of(
                        new ArmError(
                                "InvalidPeerAsn",
                                "The peer ASN "
                                        + asn
                                        + " is reserved by "
                                        + range.holder()
                                        + ". Use another one, for instance 65001.",
                                "peerAsn"));
            }
        }
        if (asn.isWide() && profile.wideAsns() == Profile.WideAsns.REFUSED) {
            return Optional.of(
                    new ArmError(
                            "InvalidPeerAsn",
                            "The peer ASN "
                                    + asn
                                    + " needs more than 16 bits. Use one up to 65534 that is not"
                                    + " reserved.",
                            "peerAsn"));
        }
        return Optional.empty();
    }

    /**
     * Peers of one Route Server are written one after the other, the same one too. Azure answers
     * 409 with this error.
     */
    public static Optional<ArmError> judgeTurn(
            ArmId peer, Map<ArmId, ProvisioningState> peersOfServer) {
        return peersOfServer.entrySet().stream()
                .filter(other -> !other.getValue().isFinal())
                .min(comparingByKey())
                .map(busy ->
                        new ArmError(
                                "AnotherOperationInProgress",
                                "Another operation on this or dependent resource is in"
                                        + " progress. Peer '"
                                        + busy.getKey().name()
                                        + "' is "
                                        + busy.getValue().text()
                                        + ". Try again when it has finished.",
                                peer.toString()));
    }

    /**
     * Whether there is room. Azure takes a peer too many and then lets it end {@code Failed} with
     * this error.
     */
    public static Optional<ArmError> judgeRoom(ArmId peer, Set<ArmId> others, Profile profile) {
        long after = others.stream().filter(other -> !other.equals(peer)).count() + 1;
        return after <= profile.peers()
                ? Optional.empty()
                : Optional.of(
                        new ArmError(
                                "MaximumLocalNetworkSitesLimitReachedForGateway",
                                "Maximum connection limit reached. Current site to site"
                                        + " connections : "
                                        + after
                                        + ", max limit : "
                                        + profile.peers()
                                        + ". Delete a peer, then write this one again.",
                                peer.toString()));
    }
}

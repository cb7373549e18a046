package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.Profile;

/**
 * Binds a scale set to a Route Server: every instance is to be a peer of this AS number. A type of
 * our own; Azure has nothing like it.
 */
final class RouteServerPeerings implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .reference("routeServer", Types.VIRTUAL_HUBS)
                    .reference("scaleSet", Types.SCALE_SETS)
                    .number("peerAsn", 1, 0xffff_ffffL)
                    .readOnly("provisioningState");

    private final Profile profile;

    RouteServerPeerings(Profile profile) {
        this.profile = profile;
    }

    @Override
    public ResourceType type() {
        return Types.ROUTE_SERVER_PEERINGS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Placement placement() {
        return Placement.NONE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var server =
                fields.reference("routeServer")
                        .orElseThrow(() -> Refusal.missing("properties.routeServer.id"));
        var set =
                fields.reference("scaleSet")
                        .orElseThrow(() -> Refusal.missing("properties.scaleSet.id"));
        BgpConnections.refuseReserved(wanted, profile);
        var rival =
                cloud.referrers(set, Types.ROUTE_SERVER_PEERINGS)
                        .filter(other -> !other.id().equals(wanted.id()))
                        .filter(other ->
                                Fields.of(other)
                                        .reference("routeServer")
                                        .filter(server::equals)
                                        .isPresent())
                        .findFirst();
        if (rival.isPresent()) {
            throw RefusedException.conflict(
                    "ScaleSetAlreadyBound",
                    "Scale set "
                            + set
                            + " is bound to "
                            + server
                            + " by "
                            + rival.get().id()
                            + ".");
        }
        return new Admission(wanted.body());
    }
}

package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.Profile;
import fairlead.cloud.Reply;
import fairlead.cloud.Request;
import fairlead.cloud.RouteTables;
import java.util.Optional;

/** Answers {@code advertisedRoutes} from what the speakers really sent, which no World knows. */
record AdvertisedRoutes(Loop loop, SpeakerEdge speakers, Profile profile)
        implements CloudApi.Extension {

    @Override
    public Optional<Reply> answer(Request request) {
        var segments = request.segments();
        if (request.verb() != Request.Verb.POST
                || segments.size() != 11
                || !segments.getLast().equalsIgnoreCase("advertisedRoutes")) {
            return Optional.empty();
        }
        try {
            var peering = ArmId.parse("/" + String.join("/", segments.subList(0, 10)));
            var world = loop.world();
            var known =
                    world.inventory()
                            .find(peering)
                            .orElseThrow(() -> RefusedException.notFound(peering));
            var sent = speakers.advertised(known.id().parent().orElseThrow(), known.id());
            return Optional.of(
                    Reply.of(200, new RouteTables(world, profile).advertised(known.id(), sent)));
        } catch (RefusedException refused) {
            return Optional.of(Reply.refused(refused));
        }
    }
}

package fairlead.box;

import static java.util.Map.entry;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.fleet.Step;
import fairlead.azure.hub.Profile;
import fairlead.cloud.Explanations;
import fairlead.cloud.Reply;
import fairlead.cloud.Request;
import fairlead.cloud.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Azure does not have, under the namespaces {@code Fairlead.*}: the host, why, BGP, fleets.
 */
final class OwnApi implements CloudApi.Extension {

    /** Removes everything of the cloud from the host. */
    interface Down {
        void run() throws InterruptedException;
    }

    private interface Answer {
        JsonNode json(Request request) throws RefusedException, IOException, InterruptedException;
    }

    private final Loop loop;
    private final HostReport host;
    private final DeviceReport devices;
    private final Supplier<FleetEdge> fleets;
    private final SpeakerEdge speakers;
    private final Profile profile;
    private final Down down;
    private final Map<String, Answer> answers;

    /**
     * @param down removes everything from the host; the answer comes when that is done
     */
    OwnApi(
            Loop loop,
            HostReport host,
            DeviceReport devices,
            Supplier<FleetEdge> fleets,
            SpeakerEdge speakers,
            Prober prober,
            Profile profile,
            Auditor auditor,
            Down down) {
        this.loop = loop;
        this.host = host;
        this.devices = devices;
        this.fleets = fleets;
        this.speakers = speakers;
        this.profile = profile;
        this.down = down;
        this.answers =
                Map.ofEntries(
                        entry("get fairlead.host/status", _ -> this.host.status()),
                        entry("get fairlead.host/machines", _ -> this.host.machines()),
                        entry("get fairlead.host/nics", _ -> this.host.nics()),
                        entry("get fairlead.host/devices", _ -> this.devices.devices()),
                        entry("get fairlead.host/audit", _ -> auditor.audit()),
                        entry("post fairlead.host/down", _ -> goDown()),
                        entry("get fairlead.network/routes", this::routes),
                        entry("get fairlead.network/why", this::why),
                        entry(
                                "post fairlead.network/trace",
                                request -> prober.trace(loop.world(), profile, request)),
                        entry("get fairlead.bgp/peers", bgp(LookingGlass::peers)),
                        entry("get fairlead.bgp/routes", bgp(LookingGlass::routes)),
                        entry("get fairlead.bgp/rejected", bgp(LookingGlass::rejected)),
                        entry("get fairlead.bgp/advertised", bgp(LookingGlass::advertised)),
                        entry("post fairlead.fleet/sync", this::sync));
    }

    @Override
    public Optional<Reply> answer(Request request) throws InterruptedException {
        var segments = request.segments();
        if (segments.size() != 5
                || !segments.get(2).equalsIgnoreCase("providers")
                || !segments.get(3).toLowerCase(Locale.ROOT).startsWith("fairlead.")) {
            return Optional.empty();
        }
        var answer =
                answers.get(
                        (request.verb() + " " + segments.get(3) + "/" + segments.get(4))
                                .toLowerCase(Locale.ROOT));
        if (answer == null) {
            // A resource type of ours, such as a fleet's binding, is served like any other.
            return Optional.empty();
        }
        try {
            return Optional.of(Reply.of(200, answer.json(request)));
        } catch (RefusedException refused) {
            return Optional.of(Reply.refused(refused));
        } catch (IOException unreachable) {
            return Optional.of(
                    Reply.refused(
                            new RefusedException(
                                    409,
                                    new ArmError(
                                            "FleetNotReached",
                                            String.valueOf(unreachable.getMessage())))));
        }
    }

    private JsonNode goDown() throws InterruptedException {
        down.run();
        return JsonNodeFactory.instance.objectNode().put("status", "removed");
    }

    private JsonNode routes(Request request) throws RefusedException {
        return new Explanations(loop.world(), profile).routes(parameter(request, "nic"));
    }

    private JsonNode why(Request request) throws RefusedException {
        return new Explanations(loop.world(), profile)
                .why(parameter(request, "nic"), parameter(request, "address"));
    }

    private Answer bgp(Function<LookingGlass, JsonNode> table) {
        return request -> {
            var routing = Routing.of(loop.world(), profile);
            var views =
                    routing.routeServers().stream()
                            .map(server ->
                                    new LookingGlass.View(
                                            server,
                                            routing.selection(server.id()).orElseThrow(),
                                            speakers.tables(server.id())))
                            .toList();
            return table.apply(LookingGlass.of(BgpQuestion.of(request), views));
        };
    }

    private JsonNode sync(Request request) throws IOException, InterruptedException {
        var plans = fleets.get().plan();
        if (!request.query("dryRun").orElse("false").equals("true")) {
            fleets.get().wakeAll(loop.world());
        }
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("fleets");
        plans.forEach((binding, decision) -> {
            ObjectNode fleet = list.addObject().put("name", binding.id().name());
            var steps = fleet.putArray("steps");
            decision.steps().stream().flatMap(step -> text(step).stream()).forEach(steps::add);
            var log = fleet.putArray("log");
            decision.log().forEach(log::add);
        });
        return json;
    }

    private static List<String> text(Step step) {
        return switch (step) {
            case Step.CreatePeering(var name, var address, var asn) ->
                    List.of("create peering " + name + " to " + address + " with ASN " + asn);
            case Step.DeletePeering(var name) -> List.of("delete peering " + name);
            case Step.WaitFor _ -> List.of();
        };
    }

    private static String parameter(Request request, String name) throws RefusedException {
        return request.query(name)
                .orElseThrow(() ->
                        new RefusedException(
                                400,
                                new ArmError(
                                        "InvalidParameter",
                                        "The query parameter '" + name + "' is required.",
                                        name)));
    }
}

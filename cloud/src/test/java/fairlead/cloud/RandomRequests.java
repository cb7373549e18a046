package fairlead.cloud;

import static fairlead.cloud.Bodies.NET;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.HeardRoute;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Requests drawn from a small world of names, so that they meet one another. */
final class RandomRequests {

    private static final List<String> ACTIONS =
            List.of("start", "powerOff", "deallocate", "restart");

    private final SplittableRandom random;

    RandomRequests(SplittableRandom random) {
        this.random = random;
    }

    Request next() {
        return switch (random.nextInt(19)) {
            case 0 -> put(Bodies.GROUP, "{'location':'westeurope'}");
            case 1, 2 ->
                    put(
                            Bodies.VNET,
                            random.nextBoolean()
                                    ? Bodies.NETWORK
                                    : Bodies.NETWORK.replace(
                                            "'10.1.0.0/16'", "'10.1.0.0/16','10.9.0.0/16'"));
            case 3, 4 -> put(nic(), Bodies.nic(subnet()));
            case 5 -> {
                int which = random.nextInt(3);
                yield put(
                        Bodies.COMPUTE + "virtualMachines/vm" + which,
                        Bodies.machine("vm" + which, nic()));
            }
            case 6 -> put(Bodies.SET, Bodies.scaleSet(random.nextInt(5)));
            case 7 -> put(Bodies.SET, Bodies.scaled(random.nextInt(5)));
            case 8 -> {
                int which = random.nextInt(3);
                yield put(Bodies.PEERS + "/p" + which, Bodies.peer(65001, "10.1.2.2" + which));
            }
            case 9 ->
                    put(
                            NET + "routeTables/rt",
                            "{'location':'westeurope','tags':{'n':'%d'}}"
                                    .formatted(random.nextInt(3)));
            case 10 -> put(NET + "publicIPAddresses/rs", Bodies.PUBLIC_ADDRESS);
            case 11 -> routeServer();
            case 12 -> deployment();
            case 13 -> put(Bodies.SPOKE, Bodies.SPOKE_NETWORK);
            case 14 ->
                    put(Bodies.VNET + "/virtualNetworkPeerings/out", Bodies.peering(Bodies.SPOKE));
            case 15 ->
                    put(Bodies.SPOKE + "/virtualNetworkPeerings/back", Bodies.peering(Bodies.VNET));
            case 16 -> bare(Request.Verb.POST, machine() + "/" + ACTIONS.get(random.nextInt(4)));
            default -> bare(Request.Verb.DELETE, anything());
        };
    }

    /** Something that one of the peers tells, or takes back, or has told all of. */
    Fact.Seen heard() {
        var peer = ArmId.parse(Bodies.PEERS + "/p" + random.nextInt(3));
        int instance = random.nextInt(2);
        var session = new SessionKey(ArmId.parse(Bodies.HUB), instance, peer);
        var prefix = Prefix.parse("172." + (16 + random.nextInt(3)) + ".0.0/16");
        var route =
                HeardRoute.of(
                        instance,
                        peer,
                        prefix,
                        IpAddress.parse("10.1.2.2" + random.nextInt(3)),
                        new AsPath(List.of(new AsPath.Hop.Single(new Asn(65001)))));
        return switch (random.nextInt(4)) {
            case 0 -> new Fact.AllHeard(session);
            case 1 -> new Fact.RoutesHeard(session, List.of(), Set.of(prefix));
            default -> new Fact.RoutesHeard(session, List.of(route), Set.of());
        };
    }

    private Request routeServer() {
        return random.nextBoolean()
                ? put(Bodies.HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}")
                : put(
                        Bodies.HUB + "/ipConfigurations/Default",
                        "{'properties':{'subnet':{'id':'%s'},'publicIPAddress':{'id':'%s'}}}"
                                .formatted(Bodies.HUB_SUBNET, NET + "publicIPAddresses/rs"));
    }

    private Request deployment() {
        var table = "Microsoft.Network/routeTables";
        return put(
                Bodies.GROUP + "/providers/Microsoft.Resources/deployments/d" + random.nextInt(2),
                Bodies.deployment(
                        Bodies.inTemplate(table, "one", "", "{}"),
                        Bodies.inTemplate(table, "two", "'one'", "{}")));
    }

    private String nic() {
        return NET + "networkInterfaces/nic" + random.nextInt(3);
    }

    private String subnet() {
        return switch (random.nextInt(3)) {
            case 0 -> Bodies.APPS;
            case 1 -> Bodies.NVAS;
            default -> Bodies.SPOKE + "/subnets/far";
        };
    }

    private String machine() {
        return switch (random.nextInt(3)) {
            case 0 -> Bodies.SET;
            case 1 -> Bodies.SET + "/virtualMachines/" + random.nextInt(4);
            default -> Bodies.COMPUTE + "virtualMachines/vm" + random.nextInt(3);
        };
    }

    private String anything() {
        return switch (random.nextInt(13)) {
            case 0 -> Bodies.GROUP;
            case 10 -> Bodies.SPOKE;
            case 11 -> Bodies.VNET + "/virtualNetworkPeerings/out";
            case 12 -> Bodies.SPOKE + "/virtualNetworkPeerings/back";
            case 1 -> Bodies.VNET;
            case 2 -> Bodies.APPS;
            case 3 -> nic();
            case 4 -> Bodies.HUB;
            case 5 -> Bodies.PEERS + "/p" + random.nextInt(3);
            case 6 -> NET + "routeTables/" + (random.nextBoolean() ? "one" : "rt");
            case 7 -> NET + "publicIPAddresses/rs";
            default -> machine();
        };
    }

    private static Request put(String path, String body) {
        return TestCloud.request(
                Request.Verb.PUT, path, Optional.of(TestCloud.json(body)), Optional.empty());
    }

    private static Request bare(Request.Verb verb, String path) {
        return TestCloud.request(verb, path, Optional.empty(), Optional.empty());
    }
}

package fairlead.cloud;

import static fairlead.cloud.Bodies.NET;

import java.util.List;
import java.util.Optional;
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
        return switch (random.nextInt(16)) {
            case 0 -> put(Bodies.GROUP, "{'location':'westeurope'}");
            case 1, 2 -> put(Bodies.VNET, Bodies.NETWORK);
            case 3, 4 -> put(nic(), Bodies.nic(random.nextBoolean() ? Bodies.APPS : Bodies.NVAS));
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
            case 13 -> bare(Request.Verb.POST, machine() + "/" + ACTIONS.get(random.nextInt(4)));
            default -> bare(Request.Verb.DELETE, anything());
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

    private String machine() {
        return switch (random.nextInt(3)) {
            case 0 -> Bodies.SET;
            case 1 -> Bodies.SET + "/virtualMachines/" + random.nextInt(4);
            default -> Bodies.COMPUTE + "virtualMachines/vm" + random.nextInt(3);
        };
    }

    private String anything() {
        return switch (random.nextInt(10)) {
            case 0 -> Bodies.GROUP;
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

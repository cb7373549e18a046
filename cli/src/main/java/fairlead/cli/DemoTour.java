package fairlead.cli;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the demo shows at each size of the scale set. */
final class DemoTour {

    private static final String TOPOLOGY =
            """

                          VNet 10.1.0.0/16
              +-----------------------------------------------------------+
              |  RouteServerSubnet 10.1.1.0/24     rs: 10.1.1.4  10.1.1.5  |  AS 65515
              |                                      | BGP |              |
              |  nva 10.1.2.0/24     nva_0  nva_1  nva_2 ...  (BIRD)       |  AS 65001
              |                        ^  every one offers 0.0.0.0/0       |
              |  vm 10.1.10.0/24      vm                                  |
              +-----------------------------------------------------------+
                             out through the appliances, masqueraded, then SNAT
                             to the load balancer's address: the Internet, 203.0.113.10
            """;

    private final Fairlead above;
    private final Screen screen;
    private final NvaLab lab;

    DemoTour(Fairlead above, CloudApi api) {
        this.above = above;
        this.screen = above.screen();
        this.lab = new NvaLab(api);
    }

    void topology() {
        if (!above.json) {
            screen.print(TOPOLOGY);
        }
    }

    /** Waits until this many appliances are at work, having asked for them if need be. */
    void reach(int size, boolean ask) {
        try (var progress =
                screen.progress((ask ? "Scaling to " : "Starting ") + size + " appliances")) {
            if (ask) {
                lab.scale(size);
            }
            lab.await(size, progress);
        }
    }

    /** Measures, prints, and returns the same as a document. */
    ObjectNode show(int size) {
        var peerings = lab.peerings();
        var routes = lab.effectiveRoutes();
        Traffic traffic;
        String seen;
        try (var progress = screen.progress("Opening " + Traffic.CONNECTIONS + " connections")) {
            traffic = Traffic.measureShared(lab.vm(), lab.appliances());
            seen = Traffic.addressSeen(lab.vm());
        }
        if (!above.json) {
            screen.heading(size + " appliances");
            screen.print(NvaLab.peeringTable(peerings).toString());
            screen.heading("Effective routes of the virtual machine");
            screen.print(RouteText.effective(routes).toString());
            screen.line("");
            screen.line(
                    "A server on the Internet saw the virtual machine as " + screen.strong(seen));
            screen.print(flows(traffic.flows()).toString());
        }
        var document = CloudApi.JSON.createObjectNode();
        document.put("instances", size);
        document.set("peerings", peerings.path("value"));
        document.set("effectiveRoutes", routes.path("value"));
        document.put("addressSeen", seen);
        var all = document.putArray("addressesSeen");
        traffic.addresses().forEach(all::add);
        var flows = document.putObject("flows");
        traffic.flows().forEach(flows::put);
        return document;
    }

    private static Table flows(Map<String, Long> flows) {
        var table = new Table("Appliance", "Flows of " + Traffic.CONNECTIONS);
        flows.forEach((name, count) -> table.row(name, count.toString()));
        return table;
    }
}

package fairlead.box;

import fairlead.azure.client.ArmClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes to the scale-set lab, drawn so that no two of a round meet in one resource: the scale set
 * grows and shrinks, route tables, routes and virtual networks come, change and go.
 */
final class DrawnWrites {

    private static final String API = "2024-07-01";

    private final ScaleSetLab lab;
    private final int atLeast;
    private final SplittableRandom random;
    private int capacity;
    private int number;

    /**
     * @param atLeast appliances that always stay
     */
    DrawnWrites(ScaleSetLab lab, int atLeast, SplittableRandom random) {
        this.lab = lab;
        this.atLeast = atLeast;
        this.random = random;
        this.capacity = atLeast;
    }

    /** One to four writes. */
    List<TornWrite> draw() {
        var writes = new ArrayList<TornWrite>();
        number++;
        if (random.nextInt(4) > 0) {
            int more = (capacity - atLeast + 1 + random.nextInt(2)) % 3; // never what is there now
            writes.add(TornWrite.scale(lab.scaleSet(), atLeast + more));
        }
        if (random.nextBoolean()) {
            writes.add(table());
        }
        if (random.nextBoolean()) {
            writes.add(route());
        }
        if (random.nextBoolean() || writes.isEmpty()) {
            writes.add(network());
        }
        return writes;
    }

    private TornWrite table() {
        var path = lab.net("routeTables/drawn" + random.nextInt(4));
        return random.nextInt(3) == 0
                ? TornWrite.delete(path)
                : TornWrite.put(
                        path,
                        "{'location':'westeurope','tags':{'n':'%d'},'properties':{'routes':[]}}"
                                .formatted(number),
                        found -> found.path("tags").path("n").asString().equals("" + number()));
    }

    private int number() {
        return number;
    }

    private TornWrite route() {
        int third = random.nextInt(8);
        var path = lab.net("routeTables/vmRoutes/routes/drawn" + third);
        var prefix = "198.18.%d.0/24".formatted(third);
        return random.nextInt(3) == 0
                ? TornWrite.delete(path)
                : TornWrite.put(
                        path,
                        "{'properties':{'addressPrefix':'%s','nextHopType':'None'}}"
                                .formatted(prefix),
                        found ->
                                found.path("properties")
                                        .path("addressPrefix")
                                        .asString()
                                        .equals(prefix));
    }

    private TornWrite network() {
        int second = 20 + random.nextInt(3);
        var path = lab.net("virtualNetworks/drawn" + second);
        return random.nextInt(3) == 0
                ? TornWrite.delete(path)
                : TornWrite.put(
                        path,
                        """
                        {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.%1$d.0.0/16']},
                          'subnets':[{'name':'a','properties':{'addressPrefix':'10.%1$d.0.0/24'}},
                            {'name':'n%2$d','properties':{'addressPrefix':'10.%1$d.1.0/24'}}]}}
                        """
                                .formatted(second, number),
                        found ->
                                found.path("properties")
                                        .path("subnets")
                                        .valueStream()
                                        .anyMatch(subnet ->
                                                subnet.path("name")
                                                        .asString()
                                                        .equals("n" + number())));
    }

    /** Looks at what became of the scale set, which a write without an answer leaves open. */
    void look(ArmClient client) throws IOException, InterruptedException {
        capacity = client.get(lab.scaleSet(), API).document().path("sku").path("capacity").asInt();
    }

    /** Appliances that there should be now. */
    int capacity() {
        return capacity;
    }

    /** Whether this machine runs whatever is drawn: those that are scaled in are the newest. */
    boolean stays(String machine) {
        return !machine.startsWith("nva_")
                || Integer.parseInt(machine.substring("nva_".length())) < atLeast;
    }
}

package fairlead.host.linux;

import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Lookout;
import fairlead.host.desired.Probe;
import fairlead.host.desired.Sighting;
import fairlead.host.desired.Sighting.Place;
import fairlead.host.desired.Sighting.Point;
import fairlead.net.IpAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches fabric, edge and Internet for one probe, with a table of nft in each that goes when this
 * is closed.
 */
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Blueprint blueprint;
    private final Probe probe;

    private Watch(Blueprint blueprint, Probe probe) {
        this.blueprint = blueprint;
        this.probe = probe;
    }

    /**
     * Begins to watch.
     *
     * @throws KernelRefused if a namespace is not there or nft refuses the table
     */
    public static Watch over(Blueprint blueprint, Probe probe) {
        var watch = new Watch(blueprint, probe);
        try {
            for (var place : Place.values()) {
                var namespace = Lookout.namespace(blueprint, place);
                var made = nft(namespace, Lookout.statement(probe));
                if (!made.isGood()) {
                    throw new KernelRefused("nft in " + namespace, made.text().strip());
                }
            }
            return watch;
        } catch (RuntimeException refused) {
            watch.close();
            throw refused;
        }
    }

    /** Removes what watches of a daemon left that was killed. */
    public static void removeLeftovers(Blueprint blueprint) {
        for (var place : Place.values()) {
            var namespace = Lookout.namespace(blueprint, place);
            if (Files.exists(Tool.NAMESPACES.resolve(namespace))) {
                nft(namespace, "list tables ip")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("table ip " + Lookout.TABLES))
                        .forEach(table -> nft(namespace, "delete " + table));
            }
        }
    }

    private static Tool.Output nft(String namespace, String statement) {
        return Tool.run(Tool.inside(namespace, "nft", "-f", "-"), statement + "\n");
    }

    /** All that was seen until now. */
    public List<Sighting> sightings() {
        var sightings = new ArrayList<Sighting>();
        for (var place : Place.values()) {
            var answer =
                    Tool.print(
                            Tool.inside(
                                    Lookout.namespace(blueprint, place),
                                    "nft",
                                    "-j",
                                    "list",
                                    "table",
                                    "ip",
                                    Lookout.table(probe)),
                            "");
            for (var entry : JSON.readTree(answer).path("nftables")) {
                for (var point : Point.values()) {
                    if (entry.path("set").path("name").asString("").equals(point.set())) {
                        entry.path("set")
                                .path("elem")
                                .forEach(element ->
                                        sightings.add(
                                                sighting(place, point, element.path("elem"))));
                    }
                }
            }
        }
        return sightings;
    }

    private static Sighting sighting(Place place, Point point, JsonNode element) {
        var words =
                StreamSupport.stream(element.path("val").path("concat").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList();
        return new Sighting(
                place,
                point,
                words.getFirst(),
                Lookout.isRouted(point) ? words.get(1) : "",
                IpAddress.parse(words.get(words.size() - 2)),
                IpAddress.parse(words.getLast()),
                element.path("counter").path("packets").asLong());
    }

    /** Stops watching; a table that cannot be removed goes when the next daemon starts. */
    @Override
    public void close() {
        for (var place : Place.values()) {
            var namespace = Lookout.namespace(blueprint, place);
            var removed = nft(namespace, "delete table ip " + Lookout.table(probe));
            if (!removed.isGood() && Files.exists(Tool.NAMESPACES.resolve(namespace))) {
                LOG.warn("{} keeps {}: {}", namespace, Lookout.table(probe), removed.text());
            }
        }
    }
}

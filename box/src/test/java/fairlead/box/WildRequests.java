package fairlead.box;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Good requests with a few things changed that may be wrong, drawn. */
final class WildRequests {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Writes what is nested deeper than our own documents may be. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamWriteConstraints(
                                            StreamWriteConstraints.builder()
                                                    .maxNestingDepth(100_000)
                                                    .build())
                                    .build())
                    .build();

    private static final List<String> VERBS =
            List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");
    private static final List<String> HEADERS =
            List.of(
                    "If-Match",
                    "If-None-Match",
                    "x-ms-correlation-request-id",
                    "x-ms-client-request-id",
                    "Content-Type",
                    "CommandName",
                    "Cookie");
    private static final List<String> VERSIONS =
            List.of("", "2024-07-02", "latest", "2024-07-01", "2024-07-01-preview", "٢٠٢٤-٠٥-٠١");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "/",
                    "//",
                    "/subscriptions",
                    "/subscriptions//resourceGroups/g/providers/x/y/z",
                    Requests.VNET,
                    Requests.VNET + "/subnets/apps/",
                    Requests.HUB + "/bgpConnections/none",
                    Requests.GROUP,
                    "../../../etc/passwd",
                    "10.0.0.0/33",
                    "10.1.0.1/24",
                    "10.0.0.0/8",
                    "0.0.0.0/0",
                    "::/0",
                    "fe80::1%eth0",
                    "256.1.1.1",
                    "10.1.0.0/-1",
                    "999999999999999999999999",
                    "-1",
                    "1e9",
                    "true",
                    "null",
                    "[concat(",
                    "[reference(resourceId('Microsoft.Network/virtualNetworks','vnet')).x.y.z]",
                    "[variables('none')]",
                    "[copyIndex()]",
                    "[json('{')]",
                    "[cidrSubnet('10.0.0.0/8',40,1)]",
                    "[range(0,1000000000)]",
                    "[padLeft('',2147483647,'x')]",
                    "[div(1,0)]",
                    "[substring('a',5,1)]",
                    "[".repeat(300),
                    "[" + "not(".repeat(500) + "true" + ")".repeat(500) + "]",
                    "\u0000",
                    "\ud83d\udea2 Grüße \u202e",
                    "a".repeat(100_000),
                    "%2e%2e%2f",
                    "$(reboot)",
                    "'; drop table entries; --");

    /** What may stand in a query behind the version, as it goes out. */
    private static final List<String> QUERIES =
            List.of(
                    "api-version=2020-01-01",
                    "API-VERSION=latest",
                    "api-version",
                    "$expand=instanceView",
                    "$expand=createdTime,changedTime,nothing",
                    "$filter=resourceType%20eq%20'Microsoft.Network/virtualNetworks'",
                    "$filter=tagName%20eq%20'a'%20and%20tagValue%20eq%20'b'",
                    "$filter=name%20eq%20%20or%20(",
                    "$top=-1&$skiptoken=%00",
                    "ipAddress=10.1.0.300",
                    "ipAddress=::1",
                    "forceDelete=maybe",
                    "=&&=&",
                    "%ff=%c0%80",
                    "a=".repeat(3000));

    /**
     * A request as it goes out; the segments are decoded.
     *
     * @param query what follows the version, encoded; may be empty
     */
    record Wild(
            String verb,
            List<String> segments,
            String version,
            String query,
            byte[] body,
            Map<String, String> headers) {

        Wild(String verb, List<String> segments, String version, byte[] body) {
            this(verb, segments, version, "", body, Map.of());
        }

        @Override
        public String toString() {
            var text = new String(body, StandardCharsets.UTF_8);
            return verb
                    + " /"
                    + String.join("/", segments)
                    + "?api-version="
                    + version
                    + "&"
                    + query
                    + " "
                    + text.substring(0, Math.min(text.length(), 2000))
                    + " ("
                    + body.length
                    + " octets) "
                    + headers;
        }
    }

    private final SplittableRandom random;
    private final List<Map.Entry<String, String>> good;
    private String last = "nothing yet";

    /**
     * @param good paths and the bodies that are right there, of a PUT; another verb stands before
     *     its path, with a space
     */
    WildRequests(SplittableRandom random, Map<String, String> good) {
        this.random = random;
        this.good = List.copyOf(good.entrySet());
    }

    Wild next() {
        var base = good.get(random.nextInt(good.size()));
        var words = base.getKey().split(" ", 2);
        var path = words[words.length - 1];
        var segments = new ArrayList<>(Arrays.asList(path.substring(1).split("/", -1)));
        JsonNode body = Requests.json(base.getValue());
        var verb = random.nextInt(4) == 0 ? one(VERBS) : words.length > 1 ? words[0] : "PUT";
        var version = random.nextInt(12) == 0 ? one(VERSIONS) : "2024-07-01";
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(6) == 0) {
                path(segments);
            } else {
                body = changed(body);
            }
        }
        var octets = MAPPER.writeValueAsBytes(body);
        var wild =
                new Wild(
                        verb,
                        segments,
                        version,
                        random.nextInt(6) == 0 ? one(QUERIES) : "",
                        random.nextInt(20) == 0 ? damaged(octets) : octets,
                        random.nextInt(4) == 0 ? headers() : Map.of());
        last = wild.toString();
        return wild;
    }

    /** What was asked last. */
    @Override
    public String toString() {
        return last;
    }

    /** Headers that clients send, with values that they do not; a header holds visible ASCII. */
    private Map<String, String> headers() {
        var value = one(TEXTS).replaceAll("[^ -~]", "?").strip();
        return Map.of(
                one(HEADERS), value.substring(0, Math.min(value.length(), 4000)), "Accept", "a/b");
    }

    private void path(List<String> segments) {
        int at = random.nextInt(segments.size());
        switch (random.nextInt(5)) {
            case 0 -> segments.remove(at);
            case 1 -> segments.add(at, segments.get(at));
            case 2 -> segments.set(at, name());
            case 3 -> segments.add(name());
            default ->
                    segments.set(
                            at,
                            segments.get(random.nextInt(segments.size()))
                                    .toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Not too long for a request line, which is refused before anybody judges it. */
    private String name() {
        var text = one(TEXTS);
        return text.substring(0, Math.min(text.length(), 2000));
    }

    /** The same with one thing changed, somewhere. */
    private JsonNode changed(JsonNode node) {
        if (!node.isEmpty() && random.nextInt(5) > 0) {
            return switch (node) {
                case ObjectNode object -> changedWithin(object);
                case ArrayNode array -> {
                    int at = random.nextInt(array.size());
                    array.set(at, changed(array.get(at)));
                    yield array;
                }
                default -> replacement(node);
            };
        }
        return replacement(node);
    }

    private ObjectNode changedWithin(ObjectNode object) {
        var name = one(List.copyOf(object.propertyNames()));
        switch (random.nextInt(12)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(one(TEXTS), object.remove(name));
            case 2 -> object.set(name.toUpperCase(java.util.Locale.ROOT), replacement(object));
            default -> object.set(name, changed(object.get(name)));
        }
        return object;
    }

    private JsonNode replacement(JsonNode old) {
        return switch (random.nextInt(14)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(new java.math.BigDecimal("1e400"));
            case 4 -> JSON.numberNode(java.math.BigInteger.TEN.pow(random.nextInt(900)));
            case 5 -> JSON.numberNode(-random.nextInt(5));
            case 6 -> JSON.objectNode();
            case 7 -> JSON.arrayNode();
            case 8 -> JSON.arrayNode().add(old.deepCopy()).add(old.deepCopy());
            case 9 -> JSON.objectNode().set("id", JSON.stringNode(one(TEXTS)));
            case 10 -> deep(1 + random.nextInt(460));
            default -> JSON.stringNode(one(TEXTS));
        };
    }

    private JsonNode deep(int levels) {
        JsonNode node = JSON.stringNode("deep");
        boolean arrays = random.nextBoolean();
        for (int i = 0; i < levels; i++) {
            node = arrays ? JSON.arrayNode().add(node) : JSON.objectNode().set("a", node);
        }
        return node;
    }

    private byte[] damaged(byte[] octets) {
        var broken = octets.clone();
        if (broken.length > 0 && random.nextBoolean()) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            return broken;
        }
        return Arrays.copyOf(broken, random.nextInt(broken.length + 1));
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

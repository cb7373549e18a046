package fairlead.azure.types;

import fairlead.azure.types.TypeRow.Access;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The members of a load balancer that only say what joins what. */
final class LoadBalancerParts {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode NO = NODES.booleanNode(false);
    private static final int LAST_PORT = 65535;

    private LoadBalancerParts() {}

    static List<TypeRow> rows() {
        return List.of(
                new PlainRow(
                        Types.PROBES,
                        Access.THROUGH_PARENT,
                        Shape.empty()
                                .choice("protocol", "Tcp", "Http", "Https")
                                .number("port", 1, LAST_PORT)
                                .number("intervalInSeconds", 5, 2_147_483_646)
                                .number("numberOfProbes", 1, 429_496_729)
                                .number("probeThreshold", 1, 100)
                                .choice("noHealthyBackendsBehavior", "AllProbedDown", "AllProbedUp")
                                .text("requestPath")
                                .readOnly("loadBalancingRules", "provisioningState")
                                .later("2022-01-01", "probeThreshold")
                                .later("2023-11-01", "noHealthyBackendsBehavior"),
                        List.of("protocol", "port"),
                        Map.of(
                                "intervalInSeconds", NODES.numberNode(15),
                                "numberOfProbes", NODES.numberNode(2),
                                "probeThreshold", NODES.numberNode(1))),
                new PlainRow(
                        Types.INBOUND_NAT_POOLS,
                        Access.THROUGH_PARENT,
                        port(frontend())
                                .number("frontendPortRangeStart", 1, LAST_PORT)
                                .number("frontendPortRangeEnd", 1, LAST_PORT),
                        List.of(
                                "frontendIPConfiguration",
                                "protocol",
                                "frontendPortRangeStart",
                                "frontendPortRangeEnd",
                                "backendPort"),
                        defaults()),
                new PlainRow(
                        Types.INBOUND_NAT_RULES,
                        Access.DIRECT,
                        port(frontend())
                                .reference("backendAddressPool", Types.BACKEND_POOLS)
                                .number("frontendPort", 0, LAST_PORT)
                                .number("frontendPortRangeStart", 0, LAST_PORT)
                                .number("frontendPortRangeEnd", 0, LAST_PORT)
                                .readOnly("backendIPConfiguration"),
                        List.of("frontendIPConfiguration", "protocol", "backendPort"),
                        defaults()),
                new PlainRow(
                        Types.LOAD_BALANCING_RULES,
                        Access.THROUGH_PARENT,
                        port(frontend())
                                .reference("backendAddressPool", Types.BACKEND_POOLS)
                                .references("backendAddressPools", Types.BACKEND_POOLS)
                                .reference("probe", Types.PROBES)
                                .choice(
                                        "loadDistribution",
                                        "Default",
                                        "SourceIP",
                                        "SourceIPProtocol")
                                .number("frontendPort", 0, LAST_PORT)
                                .flag("disableOutboundSnat", "enableConnectionTracking")
                                .later("2024-05-01", "enableConnectionTracking"),
                        List.of("frontendIPConfiguration", "protocol", "frontendPort"),
                        Map.of(
                                "loadDistribution", NODES.stringNode("Default"),
                                "disableOutboundSnat", NO,
                                "enableFloatingIP", NO,
                                "enableTcpReset", NO,
                                "idleTimeoutInMinutes", NODES.numberNode(4))),
                new PlainRow(
                        Types.OUTBOUND_RULES,
                        Access.THROUGH_PARENT,
                        Shape.empty()
                                .references("frontendIPConfigurations", Types.FRONTENDS)
                                .reference("backendAddressPool", Types.BACKEND_POOLS)
                                .choice("protocol", "All", "Tcp", "Udp")
                                .number("allocatedOutboundPorts", 0, 64_000)
                                .number("idleTimeoutInMinutes", 4, 120)
                                .flag("enableTcpReset")
                                .readOnly("provisioningState"),
                        List.of("frontendIPConfigurations", "backendAddressPool", "protocol"),
                        Map.of(
                                "allocatedOutboundPorts", NODES.numberNode(0),
                                "enableTcpReset", NO,
                                "idleTimeoutInMinutes", NODES.numberNode(4))));
    }

    private static Shape frontend() {
        return Shape.empty().reference("frontendIPConfiguration", Types.FRONTENDS);
    }

    private static Shape port(Shape shape) {
        return shape.choice("protocol", "Tcp", "Udp", "All")
                .number("backendPort", 0, LAST_PORT)
                .number("idleTimeoutInMinutes", 4, 100)
                .flag("enableFloatingIP", "enableTcpReset")
                .readOnly("provisioningState");
    }

    private static Map<String, JsonNode> defaults() {
        return Map.of(
                "enableFloatingIP", NO,
                "enableTcpReset", NO,
                "idleTimeoutInMinutes", NODES.numberNode(4));
    }
}

package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A load balancer as it is stored. */
public record LoadBalancer(
        ArmId id,
        int serial,
        Sku sku,
        List<Frontend> frontends,
        List<Rule> rules,
        List<OutboundRule> outboundRules) {

    public LoadBalancer {
        frontends = List.copyOf(frontends);
        rules = List.copyOf(rules);
        outboundRules = List.copyOf(outboundRules);
    }

    /** Basic load balancers give outbound access by their pools alone. */
    public enum Sku {
        BASIC,
        STANDARD
    }

    /** Whether a rule also serves what its pool's members send out. */
    public enum OutboundSnat {
        ENABLED,
        DISABLED
    }

    /** Exactly one of the two addresses is there. */
    public record Frontend(
            ArmId id, Optional<ArmId> publicAddress, Optional<IpAddress> privateAddress) {}

    /**
     * What joins a frontend and pools.
     *
     * @param protocol {@code Tcp}, {@code Udp} or {@code All}
     * @param frontendPort 0 for all ports
     */
    public record Rule(
            ArmId id,
            ArmId frontend,
            List<ArmId> pools,
            String protocol,
            int frontendPort,
            int backendPort,
            OutboundSnat outbound) {
        public Rule {
            pools = List.copyOf(pools);
        }
    }

    public record OutboundRule(ArmId id, List<ArmId> frontends, ArmId pool) {
        public OutboundRule {
            frontends = List.copyOf(frontends);
        }
    }

    /** Reads a stored {@code Microsoft.Network/loadBalancers}. */
    public static LoadBalancer of(Resource balancer, Resources cloud) {
        return new LoadBalancer(
                balancer.id(),
                balancer.serial(),
                Skus.name(balancer).equals("Basic") ? Sku.BASIC : Sku.STANDARD,
                cloud.children(balancer.id(), "frontendIPConfigurations")
                        .map(LoadBalancer::frontend)
                        .toList(),
                cloud.children(balancer.id(), "loadBalancingRules")
                        .map(LoadBalancer::rule)
                        .toList(),
                cloud.children(balancer.id(), "outboundRules")
                        .map(LoadBalancer::outboundRule)
                        .toList());
    }

    private static Frontend frontend(Resource one) {
        var fields = Fields.of(one);
        return new Frontend(
                one.id(), fields.reference("publicIPAddress"), fields.address("privateIPAddress"));
    }

    private static Rule rule(Resource one) {
        var fields = Fields.of(one);
        return new Rule(
                one.id(),
                fields.reference("frontendIPConfiguration").orElseThrow(),
                Stream.concat(
                                fields.reference("backendAddressPool").stream(),
                                fields.references("backendAddressPools").stream())
                        .distinct()
                        .toList(),
                fields.needed("protocol"),
                port(fields, "frontendPort"),
                port(fields, "backendPort"),
                fields.flag("disableOutboundSnat") ? OutboundSnat.DISABLED : OutboundSnat.ENABLED);
    }

    private static int port(Fields fields, String member) {
        return fields.number(member).orElse(0L).intValue();
    }

    private static OutboundRule outboundRule(Resource one) {
        var fields = Fields.of(one);
        return new OutboundRule(
                one.id(),
                fields.references("frontendIPConfigurations"),
                fields.reference("backendAddressPool").orElseThrow());
    }

    /**
     * The public addresses that members of {@code pool} are seen with outside: those of its
     * outbound rules; else those of its load-balancing rules that allow it; else, on a Basic one,
     * all.
     */
    public List<ArmId> outboundAddresses(ArmId pool) {
        var byOutboundRule =
                outboundRules.stream()
                        .filter(rule -> rule.pool().equals(pool))
                        .flatMap(rule -> rule.frontends().stream())
                        .distinct()
                        .toList();
        if (!byOutboundRule.isEmpty()) {
            return publicAddresses(byOutboundRule);
        }
        var ofPool = rules.stream().filter(rule -> rule.pools().contains(pool)).toList();
        if (ofPool.isEmpty() && sku == Sku.BASIC) {
            return publicAddresses(frontends.stream().map(Frontend::id).toList());
        }
        return publicAddresses(
                ofPool.stream()
                        .filter(rule -> rule.outbound() == OutboundSnat.ENABLED)
                        .map(Rule::frontend)
                        .distinct()
                        .toList());
    }

    private List<ArmId> publicAddresses(List<ArmId> wanted) {
        return frontends.stream()
                .filter(frontend -> wanted.contains(frontend.id()))
                .flatMap(frontend -> frontend.publicAddress().stream())
                .toList();
    }
}

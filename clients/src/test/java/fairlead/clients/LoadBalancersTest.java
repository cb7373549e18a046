package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.BackendAddressPoolInner;
import com.azure.resourcemanager.network.fluent.models.FrontendIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.InboundNatRuleInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancingRuleInner;
import com.azure.resourcemanager.network.fluent.models.OutboundRuleInner;
import com.azure.resourcemanager.network.fluent.models.ProbeInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.models.LoadBalancerOutboundRuleProtocol;
import com.azure.resourcemanager.network.models.LoadBalancerSku;
import com.azure.resourcemanager.network.models.LoadBalancerSkuName;
import com.azure.resourcemanager.network.models.ProbeProtocol;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.TransportProtocol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public addresses, and load balancers with all their parts. */
@OnCloud
class LoadBalancersTest {

    private static SubResource part(LoadBalancerInner balancer, String collection, String name) {
        return new SubResource().withId(balancer.id() + "/" + collection + "/" + name);
    }

    @Test
    void anAddressLivesFromItsCreationToItsDeletion(Sdk azure) {
        azure.group("addresses");
        var addresses = azure.network().getPublicIpAddresses();

        var made = azure.address("addresses", "pip");
        assertThat(made.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(made.ipAddress()).startsWith("20.50.");
        var changed =
                addresses.createOrUpdate("addresses", "pip", made.withIdleTimeoutInMinutes(10));
        assertThat(changed.ipAddress()).isEqualTo(made.ipAddress());
        assertThat(addresses.listByResourceGroup("addresses"))
                .extracting(PublicIpAddressInner::idleTimeoutInMinutes)
                .containsExactly(10);
        addresses.delete("addresses", "pip");
        refused(404, "ResourceNotFound", () -> addresses.getByResourceGroup("addresses", "pip"));
    }

    @Test
    void aBalancerHasPartsThatAreResources(Sdk azure) {
        azure.group("balanced");
        var balancers = azure.network().getLoadBalancers();
        var address = azure.address("balanced", "pip");
        var bare = balancers.createOrUpdate("balanced", "lb", bare(address));
        var whole = balancers.createOrUpdate("balanced", "lb", whole(bare));

        assertThat(whole.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        var network = azure.network();
        assertThat(network.getLoadBalancerFrontendIpConfigurations().list("balanced", "lb"))
                .extracting(FrontendIpConfigurationInner::name)
                .containsExactly("front");
        assertThat(
                        network.getLoadBalancerFrontendIpConfigurations()
                                .get("balanced", "lb", "front")
                                .outboundRules())
                .hasSize(1);
        assertThat(network.getLoadBalancerProbes().get("balanced", "lb", "alive").port())
                .isEqualTo(80);
        assertThat(network.getLoadBalancerProbes().list("balanced", "lb")).hasSize(1);
        assertThat(network.getLoadBalancerLoadBalancingRules().list("balanced", "lb"))
                .extracting(LoadBalancingRuleInner::frontendPort)
                .containsExactly(80);
        assertThat(network.getLoadBalancerLoadBalancingRules().get("balanced", "lb", "web").probe())
                .isNotNull();
        assertThat(network.getLoadBalancerOutboundRules().list("balanced", "lb")).hasSize(1);
        assertThat(
                        network.getLoadBalancerOutboundRules()
                                .get("balanced", "lb", "out")
                                .allocatedOutboundPorts())
                .isEqualTo(1000);
        assertThat(balancers.listByResourceGroup("balanced")).hasSize(1);

        refused(
                400,
                "PublicIPAddressCannotBeDeleted",
                () -> network.getPublicIpAddresses().delete("balanced", "pip"));
        balancers.delete("balanced", "lb");
        refused(404, "ResourceNotFound", () -> balancers.getByResourceGroup("balanced", "lb"));
        network.getPublicIpAddresses().delete("balanced", "pip");
    }

    @Test
    void poolsAndNatRulesAreWrittenAlone(Sdk azure) {
        azure.group("pools");
        var balancer =
                azure.network()
                        .getLoadBalancers()
                        .createOrUpdate("pools", "lb", bare(azure.address("pools", "pip")));
        var pools = azure.network().getLoadBalancerBackendAddressPools();
        var rules = azure.network().getInboundNatRules();

        pools.createOrUpdate("pools", "lb", "more", new BackendAddressPoolInner());
        assertThat(pools.list("pools", "lb"))
                .extracting(BackendAddressPoolInner::name)
                .containsExactlyInAnyOrder("back", "more");
        pools.delete("pools", "lb", "more");
        assertThat(pools.get("pools", "lb", "back").provisioningState())
                .isEqualTo(ProvisioningState.SUCCEEDED);

        rules.createOrUpdate(
                "pools",
                "lb",
                "ssh",
                new InboundNatRuleInner()
                        .withFrontendIpConfiguration(
                                part(balancer, "frontendIPConfigurations", "front"))
                        .withProtocol(TransportProtocol.TCP)
                        .withFrontendPort(2222)
                        .withBackendPort(22));
        assertThat(rules.get("pools", "lb", "ssh").frontendPort()).isEqualTo(2222);
        assertThat(rules.list("pools", "lb")).hasSize(1);
        rules.delete("pools", "lb", "ssh");
        assertThat(rules.list("pools", "lb")).isEmpty();
    }

    private static LoadBalancerInner bare(PublicIpAddressInner address) {
        return new LoadBalancerInner()
                .withLocation(Sdk.REGION)
                .withSku(new LoadBalancerSku().withName(LoadBalancerSkuName.STANDARD))
                .withFrontendIpConfigurations(
                        List.of(
                                new FrontendIpConfigurationInner()
                                        .withName("front")
                                        .withPublicIpAddress(
                                                new PublicIpAddressInner().withId(address.id()))))
                .withBackendAddressPools(List.of(new BackendAddressPoolInner().withName("back")));
    }

    private static LoadBalancerInner whole(LoadBalancerInner balancer) {
        var front = part(balancer, "frontendIPConfigurations", "front");
        var back = part(balancer, "backendAddressPools", "back");
        return balancer.withProbes(
                        List.of(
                                new ProbeInner()
                                        .withName("alive")
                                        .withProtocol(ProbeProtocol.TCP)
                                        .withPort(80)
                                        .withIntervalInSeconds(5)
                                        .withNumberOfProbes(2)))
                .withLoadBalancingRules(
                        List.of(
                                new LoadBalancingRuleInner()
                                        .withName("web")
                                        .withFrontendIpConfiguration(front)
                                        .withBackendAddressPool(back)
                                        .withProbe(part(balancer, "probes", "alive"))
                                        .withProtocol(TransportProtocol.TCP)
                                        .withFrontendPort(80)
                                        .withBackendPort(80)
                                        .withDisableOutboundSnat(true)))
                .withOutboundRules(
                        List.of(
                                new OutboundRuleInner()
                                        .withName("out")
                                        .withFrontendIpConfigurations(List.of(front))
                                        .withBackendAddressPool(back)
                                        .withProtocol(LoadBalancerOutboundRuleProtocol.ALL)
                                        .withAllocatedOutboundPorts(1000)));
    }
}

package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.NetworkWatcherInner;
import com.azure.resourcemanager.network.fluent.models.RouteInner;
import com.azure.resourcemanager.network.fluent.models.RouteTableInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.RouteNextHopType;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import org.junit.jupiter.api.Test;

/** Security groups and their rules, route tables and their routes, and network watchers. */
@OnCloud
class RulesAndRoutesTest {

    private static SecurityRuleInner rule(int priority, SecurityRuleAccess access) {
        return new SecurityRuleInner()
                .withPriority(priority)
                .withAccess(access)
                .withDirection(SecurityRuleDirection.INBOUND)
                .withProtocol(SecurityRuleProtocol.TCP)
                .withSourceAddressPrefix("*")
                .withSourcePortRange("*")
                .withDestinationAddressPrefix("*")
                .withDestinationPortRange("22");
    }

    @Test
    void aSecurityGroupHasItsOwnRulesAndAzures(Sdk azure) {
        azure.group("security");
        var groups = azure.network().getNetworkSecurityGroups();
        var rules = azure.network().getSecurityRules();

        var made =
                groups.createOrUpdate(
                        "security",
                        "nsg",
                        new NetworkSecurityGroupInner().withLocation(Sdk.REGION));
        assertThat(made.defaultSecurityRules())
                .extracting(SecurityRuleInner::name)
                .contains("AllowVnetInBound", "DenyAllInBound", "AllowInternetOutBound");
        rules.createOrUpdate("security", "nsg", "ssh", rule(100, SecurityRuleAccess.ALLOW));
        rules.createOrUpdate("security", "nsg", "ssh", rule(100, SecurityRuleAccess.DENY));
        assertThat(rules.get("security", "nsg", "ssh").access()).isEqualTo(SecurityRuleAccess.DENY);
        assertThat(rules.list("security", "nsg"))
                .extracting(SecurityRuleInner::name)
                .containsExactly("ssh");
        refused(
                400,
                "SecurityRuleConflict",
                () ->
                        rules.createOrUpdate(
                                "security", "nsg", "again", rule(100, SecurityRuleAccess.ALLOW)));

        rules.delete("security", "nsg", "ssh");
        assertThat(groups.getByResourceGroup("security", "nsg").securityRules()).isEmpty();
        assertThat(groups.listByResourceGroup("security")).hasSize(1);
        groups.delete("security", "nsg");
        assertThat(groups.listByResourceGroup("security")).isEmpty();
    }

    @Test
    void aRouteTableInUseStays(Sdk azure) {
        azure.group("routes");
        var tables = azure.network().getRouteTables();
        var routes = azure.network().getRoutes();

        var table =
                tables.createOrUpdate(
                        "routes",
                        "rt",
                        new RouteTableInner()
                                .withLocation(Sdk.REGION)
                                .withDisableBgpRoutePropagation(true));
        assertThat(table.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        var route =
                routes.createOrUpdate(
                        "routes",
                        "rt",
                        "default",
                        new RouteInner()
                                .withAddressPrefix("0.0.0.0/0")
                                .withNextHopType(RouteNextHopType.NONE));
        routes.createOrUpdate(
                "routes",
                "rt",
                "default",
                route.withNextHopType(RouteNextHopType.VIRTUAL_APPLIANCE)
                        .withNextHopIpAddress("10.1.0.4"));
        assertThat(routes.get("routes", "rt", "default").nextHopIpAddress()).isEqualTo("10.1.0.4");
        assertThat(routes.list("routes", "rt")).hasSize(1);
        azure.network("routes", "vnet", "apps", "10.1.0.0/24");
        azure.network()
                .getSubnets()
                .createOrUpdate(
                        "routes",
                        "vnet",
                        "apps",
                        new SubnetInner()
                                .withAddressPrefix("10.1.0.0/24")
                                .withRouteTable(new RouteTableInner().withId(table.id())));

        assertThat(tables.getByResourceGroup("routes", "rt").subnets()).hasSize(1);
        refused(400, "InUseRouteTableCannotBeDeleted", () -> tables.delete("routes", "rt"));
        azure.network().getVirtualNetworks().delete("routes", "vnet");
        routes.delete("routes", "rt", "default");
        assertThat(routes.list("routes", "rt")).isEmpty();
        tables.delete("routes", "rt");
        refused(404, "ResourceNotFound", () -> tables.getByResourceGroup("routes", "rt"));
    }

    @Test
    void aNetworkWatcherIsKept(Sdk azure) {
        azure.group("watched");
        var watchers = azure.network().getNetworkWatchers();

        watchers.createOrUpdate(
                "watched", "watcher", new NetworkWatcherInner().withLocation(Sdk.REGION));
        assertThat(watchers.getByResourceGroup("watched", "watcher").provisioningState())
                .isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(watchers.listByResourceGroup("watched")).hasSize(1);
        watchers.delete("watched", "watcher");
        assertThat(watchers.listByResourceGroup("watched")).isEmpty();
    }
}

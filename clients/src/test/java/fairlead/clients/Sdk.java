package fairlead.clients;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.PublicIpAddressSku;
import com.azure.resourcemanager.network.models.PublicIpAddressSkuName;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.DeploymentsManagementClient;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import fairlead.azure.client.Trust;
import fairlead.box.WholeCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Azure SDK for Java, logged in to a running cloud the way its own documentation tells: a
 * custom environment, a service principal's secret, an HTTP client that believes the cloud's own
 * authority and no other.
 */
record Sdk(
        WholeCloud cloud,
        Conversation conversation,
        ResourceManagementClient resources,
        DeploymentsManagementClient deployments,
        NetworkManagementClient network,
        ComputeManagementClient compute) {

    /** Where everything is made. */
    static final String REGION = "westeurope";

    static Sdk of(WholeCloud cloud) throws Exception {
        var json = JsonMapper.shared();
        var principal = json.readTree(Files.readString(cloud.state().resolve("principal.json")));
        var url =
                json.readTree(Files.readString(cloud.state().resolve("endpoint.json")))
                        .path("url")
                        .asString();
        var http = http(cloud.state().resolve("ca.pem"));
        var tenant = principal.path("tenantId").asString();
        var environment =
                new AzureEnvironment(
                        Map.of(
                                "activeDirectoryEndpointUrl", url + "/",
                                "activeDirectoryResourceId", url + "/",
                                "managementEndpointUrl", url + "/",
                                "resourceManagerEndpointUrl", url + "/",
                                "microsoftGraphResourceId", url + "/graph"));
        var profile =
                new AzureProfile(tenant, principal.path("subscriptionId").asString(), environment);
        var credential =
                new ClientSecretCredentialBuilder()
                        .authorityHost(url + "/")
                        .tenantId(tenant)
                        .clientId(principal.path("clientId").asString())
                        .clientSecret(principal.path("secret").asString())
                        .disableInstanceDiscovery()
                        .httpClient(http)
                        .build();
        var conversation = new Conversation();
        var recorder = new Recorder(conversation);
        var resources =
                ResourceManager.configure()
                        .withHttpClient(http)
                        .withPolicy(recorder)
                        .authenticate(credential, profile)
                        .withDefaultSubscription();
        return new Sdk(
                cloud,
                conversation,
                resources.serviceClient(),
                resources.deploymentClient(),
                NetworkManager.configure()
                        .withHttpClient(http)
                        .withPolicy(recorder)
                        .authenticate(credential, profile)
                        .serviceClient(),
                ComputeManager.configure()
                        .withHttpClient(http)
                        .withPolicy(recorder)
                        .authenticate(credential, profile)
                        .serviceClient());
    }

    private static HttpClient http(Path authority) throws Exception {
        return new JdkHttpClientBuilder(
                        java.net.http.HttpClient.newBuilder().sslContext(Trust.pem(authority)))
                .build();
    }

    /** Makes a resource group. */
    void group(String name) {
        resources
                .getResourceGroups()
                .createOrUpdate(name, new ResourceGroupInner().withLocation(REGION));
    }

    /** A network 10.1.0.0/16 with these subnets: name, then prefix, and so on. */
    VirtualNetworkInner network(String group, String name, String... subnets) {
        var wanted = new ArrayList<SubnetInner>();
        for (int i = 0; i < subnets.length; i += 2) {
            wanted.add(new SubnetInner().withName(subnets[i]).withAddressPrefix(subnets[i + 1]));
        }
        return network.getVirtualNetworks()
                .createOrUpdate(
                        group,
                        name,
                        new VirtualNetworkInner()
                                .withLocation(REGION)
                                .withAddressSpace(
                                        new AddressSpace()
                                                .withAddressPrefixes(List.of("10.1.0.0/16")))
                                .withSubnets(wanted));
    }

    /** An interface in a subnet. */
    NetworkInterfaceInner nic(String group, String name, SubnetInner subnet) {
        return network.getNetworkInterfaces()
                .createOrUpdate(
                        group,
                        name,
                        new NetworkInterfaceInner()
                                .withLocation(REGION)
                                .withIpConfigurations(
                                        List.of(
                                                new NetworkInterfaceIpConfigurationInner()
                                                        .withName("ip")
                                                        .withSubnet(
                                                                new SubnetInner()
                                                                        .withId(subnet.id())))));
    }

    /** A public address that does not change. */
    PublicIpAddressInner address(String group, String name) {
        return network.getPublicIpAddresses()
                .createOrUpdate(
                        group,
                        name,
                        new PublicIpAddressInner()
                                .withLocation(REGION)
                                .withSku(
                                        new PublicIpAddressSku()
                                                .withName(PublicIpAddressSkuName.STANDARD))
                                .withPublicIpAllocationMethod(IpAllocationMethod.STATIC));
    }
}

package fairlead.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.azure.client.Trust;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the real az and the cloud say to each other is held against Azure's description too; {@link
 * SharedCloud} fails the test if it differs.
 */
@OnCloud
class AzConversationTest {

    private static final String AZ = Path.of("..", "libexec", "az").toAbsolutePath().toString();

    @TempDir Path configuration;

    private final Sdk sdk;
    private final RecordingProxy proxy;

    AzConversationTest(Sdk sdk) throws Exception {
        this.sdk = sdk;
        this.proxy =
                RecordingProxy.before(
                        sdk.cloud(),
                        URI.create(document("endpoint.json").path("url").asString()),
                        sdk.conversation());
    }

    @BeforeEach
    void logIn() throws Exception {
        assumeTrue(az("version").exit() == 0, "needs az 2.74 in its private root: libexec/az-root");
        var principal = document("principal.json");
        var cloud = Files.writeString(configuration.resolve("cloud.json"), described());
        goes("cloud register -n Recorded --cloud-config @" + cloud);
        goes("cloud set -n Recorded");
        goes(
                "login --service-principal -u "
                        + principal.path("clientId").asString()
                        + " --password="
                        + principal.path("secret").asString()
                        + " --tenant "
                        + principal.path("tenantId").asString());
    }

    @AfterEach
    void hangUp() {
        proxy.close();
    }

    @Test
    @Timeout(600)
    void everyTypeThatAzMakesIsAskedForAndAnsweredAsAzureDescribesIt() throws Exception {
        for (var line :
                """
                group create -n az -l westeurope
                network vnet create -g az -n vnet --address-prefix 10.1.0.0/16 --subnet-name apps --subnet-prefix 10.1.0.0/24
                network vnet create -g az -n spoke --address-prefix 10.2.0.0/16
                network vnet subnet create -g az --vnet-name vnet -n RouteServerSubnet --address-prefix 10.1.2.0/27
                network vnet peering create -g az --vnet-name vnet -n out --remote-vnet spoke --allow-vnet-access
                network vnet peering list -g az --vnet-name vnet
                network route-table create -g az -n rt
                network route-table route create -g az --route-table-name rt -n r --address-prefix 10.9.0.0/16 --next-hop-type None
                network nsg create -g az -n nsg
                network nsg rule create -g az --nsg-name nsg -n web --priority 100 --destination-port-ranges 80
                network vnet subnet update -g az --vnet-name vnet -n apps --route-table rt --nsg nsg
                network public-ip create -g az -n pip --sku Standard
                network public-ip create -g az -n pip2 --sku Standard
                network lb create -g az -n lb --sku Standard --public-ip-address pip2 --frontend-ip-name fe --backend-pool-name be
                network lb outbound-rule create -g az --lb-name lb -n out --frontend-ip-configs fe --address-pool be --protocol All
                network nic create -g az -n nic --subnet apps --vnet-name vnet
                network nic update -g az -n nic --ip-forwarding true
                network routeserver create -g az -n rs --hosted-subnet /subscriptions/SUBSCRIPTION/resourceGroups/az/providers/Microsoft.Network/virtualNetworks/vnet/subnets/RouteServerSubnet --public-ip-address pip
                network routeserver peering create -g az --routeserver rs -n nva --peer-asn 65001 --peer-ip 10.1.0.9
                network routeserver peering list-learned-routes -g az --routeserver rs -n nva
                network routeserver peering list-advertised-routes -g az --routeserver rs -n nva
                vm create -g az -n vm --image Debian11 --nics nic --admin-username lab --admin-password Passw0rd!Passw0rd
                vm list -g az -d
                network nic show-effective-route-table -g az -n nic
                vmss create -g az -n set --image Debian11 --instance-count 1 --orchestration-mode Uniform --vnet-name vnet --subnet apps --lb lb --backend-pool-name be --admin-username lab --admin-password Passw0rd!Passw0rd
                vmss scale -g az -n set --new-capacity 2
                vmss list-instances -g az -n set
                vmss nic list -g az --vmss-name set
                deployment group list -g az
                resource list -g az
                network routeserver peering delete -g az --routeserver rs -n nva --yes
                group delete -n az --yes
                """
                        .lines()
                        .toList()) {
            goes(line);
        }
    }

    private void goes(String line) throws Exception {
        var words =
                line.replace(
                                "SUBSCRIPTION",
                                document("principal.json").path("subscriptionId").asString())
                        .split(" ", -1);
        var said = az(words);
        assertThat(said.exit()).as("az " + line + ": " + said.output()).isZero();
    }

    private record Said(int exit, String output) {}

    private Said az(String... words) throws Exception {
        var line = new ArrayList<>(List.of(AZ));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "AZURE_CONFIG_DIR", configuration.toString(),
                                "REQUESTS_CA_BUNDLE", authority().toString(),
                                "NO_PROXY", "localhost,127.0.0.1",
                                "AZURE_CORE_COLLECT_TELEMETRY", "no",
                                "AZURE_CORE_ERROR_RECOMMENDATION", "off",
                                "AZURE_CORE_SURVEY_MESSAGE", "no",
                                "AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no"));
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }

    /** What {@code az cloud register} takes, with the proxy's address in it. */
    private String described() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(Trust.pem(authority())).build()) {
            return client.send(
                            HttpRequest.newBuilder(proxy.base().resolve("/cloud.json")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private Path authority() {
        return sdk.cloud().state().resolve("ca.pem");
    }

    private JsonNode document(String name) throws Exception {
        return JsonMapper.shared().readTree(Files.readString(sdk.cloud().state().resolve(name)));
    }
}

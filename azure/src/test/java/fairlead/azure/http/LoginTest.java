package fairlead.azure.http;

import static fairlead.azure.http.TestCloud.S;
import static fairlead.azure.http.TestCloud.SUBSCRIPTION;
import static fairlead.azure.http.TestCloud.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code az} asks for on its way in, in the order in which it asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {

    private static final String AZ = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String VERSION = "?api-version=2022-12-01";

    private TestCloud cloud;

    @BeforeAll
    void start() throws IOException {
        cloud = TestCloud.with(_ -> ArmReply.empty(204));
    }

    @AfterAll
    void stop() throws IOException {
        cloud.close();
    }

    @Test
    void endpointsHaveTheFlatShapeOfOldClients() throws Exception {
        var document = open("/metadata/endpoints?api-version=2015-01-01");
        assertThat(names(document))
                .containsExactlyInAnyOrder(
                        "galleryEndpoint", "graphEndpoint", "portalEndpoint", "authentication");
        assertThat(document.at("/authentication/loginEndpoint").asString())
                .isEqualTo(cloud.base() + "/adfs");
        assertThat(document.at("/authentication/audiences/0").asString())
                .isEqualTo(cloud.base() + "/");
    }

    @Test
    void endpointsAreOneObjectForNewClientsAndAListBetween() throws Exception {
        var document = open("//metadata/endpoints?api-version=2022-09-01");
        assertThat(names(document))
                .contains(
                        "name", "resourceManager", "vmImageAliasDoc", "suffixes", "graphAudience");
        assertThat(document.at("/authentication/identityProvider").asString()).isEqualTo("ADFS");
        assertThat(document.at("/authentication/tenant").asString()).isEqualTo(TENANT);
        var list = open("/metadata/endpoints?api-version=2019-05-01");
        assertThat(list.isArray()).isTrue();
        assertThat(list.get(0)).isEqualTo(document);
    }

    @Test
    void theCloudConfigAndTheOpenIdDocumentPointToTheSameLogin() throws Exception {
        assertThat(open("/cloud.json").at("/endpoints/activeDirectory").asString())
                .isEqualTo(cloud.base() + "/adfs");
        var openId = open("/adfs/.well-known/openid-configuration");
        for (var name :
                new String[] {
                    "issuer",
                    "authorization_endpoint",
                    "token_endpoint",
                    "device_authorization_endpoint",
                    "jwks_uri"
                }) {
            assertThat(openId.get(name).asString()).startsWith(cloud.base() + "/adfs");
        }
    }

    @Test
    void everyAliasHasWhatAzInsistsOn() throws Exception {
        var linux = open("/metadata/aliases.json").at("/outputs/aliases/value/Linux");
        assertThat(linux.isEmpty()).isFalse();
        for (var alias : linux) {
            assertThat(names(alias))
                    .contains("publisher", "offer", "sku", "version", "architecture");
        }
    }

    @Test
    void theServicePrincipalLogsInAndItsTokenOpensTheDoor() throws Exception {
        var answer =
                post(
                        "/adfs/oauth2/token",
                        "grant_type=client_credentials&client_info=1&client_id="
                                + cloud.credential().clientId()
                                + "&client_secret="
                                + cloud.credential().secret()
                                + "&scope="
                                + URLEncoder.encode(
                                        cloud.base() + "//.default", StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        var document = TestCloud.json(answer);
        assertThat(document.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(document.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(subscriptionsWith(document.get("access_token").asString())).isEqualTo(200);
    }

    /** What Azure's SDKs do when their instance discovery is switched off. */
    @Test
    void theSameLoginIsFoundBelowTheTenantToo() throws Exception {
        var openId = open("/" + TENANT + "/v2.0/.well-known/openid-configuration");
        var endpoint = openId.get("token_endpoint").asString();
        assertThat(endpoint).startsWith(cloud.base().toString());
        var answer =
                post(
                        endpoint.substring(cloud.base().toString().length()),
                        "grant_type=client_credentials&client_id="
                                + cloud.credential().clientId()
                                + "&client_secret="
                                + cloud.credential().secret());
        assertThat(subscriptionsWith(TestCloud.json(answer).get("access_token").asString()))
                .isEqualTo(200);
        var keys = openId.get("jwks_uri").asString();
        assertThat(open(keys.substring(cloud.base().toString().length())))
                .isEqualTo(open("/adfs/discovery/keys"));
    }

    @Test
    void aWrongSecretIsRefusedInTheWordsOfOAuth() throws Exception {
        var answer =
                post(
                        "/adfs/oauth2/token",
                        "grant_type=client_credentials&client_id="
                                + cloud.credential().clientId()
                                + "&client_secret=wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(TestCloud.json(answer).get("error").asString()).isEqualTo("invalid_client");
        assertThat(TestCloud.json(answer).get("error_description").asString()).isNotBlank();
    }

    @Test
    void anUnknownGrantIsRefused() throws Exception {
        var answer = post("/adfs/oauth2/token", "grant_type=magic");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestCloud.json(answer).get("error").asString())
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void aPasswordLogsInAUserWithAnIdTokenForTheClient() throws Exception {
        var document =
                TestCloud.json(
                        post(
                                "/adfs/oauth2/token",
                                "grant_type=password&client_id="
                                        + AZ
                                        + "&scope=openid&username="
                                        + cloud.credential().clientId()
                                        + "&password="
                                        + cloud.credential().secret()));
        assertThat(document.get("scope").asString()).isEqualTo("openid");
        var claims = claims(document.get("id_token").asString());
        assertThat(claims.get("aud").asString()).isEqualTo(AZ);
        assertThat(claims.get("tid").asString()).isEqualTo(TENANT);
        assertThat(names(claims)).contains("exp", "sub", "upn");
        assertThat(subscriptionsWith(document.get("access_token").asString())).isEqualTo(200);
    }

    @Test
    void aDeviceWaitsUntilSomebodyWhoKnowsTheSecretLetsItIn() throws Exception {
        var begun = TestCloud.json(post("/adfs/oauth2/devicecode", "client_id=x&scope=openid"));
        assertThat(names(begun))
                .containsExactlyInAnyOrder(
                        "user_code",
                        "device_code",
                        "verification_uri",
                        "expires_in",
                        "interval",
                        "message");
        var redeem =
                "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id="
                        + AZ
                        + "&device_code="
                        + begun.get("device_code").asString();
        var code = "user_code=" + begun.get("user_code").asString();

        assertThat(TestCloud.json(post("/adfs/oauth2/token", redeem)).get("error").asString())
                .isEqualTo("authorization_pending");
        assertThat(post("/device", code + "&secret=guess").statusCode()).isEqualTo(400);
        assertThat(post("/adfs/oauth2/token", redeem).statusCode()).isEqualTo(400);

        var approval = code + "&secret=" + cloud.credential().secret();
        assertThat(post("/device", approval).statusCode()).isEqualTo(200);
        var document = TestCloud.json(post("/adfs/oauth2/token", redeem));
        assertThat(document.get("scope").asString()).isEqualTo("openid");
        assertThat(claims(document.get("id_token").asString()).get("aud").asString()).isEqualTo(AZ);
        assertThat(post("/adfs/oauth2/token", redeem).statusCode())
                .as("a code is good once")
                .isEqualTo(400);
    }

    @Test
    void thePublishedKeyIsPublicOnly() throws Exception {
        var key = open("/adfs/discovery/keys").at("/keys/0");
        assertThat(names(key)).contains("kty", "crv", "x", "y", "kid").doesNotContain("d");
    }

    @Test
    void theDirectoryHasTheTenantTheSubscriptionAndItsLocations() throws Exception {
        assertThat(cloud.json("/tenants" + VERSION).at("/value/0/tenantId").asString())
                .isEqualTo(TENANT);
        var subscription = cloud.json("/subscriptions" + VERSION).at("/value/0");
        assertThat(subscription.get("subscriptionId").asString()).isEqualTo(SUBSCRIPTION);
        assertThat(subscription.get("state").asString()).isEqualTo("Enabled");
        assertThat(subscription.get("tenantId").asString()).isEqualTo(TENANT);
        assertThat(cloud.json(S + VERSION)).isEqualTo(subscription);
        assertThat(cloud.json(S + "/locations" + VERSION).at("/value/0/displayName").asString())
                .isEqualTo("West Europe");
    }

    @Test
    void aProviderListsEveryTypeNestedOnesToo() throws Exception {
        var provider = cloud.json(S + "/providers/microsoft.network" + VERSION);
        assertThat(provider.get("namespace").asString()).isEqualTo("Microsoft.Network");
        assertThat(provider.at("/resourceTypes/1/resourceType").asString())
                .isEqualTo("virtualNetworks/subnets");
        assertThat(provider.at("/resourceTypes/1/apiVersions/0").asString())
                .isEqualTo("2024-05-01");
        assertThat(cloud.json(S + "/providers" + VERSION).get("value").size()).isEqualTo(2);
        var registered =
                cloud.send(
                        cloud.request(S + "/providers/Microsoft.Network/register" + VERSION)
                                .POST(BodyPublishers.noBody()));
        assertThat(TestCloud.json(registered)).isEqualTo(provider);
    }

    @Test
    void everyImageThatSomebodyNamesExists() throws Exception {
        var path =
                S
                        + "/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical"
                        + "/artifacttypes/vmimage/offers/any/skus/22_04-lts/versions";
        var versions = cloud.json(path + VERSION + "&$top=1&$orderby=name%20desc");
        assertThat(versions.isArray()).isTrue();
        var version = versions.get(0).get("name").asString();
        assertThat(versions.get(0).get("id").asString()).isEqualTo(path + "/" + version);
        var image = cloud.json(path + "/" + version + VERSION);
        assertThat(image.get("id")).isEqualTo(versions.get(0).get("id"));
        assertThat(image.at("/properties/osDiskImage/operatingSystem").asString())
                .isEqualTo("Linux");
        assertThat(image.at("/properties/dataDiskImages").isArray()).isTrue();
    }

    @Test
    void imagesAreFoundFromTheirPublisherDownwards() throws Exception {
        var publishers = S + "/providers/Microsoft.Compute/locations/westeurope/publishers";
        var offers = publishers + "/canonical/artifacttypes/vmimage/offers";

        assertThat(names(publishers)).containsExactly("Canonical", "Debian");
        assertThat(names(offers)).contains("ubuntu-24_04-lts").doesNotContain("debian-12");
        assertThat(names(offers + "/ubuntu-24_04-lts/skus")).containsExactly("server");
    }

    private List<String> names(String path) throws Exception {
        return cloud.json(path + VERSION)
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    @Test
    void sizesAndRolesAreListed() throws Exception {
        var plain =
                cloud.json(
                                S
                                        + "/providers/Microsoft.Compute/locations/westeurope/vmSizes"
                                        + VERSION)
                        .at("/value/2");
        assertThat(plain.get("name").asString()).isEqualTo("Standard_DS1_v2");
        assertThat(plain.get("memoryInMB").asInt()).isEqualTo(3584);
        var size = cloud.json(S + "/providers/Microsoft.Compute/skus" + VERSION).at("/value/0");
        assertThat(size.get("name").asString()).isEqualTo("Standard_B1s");
        assertThat(size.get("size").asString()).isEqualTo("B1s");
        var roles =
                cloud.json(
                                S
                                        + "/resourceGroups/rg1/providers/Microsoft.Authorization"
                                        + "/roleDefinitions"
                                        + VERSION
                                        + "&$filter=roleName%20eq%20'contributor'")
                        .get("value");
        assertThat(roles.size()).isEqualTo(1);
        assertThat(roles.get(0).get("name").asString())
                .isEqualTo("b24988ac-6180-42a0-ab88-20f7382dd24c");
    }

    private int subscriptionsWith(String token) throws Exception {
        return cloud.send(
                        cloud.bare("/subscriptions" + VERSION)
                                .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private JsonNode open(String target) throws Exception {
        var answer = cloud.send(cloud.bare(target));
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestCloud.json(answer);
    }

    private HttpResponse<String> post(String target, String form) throws Exception {
        return cloud.send(
                cloud.bare(target)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private static Iterable<String> names(JsonNode document) {
        return new ArrayList<>(document.propertyNames());
    }

    private static JsonNode claims(String jwt) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }
}

package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests in versions that their types have, or have not. */
class VersionsTest {

    private TestCloud cloud;

    @BeforeEach
    void begin() {
        cloud = Bodies.network();
    }

    @ParameterizedTest(name = "{0} {1} in {2}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GET    | VNET                | 2024-05-02         | 400 | NoRegisteredProviderFound  | for location 'westeurope' and API version '2024-05-02' for type 'virtualNetworks'. The supported api-versions are '2015-05-01-preview, 2015-06-15
                    PUT    | VNET                | 2024-05-02         | 400 | NoRegisteredProviderFound  | , 2025-09-01'.
                    PUT    | VNET/subnets/new    | 2024-05-02         | 400 | NoRegisteredProviderFound  | for type 'virtualNetworks/subnets'
                    DELETE | VNET                | 2024-05-01-preview | 400 | NoRegisteredProviderFound  | virtualNetworks
                    POST   | VNET/start          | 2024-05-02         | 400 | NoRegisteredProviderFound  | virtualNetworks
                    GET    | GROUP/providers/Microsoft.Network/virtualNetworks | 2024-05-02 | 404 | InvalidResourceType | for api version '2024-05-02'. The supported api-versions are '2015-05-01-preview,2015-06-15
                    GET    | GROUP               | 2024-05-01         | 400 | InvalidApiVersionParameter | The api-version '2024-05-01' is invalid. The supported versions are '2025-04-01,
                    GET    | GROUP/resources     | 1999-01-01         | 400 | InvalidApiVersionParameter | 2014-04-01-preview'
                    """)
    void aVersionThatATypeHasNotIsRefusedWithThoseItHas(
            Request.Verb verb, String path, String version, int status, String code, String part) {
        var before = cloud.world();

        var reply = send(verb, path, version);

        assertThat(reply.status()).isEqualTo(status);
        var error = reply.body().orElseThrow().path("error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("message").asString()).contains(part);
        assertThat(cloud.world()).isEqualTo(before);
    }

    /** They have no more than one shape so far. */
    @Test
    void typesOfOurOwnAreServedInAnyVersion() {
        var bindings = "GROUP/providers/Fairlead.Fleet/routeServerPeerings";
        assertThat(send(Request.Verb.GET, bindings, "2024-05-01").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "VNET,                                                2018-11-01",
        "VNET,                                                2025-09-01",
        "GROUP,                                               2019-10-01",
        "GROUP/providers/Microsoft.Compute/virtualMachines,   2020-06-01",
        "GROUP/resources,                                     2021-04-01",
        "VNET,                                                2030-01-01",
        "GROUP,                                               2030-01-01-preview",
    })
    void aVersionThatItHasOrMayHaveByNowIsServed(String path, String version) {
        assertThat(send(Request.Verb.GET, path, version).status()).isEqualTo(200);
    }

    @Test
    void aTemplateThatNamesAVersionThatIsNoneIsRefusedBeforeAnythingIsMade() {
        var before = cloud.world();
        var body =
                Bodies.deployment(
                        Bodies.inTemplate("Microsoft.Network/routeTables", "rt", "", "{}")
                                .replace("2024-07-01", "2024-07-02"));

        var reply = cloud.put(Bodies.GROUP + "/providers/Microsoft.Resources/deployments/d", body);

        assertThat(reply.body().orElseThrow().at("/error/code").asString())
                .isEqualTo("NoRegisteredProviderFound");
        assertThat(cloud.world()).isEqualTo(before);
    }

    private Reply send(Request.Verb verb, String path, String version) {
        var target =
                path.replace("VNET", Bodies.VNET).replace("GROUP", Bodies.GROUP)
                        + "?api-version="
                        + version;
        return verb == Request.Verb.GET
                ? cloud.get(target)
                : cloud.ask(
                        TestCloud.request(
                                verb,
                                target,
                                Optional.of(TestCloud.json(Bodies.NETWORK)),
                                Optional.empty()));
    }
}

package fairlead.azure.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.metadata.MetadataAnswer.Document;
import fairlead.azure.metadata.MetadataAnswer.TokenWanted;
import fairlead.azure.types.Baseline;
import fairlead.azure.types.Residence;
import fairlead.azure.types.SmallCloud;
import fairlead.testkit.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetadataTest {

    private static final String TOKEN = "identity/oauth2/token?api-version=2018-02-01";
    private static final String OF_API = "&resource=https://management.azure.com/";
    private static final SmallCloud CLOUD = cloud();
    private static final Metadata METADATA =
            new Metadata("t", Set.of("https://management.azure.com"));

    private static SmallCloud cloud() {
        var cloud = Baseline.cloud();
        cloud.put(
                Baseline.VM,
                Baseline.VM_BODY
                        .replace("'tags':{}", "'tags':{'Department':'IT','Ref':'12'}")
                        .replace("'location'", "'identity':{'type':'SystemAssigned'},'location'")
                        .replace("'hardwareProfile'", "'userData':'Zm9vYmFy','hardwareProfile'"));
        return cloud;
    }

    private static Optional<Resident> resident(String machine) {
        var found = CLOUD.get(machine);
        return Optional.of(
                new Resident(
                        found,
                        Residence.all(CLOUD).filter(one -> one.machine().equals(found)).toList(),
                        CLOUD));
    }

    /** A good request, {@code identity/info?a=b}. */
    private static MetadataRequest request(String target) {
        var words = target.split("\\?", 2);
        var query = new HashMap<String, List<String>>();
        for (var pair : (words.length > 1 ? words[1] : "").split("&", -1)) {
            if (!pair.isEmpty()) {
                var sides = pair.split("=", 2);
                query.computeIfAbsent(sides[0], _ -> new ArrayList<>()).add(sides[1]);
            }
        }
        var path = new ArrayList<>(List.of("metadata"));
        path.addAll(Arrays.stream(words[0].split("/", -1)).filter(s -> !s.isEmpty()).toList());
        return new MetadataRequest("GET", path, query, Map.of("metadata", "true"));
    }

    private static Document asked(String target) {
        return document(METADATA.answer(request(target), resident(Baseline.VM)));
    }

    private static Document document(MetadataAnswer answer) {
        return switch (answer) {
            case Document document -> document;
            case TokenWanted wanted -> throw new AssertionError("a token for " + wanted);
        };
    }

    private static JsonNode json(Document document) {
        return JsonMapper.shared().readTree(document.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm", "instance"})
    void theWholeDocumentIsAsAzureWritesIt(String kind) {
        var machine = kind.equals("vm") ? Baseline.VM : Baseline.SET + "/virtualMachines/1";
        var answer = METADATA.answer(request("instance?api-version=2021-12-13"), resident(machine));
        Golden.check(
                Path.of("src/test/resources/fairlead/azure/metadata", kind + ".json"),
                JsonMapper.shared()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(json(document(answer)))
                        + "\n");
    }

    @Test
    void everyLeafIsAText() {
        assertThat(leaves(json(asked("instance?api-version=2021-12-13"))))
                .hasSizeGreaterThan(60)
                .allMatch(JsonNode::isString);
    }

    private static List<JsonNode> leaves(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().flatMap(below -> leaves(below).stream()).toList()
                : List.of(node);
    }

    @ParameterizedTest(name = "{0} came with {1}")
    @CsvSource({
        "azEnvironment,                             2018-10-01",
        "osProfile,                                 2020-07-15",
        "osProfile/disablePasswordAuthentication,   2020-10-01",
        "userData,                                  2021-01-01",
        "tagsList,                                  2019-06-04",
        "securityProfile/securityType,              2021-12-13",
    })
    void aMemberIsThereFromItsVersionOn(String member, String since) {
        var before = ApiVersions.ALL.get(ApiVersions.ALL.indexOf(since) - 1);
        var path = "instance/compute/" + member + "?format=text&api-version=";
        assertThat(asked(path + since).status()).isEqualTo(200);
        assertThat(asked(path + before).status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "instance/compute/name,                                               vm",
        "instance/compute/userData,                                           Zm9vYmFy",
        "instance/compute/customData,                                         ''",
        "instance/compute/tags,                                               Department:IT;Ref:12",
        "instance/compute/tagsList/1/name,                                    Ref",
        "instance/compute/,                                                   ...",
        "instance/network/interface/0/ipv4/ipAddress/0/privateIpAddress,      10.1.0.4",
        "instance/network/interface/0/ipv4/subnet/0/prefix,                   24",
        "instance/network/interface,                                          0/",
        "instance,                                                            compute/ network/",
    })
    void asTextALeafIsItselfAndTheRestAList(String path, String text) {
        var answer = asked(path + "?api-version=2021-02-01&format=text");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/plain");
        if (!text.equals("...")) {
            assertThat(answer.body().replace('\n', ' ')).isEqualTo(text);
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "instance | 400 | api-version was not specified",
                "instance?api-version= | 400 | api-version was not specified",
                "instance?api-version=2999-01-01 | 400 | api-version is invalid",
                "instance?api-version=2021-02-01&api-version=2021-02-01 | 400 | more than once",
                "instance/compute/name?api-version=2021-02-01 | 400 | format=text",
                "instance/compute/name?api-version=2021-02-01&format=xml | 400 | json or text",
                "instance/compute/nothing?api-version=2021-02-01 | 404 | Not found",
                "instance/network/interface/1?api-version=2021-02-01 | 404 | Not found",
                "attested/document?api-version=2021-02-01 | 404 | Not found",
                "identity/oauth2?api-version=2018-02-01 | 404 | Not found",
            })
    void aBadRequestIsToldWhy(String target, int status, String why) {
        var answer = asked(target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer).path("error").asString()).contains(why);
    }

    @Test
    void aRequestWithoutAVersionHearsOfTheNewest() {
        assertThat(json(asked("instance")).path("newest-versions"))
                .hasToString("[\"2023-07-01\",\"2021-12-13\",\"2021-11-15\"]");
        assertThat(json(asked("versions")).path("apiVersions").path(0).asString())
                .isEqualTo("2017-03-01");
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "GET,  'metadata=false',                       400",
        "GET,  'other=true',                           400",
        "GET,  'metadata=TRUE',                        200",
        "GET,  'metadata=true,x-forwarded-for=10.0.0.1', 400",
        "PUT,  'metadata=true',                        405",
        "HEAD, 'metadata=true',                        405",
    })
    void onlyAPlainGetOfTheMachinesOwnIsServed(String method, String headers, int status) {
        var sent = new HashMap<String, String>();
        for (var header : headers.split(",", -1)) {
            sent.put(header.split("=", 2)[0], header.split("=", 2)[1]);
        }
        var good = request("instance?api-version=2021-02-01");
        var answer =
                METADATA.answer(
                        new MetadataRequest(method, good.segments(), good.query(), sent),
                        resident(Baseline.VM));
        assertThat(document(answer).status()).isEqualTo(status);
    }

    @Test
    void anAddressThatNoMachineHasHearsOfNone() {
        var answer = METADATA.answer(request("instance?api-version=2021-02-01"), Optional.empty());
        assertThat(document(answer).status()).isEqualTo(410);
    }

    @Test
    void aTokenIsForTheMachinesIdentityAndAllItsMembersAreTexts() {
        var answer = METADATA.answer(request(TOKEN + OF_API), resident(Baseline.VM));
        assertThat(answer).isInstanceOf(TokenWanted.class);
        var wanted = (TokenWanted) answer;
        assertThat(wanted.identity().principalId())
                .isEqualTo(
                        CLOUD.document(Baseline.VM).path("identity").path("principalId").asString())
                .isNotEqualTo(wanted.identity().clientId());
        var told =
                new Token("a.b.c", Instant.ofEpochSecond(1_000), Duration.ofHours(24))
                        .answer(wanted);
        assertThat(json(told))
                .hasToString(
                        ("{'access_token':'a.b.c','client_id':'%s','expires_in':'86400',"
                                        + "'expires_on':'87400','ext_expires_in':'86400',"
                                        + "'not_before':'1000',"
                                        + "'resource':'https://management.azure.com/',"
                                        + "'token_type':'Bearer'}")
                                .formatted(wanted.identity().clientId())
                                .replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0}{1}: {2}")
    @CsvSource({
        "VM,  '',                                                        invalid_request, audience",
        "VM,  '&resource=',                                              invalid_request, audience",
        "VM,  '&resource=https://vault.azure.net',                       invalid_resource, AADSTS500011",
        "VM,  '&resource=https://management.azure.com&client_id=other',  invalid_request, Identity not found",
        "SET, '&resource=https://management.azure.com',                  invalid_request, Identity not found",
    })
    void aTokenThatCannotBeHadIsRefusedInTheFormOfOAuth(
            String machine, String more, String error, String why) {
        var resident =
                resident(machine.equals("VM") ? Baseline.VM : Baseline.SET + "/virtualMachines/0");
        var answer = document(METADATA.answer(request(TOKEN + more), resident));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo(error);
        assertThat(json(answer).path("error_description").asString()).contains(why);
    }

    @Test
    void instancesOfAScaleSetShareItsIdentity() {
        var cloud = Baseline.cloud();
        cloud.put(
                Baseline.SET,
                "{'location':'westeurope','sku':{'name':'Standard_B1s','capacity':3},'identity':{'type':'SystemAssigned'}}");
        var wanted =
                List.of("0", "1").stream()
                        .map(name -> cloud.get(Baseline.SET + "/virtualMachines/" + name))
                        .map(one -> new Resident(one, List.of(), cloud))
                        .map(one -> METADATA.answer(request(TOKEN + OF_API), Optional.of(one)))
                        .map(answer -> ((TokenWanted) answer).identity())
                        .distinct()
                        .toList();
        assertThat(wanted).singleElement().extracting(one -> one.owner().name()).isEqualTo("nva");
    }
}

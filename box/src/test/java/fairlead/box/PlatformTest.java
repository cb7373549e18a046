package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform's two addresses, asked by the machines' own programs: two virtual networks with the
 * same address space, and in the first a default route to an appliance that forwards nothing.
 */
@Tag("kernel")
@Timeout(180)
class PlatformTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void everyMachineHearsOfItselfAndOfItsOwnNetworkOnly() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            var lab = GuestLab.in(cloud);
            cloud.put(
                    lab.net("routeTables/rt"),
                    """
                    {'location':'westeurope','properties':{'routes':[{'name':'all','properties':
                      {'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.5'}}]}}
                    """);
            lab.network("one", "");
            lab.network("two", "");
            lab.network("own", "'dhcpOptions':{'dnsServers':['10.1.0.9','10.1.0.10']},");
            lab.machine(
                    "app", "one", "'identity':{'type':'SystemAssigned'},'tags':{'role':'front'},");
            lab.machine("nva", "one", "");
            lab.machine("far", "two", "");
            lab.machine("odd", "own", "");

            namesAreTheNetworksOwn(lab);
            metadataIsTheMachinesOwn(lab);

            cloud.killAndStartAgain();
            assertThat(lab.say("app", "getent", "hosts", "nva")).startsWith("10.1.0.5 ");
            assertThat(lab.json("far", "instance/compute?api-version=2021-02-01").path("name"))
                    .hasToString("\"far\"");
        }
    }

    private void namesAreTheNetworksOwn(GuestLab lab) throws Exception {
        assertThat(lab.say("app", "getent", "hosts", "nva"))
                .matches("10\\.1\\.0\\.5 +nva\\.[0-9a-v]{26}\\.ax\\.internal\\.cloudapp\\.net");
        assertThat(lab.say("app", "getent", "hosts", "10.1.0.5"))
                .matches("10\\.1\\.0\\.5 +nva\\.internal\\.cloudapp\\.net");
        assertThat(lab.say("app", "ping", "-c", "1", "-W", "5", "nva")).contains(" 0% packet loss");
        assertThat(lab.say("app", "getent", "hosts", "far")).as("a machine elsewhere").isEmpty();
        assertThat(lab.say("far", "getent", "hosts", "10.1.0.5")).as("an address there").isEmpty();
        assertThat(lab.say("far", "getent", "hosts", "example.com")).as("the real world").isEmpty();
        assertThat(lab.say("odd", "cat", "/etc/resolv.conf").lines())
                .containsExactly(
                        "nameserver 10.1.0.9",
                        "nameserver 10.1.0.10",
                        "search reddog.microsoft.com");
    }

    /** What the cloud's API answers in the machine, under Azure's own name. */
    private static JsonNode subscriptions(GuestLab lab, String token) throws Exception {
        var said =
                lab.say(
                        "app",
                        "curl",
                        "-sS",
                        "-m",
                        "10",
                        "-H",
                        "Authorization: Bearer " + token,
                        "https://management.azure.com/subscriptions?api-version=2022-12-01");
        assertThat(said).startsWith("{");
        return JsonMapper.shared().readTree(said);
    }

    private void metadataIsTheMachinesOwn(GuestLab lab) throws Exception {
        for (var name : new String[] {"app", "far"}) {
            var document = lab.json(name, "instance?api-version=2021-12-13");
            assertThat(document.at("/compute/name").asString()).isEqualTo(name);
            assertThat(
                            document.at("/network/interface/0/ipv4/ipAddress/0/privateIpAddress")
                                    .asString())
                    .isEqualTo("10.1.0.4");
        }
        assertThat(lab.curl("app", "instance/compute/tags?api-version=2021-02-01&format=text"))
                .isEqualTo("role:front");
        assertThat(
                        lab.say(
                                "app",
                                "curl",
                                "-sS",
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{http_code}",
                                GuestLab.METADATA + "instance?api-version=2021-02-01"))
                .as("without the header")
                .isEqualTo("400");
        var token =
                "identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/";
        assertThat(lab.json("app", token).path("token_type").asString()).isEqualTo("Bearer");
        var subscriptions =
                subscriptions(lab, lab.json("app", token).path("access_token").asString());
        assertThat(subscriptions.at("/value/0/id").asString())
                .isEqualTo(lab.cloud().subscription());
        assertThat(subscriptions(lab, "x.y.z").at("/error/code").asString())
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(lab.json("far", token).path("error_description").asString())
                .isEqualTo("Identity not found");
    }
}

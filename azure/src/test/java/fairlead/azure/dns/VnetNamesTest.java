package fairlead.azure.dns;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.types.Baseline;
import fairlead.azure.types.InternalDomain;
import fairlead.azure.types.Residence;
import fairlead.azure.types.SmallCloud;
import fairlead.net.IpAddress;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One virtual network with {@code vm} at 10.1.0.4 and a scale set from 10.1.2.4 on. */
class VnetNamesTest {

    private static final SmallCloud CLOUD = Baseline.cloud();
    private static final String OWN = InternalDomain.of(CLOUD.get(Baseline.VNET));

    private static VnetNames names(String vnet) {
        var resource = CLOUD.get(vnet);
        return VnetNames.of(
                InternalDomain.of(resource),
                Residence.all(CLOUD).filter(one -> one.vnet().equals(resource)).toList(),
                Map.of("management.azure.com", IpAddress.parse("168.63.129.16")));
    }

    private static String said(VnetNames names, String name, String type) {
        var answer = names.answer(new DnsQuestion(name, DnsQuestion.Type.valueOf(type)));
        var records =
                answer.records().stream()
                        .map(record ->
                                switch (record) {
                                    case DnsRecord.Address(_, var address) -> address.toString();
                                    case DnsRecord.Pointer(_, var target) -> target;
                                    case DnsRecord.Authority _ -> "SOA";
                                });
        var authority = answer.authority().stream().map(zone -> "in " + zone.name());
        return Stream.concat(Stream.of(answer.code().toString()), Stream.concat(records, authority))
                .collect(Collectors.joining(" "))
                .replace(OWN, "OWN");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "vm.OWN,                          A,     NO_ERROR 10.1.0.4",
        "VM.own,                          A,     NO_ERROR 10.1.0.4",
        "vm.internal.cloudapp.net,        A,     NO_ERROR 10.1.0.4",
        "nva000001.OWN,                   A,     NO_ERROR 10.1.2.5",
        "nva000001.internal.cloudapp.net, A,     NO_ERROR 10.1.2.5",
        "vm.OWN,                          ANY,   NO_ERROR 10.1.0.4",
        "vm.OWN,                          OTHER, NO_ERROR in OWN",
        "vm.OWN,                          PTR,   NO_ERROR in OWN",
        "4.0.1.10.in-addr.arpa,           PTR,   NO_ERROR vm.internal.cloudapp.net",
        "0.1.10.in-addr.arpa,             PTR,   NO_ERROR in in-addr.arpa",
        "9.0.1.10.in-addr.arpa,           PTR,   NAME_ERROR in in-addr.arpa",
        "none.OWN,                        A,     NAME_ERROR in OWN",
        "none.internal.cloudapp.net,      A,     NAME_ERROR in internal.cloudapp.net",
        "OWN,                             A,     NO_ERROR in OWN",
        "OWN,                             SOA,   NO_ERROR SOA",
        "ax.internal.cloudapp.net,        A,     NO_ERROR in internal.cloudapp.net",
        "management.azure.com,            A,     NO_ERROR 168.63.129.16",
        "management.azure.com,            OTHER, NO_ERROR",
        "vm,                              A,     NAME_ERROR",
        "example.com,                     A,     NAME_ERROR",
    })
    void aNameMeansWhatAzuresServerSays(String name, String type, String answer) {
        var asked = name.replaceFirst("(?i)OWN", OWN);
        assertThat(said(names(Baseline.VNET), asked, type)).isEqualTo(answer);
    }

    @Test
    void aPeeredNetworkKnowsNeitherNameNorAddress() {
        var peer = names(Baseline.SPOKE);
        assertThat(said(peer, "vm." + OWN, "A")).startsWith("NAME_ERROR");
        assertThat(said(peer, "vm.internal.cloudapp.net", "A")).startsWith("NAME_ERROR");
        assertThat(said(peer, "4.0.1.10.in-addr.arpa", "PTR")).startsWith("NAME_ERROR");
    }

    @Test
    void everyNetworkHasADomainOfItsOwnThatItsNicsShow() {
        assertThat(OWN)
                .matches("[0-9a-v]{26}\\.ax\\.internal\\.cloudapp\\.net")
                .isNotEqualTo(InternalDomain.of(CLOUD.get(Baseline.SPOKE)));
        assertThat(
                        CLOUD.document(Baseline.NIC)
                                .at("/properties/dnsSettings/internalDomainNameSuffix")
                                .asString())
                .isEqualTo(OWN);
    }
}

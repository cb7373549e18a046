package fairlead.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressedTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /subscriptions/s/resourceGroups | All[type=Microsoft.Resources/resourceGroups]",
                "PUT  | /subscriptions/s/resourcegroups/g | One[type=Microsoft.Resources/resourceGroups]",
                "GET  | /subscriptions/s/resourceGroups/g/resources | All[type=resource]",
                "GET  | /subscriptions/s/providers/N/a | All[type=N/a]",
                "PUT  | /subscriptions/s/resourceGroups/g/providers/N/a/x/b/y | One[type=N/a/b]",
                "GET  | /subscriptions/s/resourceGroups/g/providers/N/a/x/b | All[type=N/a/b]",
                "POST | /subscriptions/s/resourceGroups/g/providers/N/a/x/go | Act[type=N/a, action=go]",
                "GET  | /subscriptions/s/providers/N/locations/l/operations/I | Status[operation=i]",
                "GET  | /subscriptions/s/providers/N/locations/l/operationResults/i | Result[operation=i]",
                "GET  | /subscriptions/s/operationresults/i | Result[operation=i]",
                "GET  | /subscriptions/s/providers/R/deployments/d/operationStatuses/i | Status[operation=i]",
                "GET  | /subscriptions/s/providers/R/deployments/d/operations/i | One[type=R/deployments/operations]",
                "GET  | /subscriptions/s/providers/N/a/ | All[type=N/a]",
                "GET  | /subscriptions/s | Else[]",
            })
    void aPathSaysWhatIsMeant(String method, String path, String meant) {
        assertThat(Addressed.by(method, path)).hasToString(meant);
    }
}

package fairlead.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmIdTest {

    private static final String SUBNET =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/s/resourcegroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a",
                "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/V/SUBNETS/A",
                "/subscriptions/s/resourceGroups/g/providers/microsoft.network//virtualnetworks/v/subnets/a",
                "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a/"
            })
    void oneResourceHasOneIdHoweverItIsSpelled(String spelling) {
        var id = ArmId.parse(spelling);
        assertThat(id)
                .isEqualTo(ArmId.parse(SUBNET))
                .hasSameHashCodeAs(ArmId.parse(SUBNET))
                .isEqualByComparingTo(ArmId.parse(SUBNET));
        assertThat(id.key()).isEqualTo(ArmId.parse(SUBNET).key());
        assertThat(id.toString())
                .startsWith("/subscriptions/")
                .contains("/resourceGroups/", "/providers/")
                .doesNotContain("//")
                .doesNotEndWith("/");
    }

    @Test
    void namesKeepTheirSpelling() {
        var id = ArmId.parse(SUBNET.replace("/v/", "/MyNet/"));
        assertThat(id.names()).containsExactly("MyNet", "a");
        assertThat(id).hasToString(SUBNET.replace("/v/", "/MyNet/"));
        assertThat(id).isNotEqualTo(ArmId.parse(SUBNET));
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/s/resourceGroups/g, Microsoft.Resources/resourceGroups",
        "/subscriptions/s/providers/Microsoft.Network/networkWatchers/w, Microsoft.Network/networkWatchers",
        SUBNET + ", Microsoft.Network/virtualNetworks/subnets"
    })
    void theTypeIsReadFromTheId(String id, String type) {
        assertThat(ArmId.parse(id).type()).isEqualTo(new ResourceType(type));
    }

    @Test
    void whatIsBelowIsBelowByWholeNames() {
        var network = ArmId.parse(SUBNET.replace("/subnets/a", ""));
        assertThat(network.isAbove(ArmId.parse(SUBNET.toUpperCase(java.util.Locale.ROOT))))
                .isTrue();
        assertThat(network.isAbove(network)).isFalse();
        assertThat(network.isAbove(ArmId.parse(SUBNET.replace("/v/", "/v2/")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "s", "/subscriptions", "/subscriptions/s/resourceGroups", "/a/b"})
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> ArmId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

package fairlead.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviationsTest {

    @Test
    void aKnownDeviationIsLetPassAndItsNeighbourIsNot() {
        var type = "Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes";

        assertThat(of(type, "RouteServiceRole_IN_0", "is not a member in this version")).isTrue();
        assertThat(of(type, "RouteServiceRole_IN_2", "is not a member in this version")).isFalse();
        assertThat(of(type, "RouteServiceRole_IN_0", "is 1 and should be an array")).isFalse();
    }

    @Test
    void theTypeOfAScaleSetsNicIsItsOwn() {
        var nics = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces";

        assertThat(of(nics, "type", "is \"…\" and should be \"…\"")).isTrue();
        assertThat(of("Microsoft.Network/networkInterfaces", "type", "is \"…\"")).isFalse();
    }

    private static boolean of(String type, String pointer, String problem) {
        return Deviations.allow(new Difference("response", type, pointer, problem));
    }
}

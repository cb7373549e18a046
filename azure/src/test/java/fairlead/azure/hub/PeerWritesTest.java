package fairlead.azure.hub;

import static fairlead.azure.hub.Hubs.peerId;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.hub.Profile.WideAsns;
import fairlead.net.Asn;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerWritesTest {

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                8074,
                8075,
                12076,
                65515,
                65517,
                65518,
                65519,
                65520,
                23456,
                64496,
                64511,
                65535,
                65551,
                4294967295L
            })
    void aReservedNumberIsRefusedAndItsHolderNamed(long asn) {
        assertThat(PeerWrites.judgeAsn(new Asn(asn), Profile.AZURE))
                .hasValueSatisfying(e -> {
                    assertThat(e.code()).isEqualTo("InvalidPeerAsn");
                    assertThat(e.message()).contains(asn + " is reserved by ");
                    assertThat(e.target()).contains("peerAsn");
                });
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                8073,
                8076,
                12075,
                64495,
                64512,
                65001,
                65147,
                65514,
                65516,
                65521,
                65534,
                65552,
                4200000000L
            })
    void theNumbersBesideThemAreTaken(long asn) {
        assertThat(PeerWrites.judgeAsn(new Asn(asn), Profile.AZURE)).isEmpty();
    }

    @Test
    void wideNumbersAreASetting() {
        var strict = Profile.AZURE.with(WideAsns.REFUSED);
        assertThat(PeerWrites.judgeAsn(new Asn(70000), strict))
                .hasValueSatisfying(e -> assertThat(e.message()).contains("16 bits"));
        assertThat(PeerWrites.judgeAsn(new Asn(65001), strict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, true",
        "UPDATING, true",
        "DELETING, true",
        "SUCCEEDED, false",
        "FAILED, false",
        "CANCELED, false"
    })
    void aPeerWaitsForItsTurn(ProvisioningState other, boolean refused) {
        var peers = Map.of(peerId("a"), ProvisioningState.SUCCEEDED, peerId("b"), other);
        var answer = PeerWrites.judgeTurn(peerId("c"), peers);
        assertThat(answer.map(ArmError::code).orElse(""))
                .isEqualTo(refused ? "AnotherOperationInProgress" : "");
        answer.ifPresent(e -> assertThat(e.message()).contains("'b' is " + other.text()));
    }

    @Test
    void aPeerThatIsBeingWrittenIsNotWrittenAgain() {
        assertThat(
                        PeerWrites.judgeTurn(
                                peerId("a"), Map.of(peerId("a"), ProvisioningState.UPDATING)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"7, new, false", "8, new, true", "8, p3, false"})
    void theNinthPeerIsOneTooManyButAnyOfTheEightMayBeWrittenAgain(
            int others, String peer, boolean refused) {
        var ids =
                IntStream.range(0, others)
                        .mapToObj(i -> peerId("p" + i))
                        .collect(Collectors.toSet());
        assertThat(PeerWrites.judgeRoom(peerId(peer), ids, Profile.AZURE).map(ArmError::code))
                .isEqualTo(
                        refused
                                ? java.util.Optional.of(
                                        "MaximumLocalNetworkSitesLimitReachedForGateway")
                                : java.util.Optional.empty());
    }

    @Test
    void theNumberOfPeersIsASetting() {
        assertThat(
                        PeerWrites.judgeRoom(
                                peerId("b"), Set.of(peerId("a")), Profile.AZURE.withPeers(1)))
                .hasValueSatisfying(e -> assertThat(e.message()).contains("max limit : 1"));
    }
}

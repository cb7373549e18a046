package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.Resource;
import fairlead.azure.types.TypeRow.Access;
import fairlead.azure.types.TypeRow.Change;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Clients read a resource, change one thing, and put the whole back. */
class RoundTripTest {

    @Test
    void theBaselineHasEveryTypeOfTheCatalogue() {
        var cloud = Baseline.cloud();
        var missing =
                cloud.catalogue.rows().stream()
                        .map(TypeRow::type)
                        .filter(type -> cloud.ofType(type).findAny().isEmpty())
                        .toList();
        assertThat(missing)
                .containsOnly(
                        Types.INBOUND_NAT_RULES, Types.INBOUND_NAT_POOLS, Types.OUTBOUND_RULES);
    }

    @TestFactory
    Stream<DynamicTest> puttingBackWhatWasReadChangesNothing() {
        var cloud = Baseline.cloud();
        return cloud.all().stream()
                .filter(resource ->
                        cloud.catalogue.row(resource.id().type()).orElseThrow().access()
                                == Access.DIRECT)
                .map(resource ->
                        DynamicTest.dynamicTest(
                                resource.id().toString(), () -> putsBack(resource, cloud)));
    }

    private static void putsBack(Resource resource, SmallCloud cloud) throws Exception {
        var document = cloud.catalogue.document(resource, cloud);
        var changes = cloud.catalogue.put(resource.id(), document, cloud);
        assertThat(changes)
                .allSatisfy(change -> {
                    assertThat(change).isInstanceOf(Change.Put.class);
                    var put = (Change.Put) change;
                    assertThat(put.failed()).isEmpty();
                    assertThat(put.body()).isEqualTo(cloud.find(put.id()).orElseThrow().body());
                });
        assertThat(changes).hasSize(1);
    }
}

package fairlead.host.desired;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.host.desired.Forwarding.Action;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.NftChain;
import fairlead.host.plan.NftElement;
import fairlead.host.plan.Route;
import fairlead.host.plan.Route.Target;
import fairlead.host.plan.Rule;
import fairlead.host.plan.Veth;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlueprintTest {

    private static final Blueprint BLUEPRINT = Blueprint.STANDARD;
    private static final int LAST = Serials.LIMIT - 1;

    private static NicPart nic(int serial, IpForwarding forwarding) {
        return new NicPart(
                serial,
                new Home(1, List.of(Prefix.parse("10.1.0.0/16")), List.of(7, 8), List.of(8)),
                2,
                new MacAddress(5),
                List.of(IpAddress.parse("10.1.0.4")),
                forwarding,
                new Attachment("fl-vm", "eth0", 1500));
    }

    private static <T extends KernelObject> List<T> only(Class<T> type, Part part) {
        return BLUEPRINT.compile(part).stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void aNicIsSeenFromItsNetworkAndThePeeredOnes() {
        assertThat(only(Route.class, nic(9, IpForwarding.DISABLED)))
                .extracting(Route::table)
                .containsExactly(Names.table(1), Names.table(7), Names.table(8));
    }

    @Test
    void onlyAForwardingNicIsNotedAsOne() {
        assertThat(sets(IpForwarding.ENABLED)).contains("forwarding");
        assertThat(sets(IpForwarding.DISABLED)).doesNotContain("forwarding");
    }

    private static List<String> sets(IpForwarding forwarding) {
        return only(NftElement.class, nic(9, forwarding)).stream().map(NftElement::set).toList();
    }

    @Test
    void aNicIsClosedToWhatIsForwardedFromOtherNetworksThatItsOwnDoesNotOpenTo() {
        assertThat(only(NftElement.class, nic(9, IpForwarding.DISABLED)))
                .filteredOn(element -> element.set().equals("closed"))
                .extracting(NftElement::element)
                .containsExactly("8 . fl-n9");
    }

    @Test
    void whatAForwardingNicSendsIsHeldAgainstTheSpaceOfItsNetwork() {
        assertThat(only(NftChain.class, nic(9, IpForwarding.ENABLED)))
                .extracting(NftChain::name)
                .containsExactly("inside_10.1.0.0/16");
        assertThat(only(NftChain.class, nic(9, IpForwarding.DISABLED))).isEmpty();
    }

    @Test
    void aSpaceOfAnyNumberOfPrefixesFitsTheNameOfAChain() {
        forAll(
                100,
                dice ->
                        dice.ints(1 + dice.nextInt(300))
                                .mapToObj(bits -> new Prefix(IpAddress.v4(bits), 24))
                                .toList(),
                space ->
                        assertThat(ForwardedTraffic.chain("fl-fab", space).name())
                                .hasSizeLessThan(256));
    }

    @Test
    void whatNoEntryCoversIsDroppedAndThePlatformIsNot() {
        var local = new Forwarding(Prefix.parse("10.1.0.0/16"), new Action.Local());

        assertThat(only(Route.class, new SubnetPart(2, 1, List.of(local))))
                .extracting(Route::prefix, Route::target)
                .containsExactly(
                        tuple("0.0.0.0/0", new Target.Blackhole()),
                        tuple("10.1.0.0/16", new Target.Throw()),
                        tuple("168.63.129.16/32", new Target.Throw()),
                        tuple("169.254.169.254/32", new Target.Throw()));
    }

    private static org.assertj.core.groups.Tuple tuple(String prefix, Target target) {
        return org.assertj.core.groups.Tuple.tuple(Prefix.parse(prefix), target);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 12345, LAST})
    void everyNameFitsTheKernel(int serial) {
        var parts =
                List.of(
                        new VnetPart(serial),
                        nic(serial, IpForwarding.ENABLED),
                        new SubnetPart(serial, serial, List.of()));
        for (var part : parts) {
            assertThat(only(Veth.class, part))
                    .allSatisfy(veth -> {
                        assertThat(veth.name()).startsWith("fl-").hasSizeLessThan(16);
                        assertThat(veth.alias()).hasSizeLessThan(256);
                    });
            assertThat(only(Rule.class, part))
                    .allSatisfy(rule -> assertThat(rule.preference()).isPositive());
        }
    }

    @Test
    void noTwoSerialsShareARule() {
        forAll(
                300,
                dice -> List.of(1 + dice.nextInt(LAST), 1 + dice.nextInt(LAST)),
                two -> {
                    var first = leaves(two.getFirst());
                    var second = leaves(two.getLast());
                    if (!two.getFirst().equals(two.getLast())) {
                        assertThat(first).doesNotContainAnyElementsOf(second);
                    }
                });
    }

    private static List<Integer> leaves(int serial) {
        return only(Rule.class, new SubnetPart(serial, 1, List.of())).stream()
                .filter(rule -> rule.action() instanceof Rule.Action.Lookup)
                .map(Rule::preference)
                .toList();
    }

    @Test
    void aNamespaceThatIsNotOursIsRefused() {
        assertThatThrownBy(() -> BLUEPRINT.compile(new NamespacePart("docker0")))
                .hasMessageContaining("docker0")
                .hasMessageContaining("fl-");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Serials.LIMIT})
    void aSerialOutsideItsRangeIsRefused(int serial) {
        assertThatThrownBy(() -> new VnetPart(serial)).hasMessageContaining(String.valueOf(serial));
    }
}

package fairlead.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room may know which. */
class WallsTest {

    private static void holds(ArchRule rule) {
        rule.check(Rooms.all());
    }

    @Test
    void everyWingIsInSight() {
        for (var room :
                List.of(
                        "net",
                        "metrics",
                        "metrics.process",
                        "bgp.wire",
                        "bgp.session",
                        "bgp.table",
                        "bgp.rib",
                        "bgp.mrt",
                        "bgp.bmp",
                        "bgp.metrics",
                        "bgp.monitor",
                        "bgp.replay",
                        "bgp.rpki",
                        "bgp.policy",
                        "bgp.rpki.client",
                        "bgp.bfd",
                        "bgp.bfd.link",
                        "bgp.socket",
                        "bgp.speaker",
                        "bgpd.config",
                        "bgpd.control",
                        "bgpd.server",
                        "azure.arm",
                        "azure.template",
                        "azure.types",
                        "azure.vnet",
                        "azure.hub",
                        "azure.fleet",
                        "azure.dns",
                        "azure.metadata",
                        "azure.platform",
                        "azure.http",
                        "azure.client",
                        "host.desired",
                        "host.plan",
                        "host.linux",
                        "host.machine",
                        "host.packet",
                        "host.capture",
                        "host.forward",
                        "cloud",
                        "box.store",
                        "box.settings",
                        "box",
                        "cli")) {
            assertThat(Rooms.all().containPackage("fairlead." + room)).as(room).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} knows of ours only {1}")
    @CsvSource({
        "net,            net",
        "metrics,        metrics",
        "bgp.wire,       net bgp.wire",
        "bgp.session,    net bgp.wire bgp.session",
        "bgp.table,      net bgp.wire bgp.table",
        "bgp.rib,        net bgp.wire bgp.table bgp.rpki bgp.policy bgp.rib",
        "bgp.mrt,        net bgp.wire bgp.mrt",
        "bgp.bmp,        net bgp.wire bgp.bmp",
        "bgp.replay,     net bgp.wire bgp.mrt bgp.replay",
        "bgp.monitor,    net bgp.wire bgp.session bgp.table bgp.rib bgp.speaker bgp.mrt bgp.bmp bgp.monitor",
        "bgp.metrics,    net metrics bgp.session bgp.speaker bgp.metrics",
        "bgp.rpki,       net bgp.wire bgp.rpki",
        "bgp.socket,     bgp.socket",
        "bgp.bfd,        net bgp.socket bgp.bfd",
        "bgp.policy,     net bgp.wire bgp.rpki bgp.policy",
        "bgp.speaker,    net bgp.wire bgp.session bgp.table bgp.rib bgp.policy bgp.rpki bgp.socket bgp.speaker bgp.bfd",
        "bgpd.config,    net bgp bgpd.config",
        "bgpd.control,   net bgpd.control",
        "bgpd.server,    net metrics bgp bgpd",
        "azure.arm,      net azure.arm",
        "azure.template, net azure.arm azure.template",
        "azure.vnet,     net azure.arm azure.vnet",
        "azure.hub,      net azure.arm azure.vnet azure.hub",
        "azure.types,    net azure.arm azure.vnet azure.hub azure.types",
        "azure.fleet,    net azure.arm azure.fleet",
        "azure.dns,      net azure.arm azure.vnet azure.hub azure.types azure.dns",
        "azure.metadata, net azure.arm azure.vnet azure.hub azure.types azure.metadata",
        "azure.platform, net azure.arm azure.dns azure.metadata azure.platform",
        "azure.http,     net azure.arm azure.http",
        "azure.client,   net azure.arm azure.client",
        "host.plan,      net host.plan",
        "host.desired,   net host.plan host.desired",
        "host.linux,     net host.plan host.desired host.linux",
        "host.machine,   net host.machine",
        "host.packet,    net host.packet",
        "host.capture,   net host.packet host.capture",
        "host.forward,   net host.linux host.forward",
        "cloud,          net azure.arm azure.template azure.types azure.vnet azure.hub azure.dns azure.metadata host.desired cloud",
        "box.store,      box.store",
        "box.settings,   net azure cloud box.settings",
        "box,            net metrics bgp azure host cloud box",
        "cli,            net bgp.wire bgp.mrt bgp.bmp bgp.replay azure.arm azure.client bgpd cli",
    })
    void aRoomKnowsOnlyWhatItMay(String room, String known) {
        var allowed =
                List.of(known.split(" ", -1)).stream()
                        .map(one -> "fairlead." + one + "..")
                        .toArray(String[]::new);
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("fairlead." + room + "..")
                        .should()
                        .dependOnClassesThat(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates
                                        .resideInAPackage("fairlead..")
                                        .and(
                                                com.tngtech.archunit.base.DescribedPredicate.not(
                                                        com.tngtech.archunit.core.domain.JavaClass
                                                                .Predicates.resideInAnyPackage(
                                                                allowed)))));
    }

    @Test
    void noRoomsKnowOneAnotherInARing() {
        holds(slices().matching("fairlead.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheSocketOpenerEntersANamespace() {
        holds(
                classes()
                        .that()
                        .haveFullyQualifiedName("fairlead.host.linux.Libc")
                        .should()
                        .onlyHaveDependentClassesThat()
                        .belongToAnyOf(
                                classOf("fairlead.host.linux.NamespaceSockets"),
                                classOf("fairlead.host.linux.Libc")));
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name, false, WallsTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(name + " has moved: the rule must follow it", gone);
        }
    }

    @Test
    void onlyEdgesCallTheSystemThroughForeignFunctions() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(Rooms.EDGE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.lang.foreign.."));
    }
}

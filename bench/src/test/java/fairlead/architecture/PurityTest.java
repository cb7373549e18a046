package fairlead.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Rooms that decide take time and chance by the door and touch nothing: what they say follows from
 * what they were told, today and in a simulation.
 */
class PurityTest {

    /** A memo of plans that can be made again; it changes no answer, only how soon it comes. */
    private static final String PLANS = "fairlead.cloud.DeploymentPlanner";

    private static GivenClassesConjunction pure() {
        return noClasses().that().resideOutsideOfPackages(Rooms.EDGE);
    }

    private static DescribedPredicate<JavaClass> anyOf(Class<?>... types) {
        return DescribedPredicate.describe(
                "one of " + java.util.List.of(types),
                type -> java.util.Arrays.stream(types).anyMatch(type::isEquivalentTo));
    }

    @Test
    void noPureRoomOpensSocketsOrFiles() {
        pure().should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "java.net..",
                                        "java.nio.channels..",
                                        "java.nio.file..",
                                        "java.io..",
                                        "java.sql..",
                                        "javax.net..")
                                .and(not(assignableTo(Throwable.class)))
                                .and(not(anyOf(java.net.URI.class, java.io.Serializable.class)))
                                // Spellings of text, and no network at all.
                                .and(
                                        not(
                                                anyOf(
                                                        java.net.URLEncoder.class,
                                                        java.net.URLDecoder.class)))
                                // Reading and writing values of its own memory.
                                .and(
                                        not(
                                                anyOf(
                                                        java.io.ByteArrayInputStream.class,
                                                        java.io.ByteArrayOutputStream.class,
                                                        java.io.InputStream.class,
                                                        java.io.OutputStream.class))))
                .check(Rooms.all());
    }

    @Test
    void noPureRoomStartsProcessesOrThreads() {
        pure().should()
                .dependOnClassesThat(
                        anyOf(
                                Process.class,
                                ProcessBuilder.class,
                                ProcessHandle.class,
                                Runtime.class,
                                Thread.class,
                                ThreadLocal.class))
                .check(Rooms.all());
    }

    @Test
    void noPureRoomIsSharedBetweenThreads() {
        pure().and()
                .doNotHaveFullyQualifiedName(PLANS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(Rooms.all());
    }

    @Test
    void noPureRoomLooksAtAClock() {
        pure().should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .dependOnClassesThat(anyOf(Clock.class))
                .check(Rooms.all());
    }

    @Test
    void noPureRoomThrowsDice() {
        pure().should()
                .dependOnClassesThat(
                        anyOf(
                                Random.class,
                                java.util.SplittableRandom.class,
                                java.security.SecureRandom.class))
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .check(Rooms.all());
    }

    @Test
    void noPureRoomAsksItsSurroundings() {
        pure().should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Rooms.all());
    }
}

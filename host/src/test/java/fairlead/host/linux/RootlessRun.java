package fairlead.host.linux;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The tests of the fabric in one process, wherever it was started; ends 0 if all passed. */
final class RootlessRun {

    private RootlessRun() {}

    public static void main(String[] none) {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        selectClass(FabricTest.class),
                                        selectClass(EdgeTest.class),
                                        selectClass(NamespaceSocketsTest.class),
                                        selectMethod(
                                                AdoptTest.class,
                                                "afterACrashNothingChangesAndNoPacketIsLost"),
                                        selectMethod(
                                                AdoptTest.class,
                                                "removingEverythingLeavesNothingOfOursAndAllElse"))
                                .build(),
                        summary);
        var result = summary.getSummary();
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        result.printFailuresTo(out);
        out.printf(
                "passed %d, failed %d, skipped %d%n",
                result.getTestsSucceededCount(),
                result.getTotalFailureCount(),
                result.getTestsSkippedCount() + result.getTestsAbortedCount());
        System.exit(
                result.getTotalFailureCount() == 0 && result.getTestsSucceededCount() > 0 ? 0 : 1);
    }
}

package fairlead.clients;

import fairlead.box.WholeCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a cloud for the first class that asks, and takes it down after the last. */
final class SharedCloud implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    /** Starts it here, since a resolver cannot skip a class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    /** Whatever a test looked at: all that was said has to be as Azure describes it. */
    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failed -> running(context).keep = true);
        var differences = running(context).sdk.conversation().taken();
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sdk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).sdk;
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedCloud.class))
                .computeIfAbsent(Running.class);
    }

    /** Closed by JUnit at the end of the run. */
    static final class Running implements AutoCloseable {

        private final Path home;
        private final Sdk sdk;
        private boolean keep;

        Running() throws Exception {
            home = Files.createTempDirectory("fairlead-clients");
            sdk = Sdk.of(WholeCloud.start(home));
        }

        @Override
        public void close() throws Exception {
            sdk.cloud().close();
            Files.write(
                    Path.of("target/conformance.txt"),
                    sdk.conversation().held().entrySet().stream().map(Object::toString).toList());
            if (keep) {
                System.err.println("what the cloud said is kept: " + home.resolve("daemon.log"));
                return;
            }
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

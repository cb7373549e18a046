package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Azure's own command line, made ready for one cloud: its own configuration folder in the state
 * folder (the person's Azure logins stay untouched), the cloud registered, the service principal
 * logged in. Done once, and again only when the cloud's address, certificate or az itself changed.
 */
final class AzClient {

    private static final String CLOUD = "Fairlead";

    private static final String CONFIGURATION =
            """
            [core]
            collect_telemetry = no
            error_recommendation = off
            survey_message = no
            login_experience_v2 = off
            [extension]
            use_dynamic_install = no
            [auto-upgrade]
            enable = no
            [logging]
            enable_log_file = no
            """;

    private final StateFolder folder;
    private final AzProgram program;
    private final Map<String, String> environment;

    AzClient(StateFolder folder, AzProgram program, Map<String, String> environment) {
        this.folder = folder;
        this.program = program;
        this.environment = environment;
    }

    /** What az needs in its environment, beyond what is there. */
    Map<String, String> additions() {
        var more = new LinkedHashMap<String, String>();
        more.put("AZURE_CONFIG_DIR", configuration().toString());
        more.put("REQUESTS_CA_BUNDLE", folder.caCertificate().toString());
        more.put("AZURE_CORE_COLLECT_TELEMETRY", "no");
        more.put("AZURE_CORE_ERROR_RECOMMENDATION", "off");
        more.put("AZURE_CORE_SURVEY_MESSAGE", "no");
        more.put("AZURE_CORE_LOGIN_EXPERIENCE_V2", "off");
        more.put("AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no");
        var noProxy =
                environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
        more.put(
                "NO_PROXY",
                noProxy.isEmpty() ? "localhost,127.0.0.1" : noProxy + ",localhost,127.0.0.1");
        return more;
    }

    /** The whole environment of az. */
    Map<String, String> whole() {
        var all = new LinkedHashMap<>(environment);
        all.putAll(additions());
        return all;
    }

    /** Registers and logs in, if that is not done. */
    void prepare(Screen screen) {
        var endpoint =
                folder.endpoint()
                        .filter(known -> known.process().alive())
                        .orElseThrow(() -> CloudApi.notRunning(folder));
        var principal = folder.principal().orElseThrow(() -> CloudApi.notRunning(folder));
        var mark = configuration().resolve("fairlead.ready");
        var wanted =
                endpoint.url()
                        + "\n"
                        + principal.clientId()
                        + "\n"
                        + certificate()
                        + "\n"
                        + program
                        + "\n"
                        + program.version()
                        + "\n";
        try {
            if (Files.exists(mark) && Files.readString(mark).equals(wanted)) {
                return;
            }
            if (Files.exists(configuration())) {
                Departure.clear(configuration());
            }
            Files.createDirectories(configuration());
            Files.writeString(configuration().resolve("config"), CONFIGURATION);
            var cloud = configuration().resolve("fairlead.cloud.json");
            Files.writeString(cloud, cloudConfiguration(program.version()));
            var secret = configuration().resolve("fairlead.secret");
            Files.writeString(secret, principal.secret());
            try (var progress = screen.progress("Preparing az: registering the cloud")) {
                run("cloud", "register", "-n", CLOUD, "--cloud-config", "@" + cloud);
                run("cloud", "set", "-n", CLOUD);
                progress.say("Preparing az: logging in");
                // From a file, so that no list of processes shows it; with "=", for it may start
                // with "-".
                run(
                        "login",
                        "--service-principal",
                        "-u",
                        principal.clientId(),
                        "--password=@" + secret,
                        "--tenant",
                        principal.tenantId());
            }
            Files.writeString(mark, wanted);
            program.version()
                    .profile()
                    .ifPresent(profile ->
                            screen.err()
                                    .printf(
                                            "%s is used in the cloud profile %s, which knows neither Route Servers nor route tables. az 2.50 or newer has everything: libexec/az-root fetches one.%n",
                                            program.version(), profile));
        } catch (IOException e) {
            throw Failure.because("az cannot be prepared in " + configuration() + ": " + e);
        }
    }

    private void run(String... words) throws IOException {
        var line = program.line(List.of(words));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(whole());
        var process = builder.start();
        process.getOutputStream().close();
        var said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw Failure.because("az " + words[0] + " " + words[1] + " failed: " + said);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Failure.because("Interrupted.");
        }
    }

    private Path configuration() {
        return folder.path().resolve("az");
    }

    private String certificate() {
        try {
            return Files.readString(folder.caCertificate());
        } catch (IOException e) {
            throw Failure.because(
                    "The certificate " + folder.caCertificate() + " cannot be read: " + e);
        }
    }

    /**
     * The document that {@code az cloud register --cloud-config} takes: the daemon's own, and the
     * profile that this az needs.
     */
    private String cloudConfiguration(AzVersion version) {
        try (var api = CloudApi.of(folder)) {
            var document = (ObjectNode) api.cloudConfiguration();
            version.profile().ifPresent(profile -> document.put("profile", profile));
            return document.toString();
        }
    }
}

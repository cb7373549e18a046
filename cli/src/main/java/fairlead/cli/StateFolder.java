package fairlead.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where one cloud keeps everything it has: {@code $FAIRLEAD_HOME} or the usual folder, then the
 * cloud's name. The daemon writes it, the command line reads it, and one user owns it.
 */
public record StateFolder(String cloud, Path path) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The folder of a cloud: below {@code $FAIRLEAD_HOME}, else {@code /var/lib/fairlead} for root,
     * else {@code ~/.local/state/fairlead}.
     *
     * @throws Failure with {@link Exit#USAGE} if the name cannot be that of a folder
     */
    static StateFolder of(String cloud, Map<String, String> environment, String user, String home) {
        if (!cloud.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,40}")) {
            throw new Failure(
                    Exit.USAGE,
                    "'"
                            + cloud
                            + "' is no name for a cloud: use letters, digits, '-', '_' and '.', at most 41.");
        }
        var base =
                Optional.ofNullable(environment.get("FAIRLEAD_HOME"))
                        .filter(value -> !value.isBlank())
                        .map(Path::of)
                        .orElseGet(() ->
                                user.equals("root")
                                        ? Path.of("/var/lib/fairlead")
                                        : Path.of(home, ".local/state/fairlead"));
        return new StateFolder(cloud, base.toAbsolutePath().normalize().resolve(cloud));
    }

    /** Whether there is such a cloud, running or not. */
    boolean exists() {
        mine();
        return Files.isDirectory(path);
    }

    /** Makes the folder, for its owner alone. */
    void make() {
        mine();
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectories(path.getParent());
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path, onlyOwner);
            }
        } catch (IOException e) {
            throw Failure.because(
                    "The state folder "
                            + path
                            + " cannot be made ("
                            + e
                            + "). Set FAIRLEAD_HOME to a folder that you own.");
        }
    }

    /** What the daemon said about itself when it last started; empty if it never did. */
    Optional<Endpoint> endpoint() {
        return document("endpoint.json").map(Endpoint::of);
    }

    /** The identity that az logs in with. */
    Optional<Principal> principal() {
        return document("principal.json").map(Principal::of);
    }

    Optional<String> adminToken() {
        return text("admin.token").map(String::strip);
    }

    Path caCertificate() {
        return path.resolve("ca.pem");
    }

    /** The owner's settings; there may be none. */
    Path settings() {
        return path.resolve("settings.yaml");
    }

    Path daemonLog() {
        return path.resolve("daemon.log");
    }

    /** The holder's process, whether it still runs or not; empty if none was ever made. */
    Optional<ProcessId> holder() {
        return ProcessId.read(path.resolve("holder.pid"));
    }

    /** The first processes of the machines, whether they still run or not. */
    List<ProcessId> machines() {
        var machines = path.resolve("machines");
        if (!Files.isDirectory(machines)) {
            return List.of();
        }
        try (var folders = Files.list(machines)) {
            return folders.map(folder -> ProcessId.read(folder.resolve("sandbox.pid")))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw Failure.because("The folder " + machines + " cannot be read: " + e);
        }
    }

    private Optional<JsonNode> document(String name) {
        return text(name)
                .map(text -> {
                    try {
                        return JSON.readTree(text);
                    } catch (JacksonException e) {
                        throw Failure.because(
                                path.resolve(name) + " is not JSON: " + e.getOriginalMessage());
                    }
                });
    }

    private Optional<String> text(String name) {
        mine();
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.because(path.resolve(name) + " cannot be read: " + e);
        }
    }

    /** Somebody else's folder is named with its owner, instead of failing file by file. */
    private void mine() {
        try {
            var owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
            if (!Files.isReadable(path) || !Files.isExecutable(path)) {
                throw Failure.because(
                        "The cloud '"
                                + cloud
                                + "' in "
                                + path
                                + " belongs to "
                                + owner
                                + ". Only "
                                + owner
                                + " may use it.");
            }
        } catch (AccessDeniedException e) {
            throw Failure.because(
                    "You may not look into "
                            + path.getParent()
                            + ". Set FAIRLEAD_HOME to a folder that you own.");
        } catch (IOException absent) {
            return; // nobody's yet
        }
    }
}

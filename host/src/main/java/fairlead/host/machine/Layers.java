package fairlead.host.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store of {@linkplain Layer layers} below {@code ~/.cache/fairlead}, shared by all clouds of a
 * user. A layer is built once, under a temporary name, and renamed when it is whole; builders of
 * several processes wait for one another.
 *
 * <p>{@code layers/HASH} is a layer; {@code layers/index/REQUEST} remembers which layer a request
 * led to on a host with these packages, so that a machine whose layer exists starts without asking
 * apt.
 */
public final class Layers {

    /** Part of every hash: raise it when a layer's inside changes its meaning. */
    private static final String FORMAT = "1";

    private static final Path DPKG_STATUS = Path.of("/var/lib/dpkg/status");
    private static final ReentrantLock BUILDING = new ReentrantLock();

    private final Path folder;
    private final Consumer<String> progress;
    private final Apt apt;

    /**
     * @param cacheFolder such as {@code ~/.cache/fairlead}; made if needed
     * @param progress takes lines for whoever waits
     */
    public Layers(Path cacheFolder, Consumer<String> progress) {
        this(
                cacheFolder.resolve("layers").toAbsolutePath(),
                cacheFolder.resolve("apt").toAbsolutePath(),
                progress);
    }

    private Layers(Path folder, Path aptFolder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
        this.apt = new Apt(aptFolder, progress);
    }

    /** The same store, with somebody else listening. */
    Layers telling(Consumer<String> listener) {
        return new Layers(folder, folder.resolveSibling("apt"), listener);
    }

    void tell(String line) {
        progress.accept(line);
    }

    Path folder() {
        return folder;
    }

    /** The layer of these packages if it is there already; never runs a program. */
    Optional<Layer> cached(List<String> packages) throws IOException {
        var index = index(packages);
        return Files.exists(index) ? withHash(Files.readString(index).strip()) : Optional.empty();
    }

    /** A layer by its hash. */
    Optional<Layer> withHash(String hash) throws IOException {
        var place = folder.resolve(hash);
        var manifest = place.resolve("packages");
        return hash.isEmpty() || !Files.exists(manifest)
                ? Optional.empty()
                : Optional.of(new Layer(place, hash, Files.readAllLines(manifest)));
    }

    /**
     * The layer of these packages and of what they need that the host lacks; built if it is not
     * there.
     *
     * @throws PackageException if one of them cannot be had
     */
    Layer ensure(List<String> packages) throws PackageException, IOException, InterruptedException {
        var ready = cached(packages);
        if (ready.isPresent()) {
            return ready.get();
        }
        if (!Apt.available()) {
            throw Distribution.noApt(packages);
        }
        Files.createDirectories(folder.resolve("index"));
        BUILDING.lockInterruptibly();
        try (var lock =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = lock.lock()) {
            var meanwhile = cached(packages);
            if (meanwhile.isPresent() && held.isValid()) {
                return meanwhile.get();
            }
            return build(packages);
        } finally {
            BUILDING.unlock();
        }
    }

    private Layer build(List<String> packages)
            throws PackageException, IOException, InterruptedException {
        var plan = apt.plan(packages);
        var names = plan.stream().map(Apt.Pin::toString).sorted().toList();
        var hash =
                hash(
                        FORMAT
                                + "\n"
                                + System.getProperty("os.arch")
                                + "\n"
                                + String.join("\n", names));
        var layer = withHash(hash);
        if (layer.isEmpty()) {
            var archives = apt.fetch(packages, plan);
            progress.accept("Unpacking " + String.join(" ", names));
            new LayerBuild(folder, hash, names).of(archives);
            layer = withHash(hash);
        }
        MachineFolder.replace(index(packages), hash + "\n");
        return layer.orElseThrow(
                () -> new IOException("layer " + hash + " vanished from " + folder));
    }

    /** A request means the same as long as the host's own packages do not change. */
    private Path index(List<String> packages) throws IOException {
        var host =
                Files.exists(DPKG_STATUS)
                        ? Files.getLastModifiedTime(DPKG_STATUS) + " " + Files.size(DPKG_STATUS)
                        : "";
        var request = String.join("\n", packages.stream().sorted().toList());
        return folder.resolve("index")
                .resolve(hash(FORMAT + "\n" + Distribution.name() + "\n" + host + "\n" + request));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}

package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The making of one layer. Its {@code usr} is what the packages put below {@code /usr}, with {@code
 * bin}, {@code sbin} and {@code lib} merged into it. What they put into {@code /etc} and {@code
 * /var} goes to {@code usr/lib/fairlead/HASH}, where a machine finds it and takes what it does not
 * have; beside it, {@code users} and {@code services} say what the maintainer scripts would have
 * made and started, since these do not run.
 */
final class LayerBuild {

    private final Path folder;
    private final String hash;
    private final List<String> names;

    LayerBuild(Path folder, String hash, List<String> names) {
        this.folder = folder;
        this.hash = hash;
        this.names = names;
    }

    void of(List<Path> archives) throws PackageException, IOException, InterruptedException {
        var fresh = folder.resolve(".new-" + hash);
        new MachineFolder(fresh).delete();
        Files.createDirectories(fresh);
        unpack(archives, fresh);
        var kept = fresh.resolve("usr/lib/fairlead").resolve(hash);
        Files.createDirectories(kept);
        Files.createDirectories(fresh.resolve("usr/local"));
        var postinst = postinst(fresh);
        links(fresh, postinst);
        for (var tree : List.of("etc", "var")) {
            if (Files.isDirectory(fresh.resolve(tree))) {
                Files.move(fresh.resolve(tree), kept.resolve(tree));
            }
        }
        for (var row : Appliance.among(names)) {
            for (var file : row.defaults().entrySet()) {
                var to = kept.resolve(file.getValue());
                Files.createDirectories(to.getParent());
                Files.copy(fresh.resolve(file.getKey()), to, StandardCopyOption.REPLACE_EXISTING);
            }
            for (var directory : row.directories()) {
                Files.createDirectories(kept.resolve(directory));
            }
        }
        Files.write(kept.resolve("users"), users());
        Files.write(kept.resolve("services"), services(fresh));
        new MachineFolder(fresh.resolve("control")).delete();
        Files.write(fresh.resolve("packages"), names);
        Files.move(fresh, folder.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(List<Path> archives, Path fresh)
            throws PackageException, IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", Sandbox.resource("unpack"), "unpack"));
        command.add(fresh.toString());
        archives.forEach(archive -> command.add(archive.toString()));
        var run = ProgramRun.of("", command);
        if (!run.ok()) {
            throw new PackageException("the packages cannot be unpacked: " + run.why());
        }
    }

    private static List<String> postinst(Path fresh) throws IOException {
        var scripts = new ArrayList<String>();
        try (var packages = Files.list(fresh.resolve("control"))) {
            for (var control : packages.sorted().toList()) {
                var script = control.resolve("postinst");
                if (Files.exists(script)) {
                    scripts.add(Files.readString(script));
                }
            }
        }
        return scripts;
    }

    /** The links of update-alternatives, straight to the alternative with the highest priority. */
    private static void links(Path fresh, List<String> scripts) throws IOException {
        for (var script : scripts) {
            for (var link : Alternatives.in(script).entrySet()) {
                var place = fresh.resolve(link.getKey().substring(1));
                var target = fresh.resolve(link.getValue().substring(1));
                var parent = place.getParent();
                if (parent != null
                        && parent.startsWith(fresh.resolve("usr"))
                        && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(parent);
                    Files.deleteIfExists(place);
                    Files.createSymbolicLink(place, parent.relativize(target));
                }
            }
        }
    }

    private List<String> users() {
        var users = new TreeSet<String>();
        Appliance.among(names).forEach(row -> users.addAll(row.users()));
        return List.copyOf(users);
    }

    /** Debian starts whatever brings a unit that a machine's usual target wants. */
    private static List<String> services(Path fresh) throws IOException {
        var units = fresh.resolve("usr/lib/systemd/system");
        if (!Files.isDirectory(units)) {
            return List.of();
        }
        try (var files = Files.list(units)) {
            var services = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".service")
                        && !name.contains("@")
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.readString(file).contains("WantedBy=multi-user.target")) {
                    services.add(name);
                }
            }
            return services;
        }
    }
}

package fairlead.host.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kind of machine that is a bubblewrap sandbox in a network namespace. Its first process is
 * bubblewrap's own init, which reaps; the second runs {@code init}, a resource beside this class.
 * It is in a session of its own and does not notice when the daemon dies.
 */
final class Sandbox {

    /** The search path of every command in a machine; the shims come first. */
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Pattern CHILD = Pattern.compile("\"child-pid\"\\s*:\\s*([0-9]+)");
    private static final List<String> SHIMS =
            List.of(
                    "systemctl",
                    "service",
                    "poweroff",
                    "tcpdump",
                    "az",
                    "fl-init",
                    "fl-configure",
                    "fl-one-account");

    /** Units that go before those of packages. */
    private static final List<String> UNITS = List.of("ssh.service");

    private final MachineFolder folder;
    private final List<Shared> shared;

    Sandbox(MachineFolder folder, List<Shared> shared) {
        this.folder = folder;
        this.shared = shared;
    }

    /**
     * Starts it and waits until its init has everything mounted.
     *
     * @param usr what the machine sees as {@code /usr}
     * @param layers where layers are, bound into the machine while it may still get one
     * @throws IOException if it does not start; the message holds bubblewrap's words
     */
    ProcessMark start(MachineSpec spec, Path usr, Optional<Path> layers) throws IOException {
        layOutLocal();
        Files.deleteIfExists(folder.pidFile());
        Files.deleteIfExists(folder.infoFile());
        MachineFolder.replace(folder.resolvConf(), spec.resolver().file());
        // Descriptor 1 tells us that it is up, 3 is the console, 4 what bubblewrap reports, 5 the
        // machine's resolv.conf.
        var command =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "sh",
                                "-c",
                                "exec \"$@\" 3>>\"$0\" 4>\"$FL_INFO\" 5<\"$FL_RESOLV\" 2>&3"));
        command.add(folder.consoleLog().toString());
        command.addAll(List.of("ip", "netns", "exec", spec.namespace()));
        command.addAll(bubblewrap(spec.hostname(), usr, layers));
        var builder = new ProcessBuilder(command).redirectErrorStream(false);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.consoleLog().toFile()));
        builder.environment().put("FL_INFO", folder.infoFile().toString());
        builder.environment().put("FL_RESOLV", folder.resolvConf().toString());
        var process = builder.start();
        process.getOutputStream().close();
        try (var lines = process.inputReader()) {
            if (!"up".equals(lines.readLine())) {
                throw new IOException("the sandbox did not start: " + lastWords());
            }
        }
        var mark =
                reported().orElseThrow(() -> new IOException("the sandbox ended: " + lastWords()));
        MachineFolder.replace(folder.pidFile(), mark + "\n");
        return mark;
    }

    /**
     * The running sandbox of this folder, if there is one. A daemon that died between starting and
     * recording it left only bubblewrap's report, which counts if that process is in the machine's
     * network namespace.
     */
    Optional<ProcessMark> running(String namespace) {
        var recorded = ProcessMark.read(folder.pidFile());
        if (recorded.isEmpty()) {
            return reported().filter(mark -> isIn(mark, namespace));
        }
        var alive = recorded.filter(ProcessMark::alive);
        if (alive.isPresent() && !isIn(alive.get(), namespace)) {
            // It belongs to a holder that has gone, and nobody can reach its network any more.
            ProcessHandle.of(alive.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
            return Optional.empty();
        }
        return alive;
    }

    /** The words before a command that shall run in the machine. */
    static List<String> enter(ProcessMark mark) {
        var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(mark.pid())));
        words.addAll(List.of("-m", "-p", "-i", "-u", "-n", "env", "-C", "/root", "-i"));
        words.addAll(List.of("PATH=" + PATH, "HOME=/root", "USER=root", "LANG=C.UTF-8"));
        return words;
    }

    private List<String> bubblewrap(String hostname, Path usr, Optional<Path> layers) {
        var words = new ArrayList<>(List.of("bwrap"));
        words.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts"));
        words.addAll(List.of("--hostname", hostname, "--info-fd", "4"));
        words.addAll(List.of("--bind", folder.disk().toString(), "/"));
        words.addAll(List.of("--ro-bind", usr.toString(), "/usr"));
        words.addAll(List.of("--bind", folder.local().toString(), "/usr/local"));
        for (var top : EtcFiles.TOPS) {
            var original = Path.of("/", top);
            if (Files.isDirectory(original) && !Files.isSymbolicLink(original)) {
                words.addAll(List.of("--ro-bind", "/" + top, "/" + top));
            }
        }
        for (var shim : List.of("/usr/bin/systemctl", "/usr/sbin/service")) {
            if (Files.exists(usr.resolveSibling(usr.getFileName() + shim.substring(4)))) {
                var ours = folder.local().resolve("sbin").resolve(Path.of(shim).getFileName());
                words.addAll(List.of("--ro-bind", ours.toString(), shim));
            }
        }
        words.addAll(see(new Shared(EtcFiles.ALTERNATIVES, EtcFiles.ALTERNATIVES)));
        words.addAll(List.of("--dev", "/dev", "--dev-bind-try", "/dev/net/tun", "/dev/net/tun"));
        words.addAll(List.of("--proc", "/proc", "--ro-bind", "/sys", "/sys"));
        words.addAll(
                List.of(
                        "--tmpfs",
                        "/run",
                        "--tmpfs",
                        "/tmp",
                        "--perms",
                        "1777",
                        "--dir",
                        "/run/lock"));
        words.addAll(List.of("--perms", "0644", "--file", "5", EtcFiles.RESOLV_CONF.toString()));
        shared.forEach(one -> words.addAll(see(one)));
        layers.ifPresent(path -> {
            words.addAll(List.of("--ro-bind", path.toString(), Usr.LAYERS_INSIDE));
            words.addAll(List.of("--ro-bind", Usr.HOST.toString(), Usr.HOST.toString()));
        });
        words.addAll(List.of("--chdir", "/", "--clearenv", "--setenv", "PATH", PATH));
        words.addAll(List.of("--setenv", "HOME", "/root", "/usr/local/sbin/fl-init"));
        return words;
    }

    private static List<String> see(Shared shared) {
        return List.of("--ro-bind-try", shared.original().toString(), shared.place().toString());
    }

    /** Only before the sandbox runs: links that an earlier run left here are not followed. */
    private void layOutLocal() throws IOException {
        for (var name : List.of("bin", "sbin", "lib", "share", "etc")) {
            var place = folder.local().resolve(name);
            if (Files.isSymbolicLink(place)) {
                Files.delete(place);
            }
            Files.createDirectories(place);
        }
        for (var shim : SHIMS) {
            var file = folder.local().resolve("sbin").resolve(shim);
            Files.deleteIfExists(file);
            Files.writeString(file, resource(shim), StandardOpenOption.CREATE_NEW);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var units = folder.local().resolve("lib/systemd/system");
        Files.createDirectories(units);
        for (var unit : UNITS) {
            Files.deleteIfExists(units.resolve(unit));
            Files.writeString(units.resolve(unit), resource(unit), StandardOpenOption.CREATE_NEW);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream text = Sandbox.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IOException("the program lacks its own part " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Optional<ProcessMark> reported() {
        try {
            var child = CHILD.matcher(Files.readString(folder.infoFile()));
            return child.find() ? ProcessMark.of(Long.parseLong(child.group(1))) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static boolean isIn(ProcessMark mark, String namespace) {
        try {
            return Files.isSameFile(
                    Path.of("/proc/" + mark.pid() + "/ns/net"), Path.of("/run/netns", namespace));
        } catch (IOException gone) {
            return false;
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(folder.consoleLog());
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException unreadable) {
            return "its console cannot be read: " + unreadable.getMessage();
        }
    }
}

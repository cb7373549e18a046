package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine's first {@code /etc}: what its programs need to know where and who they are, and no
 * more. A copy of the host's would carry its secrets and its services.
 *
 * <p>All accounts have the id 0. Without root only one id is mapped, so a daemon that wants to
 * become its own user must find that it already is; as root it is the same, so that both behave
 * alike.
 */
final class EtcFiles {

    /** Small files that are the same on every Debian and are taken from the host as they are. */
    static final List<String> COPIED =
            List.of(
                    "protocols",
                    "services",
                    "rpc",
                    "ethertypes",
                    "bash.bashrc",
                    "profile",
                    "inputrc",
                    "ld.so.conf",
                    "localtime",
                    "timezone",
                    "debian_version",
                    "shells");

    /** A folder that stays the host's, read-only: where links below {@code /usr} lead. */
    static final Path ALTERNATIVES = Path.of("/etc/alternatives");

    /** Folders of the root that are links into {@code /usr} on a host with a merged one. */
    static final List<String> TOPS = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    /**
     * Where each start of a machine writes what its DHCP client learned, as systemd-resolved does;
     * {@code /etc/resolv.conf} leads there until the machine's owner puts another in its place.
     */
    static final Path RESOLV_CONF = Path.of("/run/systemd/resolve/resolv.conf");

    private EtcFiles() {}

    /** Names below {@code /etc} and their content. */
    static Map<String, String> of(MachineSpec spec) {
        var admin = spec.adminUsername();
        boolean own = !admin.equals("root");
        var files = new LinkedHashMap<String, String>();
        files.put("hostname", spec.hostname() + "\n");
        files.put(
                "hosts",
                """
                127.0.0.1 localhost
                127.0.1.1 %s
                ::1 localhost ip6-localhost
                """
                        .formatted(spec.hostname()));
        files.put(
                "nsswitch.conf",
                """
                passwd: files
                group: files
                shadow: files
                hosts: files dns
                networks: files
                protocols: files
                services: files
                """);
        files.put(
                "passwd",
                """
                root:x:0:0:root:/root:/bin/bash
                daemon:x:0:0:daemon:/usr/sbin:/usr/sbin/nologin
                nobody:x:0:0:nobody:/nonexistent:/usr/sbin/nologin
                tcpdump:x:0:0::/nonexistent:/usr/sbin/nologin
                """
                        + (own
                                ? admin + ":x:0:0:" + admin + ":/home/" + admin + ":/bin/bash\n"
                                : ""));
        files.put(
                "group",
                """
                root:x:0:
                daemon:x:0:
                adm:x:0:
                tty:x:0:
                sudo:x:0:
                nogroup:x:0:
                tcpdump:x:0:
                """
                        + (own ? admin + ":x:0:\n" : ""));
        files.put("shadow", "root:*:20000:0:99999:7:::\n");
        files.put(
                "pam.d/other",
                """
                auth required pam_permit.so
                account required pam_permit.so
                password required pam_deny.so
                session required pam_permit.so
                """);
        files.put("fstab", "");
        files.put("machine-id", "");
        return files;
    }

    /** Lays out a new machine's disk. Only for a disk that no machine has run on. */
    static void layOut(MachineSpec spec, Path disk) throws IOException {
        for (var name :
                List.of(
                        "etc",
                        "usr",
                        "var/log",
                        "var/lib/cloud/instance",
                        "var/cache",
                        "var/tmp",
                        "var/spool",
                        "var/backups",
                        "root",
                        "home",
                        "opt",
                        "srv",
                        "mnt",
                        "media",
                        "tmp",
                        "run",
                        "dev",
                        "proc",
                        "sys",
                        "etc/systemd/system",
                        "etc/init.d",
                        "etc/pam.d")) {
            Files.createDirectories(disk.resolve(name));
        }
        for (var top : TOPS) {
            if (Files.isSymbolicLink(Path.of("/", top))) {
                Files.createSymbolicLink(disk.resolve(top), Path.of("usr", top));
            }
        }
        Files.createSymbolicLink(disk.resolve("var/run"), Path.of("/run"));
        Files.createSymbolicLink(disk.resolve("var/lock"), Path.of("/run/lock"));
        Files.createSymbolicLink(disk.resolve("etc/mtab"), Path.of("/proc/self/mounts"));
        Files.createSymbolicLink(disk.resolve("etc/resolv.conf"), RESOLV_CONF);
        Files.createSymbolicLink(disk.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
        placeKeys(spec, Files.createDirectories(disk.resolve(home(spec))));
        for (var name : COPIED) {
            var original = Path.of("/etc", name);
            if (Files.isReadable(original) && Files.isRegularFile(original)) {
                Files.write(disk.resolve("etc").resolve(name), Files.readAllBytes(original));
            }
        }
        for (var folder : List.of("iproute2", "ld.so.conf.d", "ssl")) {
            copyFolder(Path.of("/etc", folder), disk.resolve("etc").resolve(folder));
        }
        for (var file : of(spec).entrySet()) {
            Files.writeString(disk.resolve("etc").resolve(file.getKey()), file.getValue());
        }
    }

    /** Where the admin user is at home, below the machine's root. */
    private static Path home(MachineSpec spec) {
        return spec.adminUsername().equals("root")
                ? Path.of("root")
                : Path.of("home", spec.adminUsername());
    }

    /** As Azure's agent does; an SSH server wants nobody else to be able to write there. */
    private static void placeKeys(MachineSpec spec, Path home) throws IOException {
        if (spec.sshKeys().isEmpty()) {
            return;
        }
        var folder = Files.createDirectory(home.resolve(".ssh"), mode("rwx------"));
        var keys = Files.createFile(folder.resolve("authorized_keys"), mode("rw-------"));
        Files.write(keys, spec.sshKeys());
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (var names = Files.list(from)) {
            for (var file : names.toList()) {
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
    }
}

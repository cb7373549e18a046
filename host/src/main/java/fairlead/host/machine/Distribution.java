package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this host calls itself, for messages; os-release(5). */
final class Distribution {

    private Distribution() {}

    /** Such as {@code Debian GNU/Linux 12 (bookworm)}. */
    static String name() {
        return value("PRETTY_NAME", "this Linux");
    }

    /** Its family, for a remedy that fits: {@code debian}, {@code fedora} ... */
    private static String value(String key, String otherwise) {
        for (var file : List.of("/etc/os-release", "/usr/lib/os-release")) {
            try (var lines = Files.lines(Path.of(file))) {
                var found =
                        lines.filter(line -> line.startsWith(key + "="))
                                .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                                .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException absent) {
                // Then the next place has it, or none.
            }
        }
        return otherwise;
    }

    /** The error for packages that apt refuses, naming the one at fault where apt names it. */
    static PackageException cannotBeHad(List<String> packages, String why) {
        var named = packages.stream().filter(name -> why.contains(plain(name))).toList();
        var culprits = named.isEmpty() ? packages : named;
        return new PackageException(
                (culprits.size() == 1 ? "package " : "packages ")
                        + String.join(", ", culprits)
                        + " cannot be had on "
                        + name()
                        + ": "
                        + why
                        + "; check the spelling, or add a source that has it to this host's apt"
                        + " (/etc/apt/sources.list.d)");
    }

    /** The error where there is no apt at all. */
    static PackageException noApt(List<String> packages) {
        return new PackageException(
                "package "
                        + String.join(", ", packages)
                        + " cannot be had: "
                        + name()
                        + " has no apt-get and dpkg-deb, which fetch and unpack packages; install the"
                        + " programs with this host's own package manager, and machines will have them");
    }

    private static String plain(String name) {
        return name.replaceFirst("[=/:].*", "");
    }
}

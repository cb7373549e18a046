package fairlead.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built tree that this command line was started from.
 *
 * @param root the folder that holds {@code fairlead}, {@code libexec} and {@code labs}
 * @param java the program that runs this virtual machine
 * @param classPath of this virtual machine, which the daemon shares
 * @param archives prefix of the files in which class data is shared between starts; empty for none
 */
record Tree(Path root, Path java, String classPath, String archives) {

    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    // The first answer comes in half the time; nothing here runs hot for long.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xlog:disable",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    /** As the launcher says in system properties. */
    static Tree here() {
        return new Tree(
                Path.of(System.getProperty("fairlead.tree", ".")).toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                System.getProperty("fairlead.archives", ""));
    }

    String libexec(String program) {
        return root.resolve("libexec").resolve(program).toString();
    }

    /** The words before a command that runs inside the namespaces of the cloud. */
    List<String> inHolder(StateFolder folder) {
        return List.of(libexec("enter"), folder.path().toString());
    }

    /** What runs another program of the tree, by the name of its class, as this one is run. */
    List<String> program(String main) {
        var line = new ArrayList<>(List.of(java.toString()));
        line.addAll(OPTIONS);
        if (!archives.isEmpty()) {
            line.add("-XX:SharedArchiveFile=" + archives + "-cli.jsa");
        }
        line.addAll(List.of("-cp", classPath, main));
        return List.copyOf(line);
    }

    /** What runs the daemon inside the namespaces of the cloud. */
    List<String> daemon(StateFolder folder, int port) {
        var line = new ArrayList<>(inHolder(folder));
        line.add(java.toString());
        line.addAll(OPTIONS);
        line.addAll(
                List.of(
                        "-Dfairlead.tree=" + root,
                        "-Dfairlead.version="
                                + System.getProperty("fairlead.version", "development")));
        if (!archives.isEmpty()) {
            line.add("-XX:+AutoCreateSharedArchive");
            line.add("-XX:SharedArchiveFile=" + archives + "-daemon.jsa");
        }
        line.addAll(
                List.of(
                        "-cp",
                        classPath,
                        "fairlead.box.Daemon",
                        "--state",
                        folder.path().toString()));
        line.addAll(List.of("--cloud", folder.cloud()));
        if (port > 0) {
            line.addAll(List.of("--port", Integer.toString(port)));
        }
        return List.copyOf(line);
    }
}

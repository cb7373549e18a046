package fairlead.box;

import fairlead.box.store.SqliteStore;
import fairlead.box.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Another virtual machine that does what a test must not do in its own. */
final class Child {

    private Child() {}

    /** Starts {@link #main} with these arguments; its complaints go where ours go. */
    static Process start(String... arguments) throws IOException {
        var line = java(Child.class.getName());
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Starts a daemon for this state folder, outside of any holder; it may not come far. */
    static Process daemon(Path state) throws IOException {
        var line = java("fairlead.box.Daemon");
        line.addAll(List.of("--state", state.toString()));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    /** Starts {@link #fill} with a file system of 1 MiB mounted on {@code folder} for itself. */
    static Process onSmallDisk(Path folder) throws IOException {
        var mount = "mount -t tmpfs -o size=1m small \"$0\" && exec \"$@\"";
        var line =
                new ArrayList<>(List.of("unshare", "-Urm", "sh", "-c", mount, folder.toString()));
        line.addAll(java(Child.class.getName()));
        line.addAll(List.of("fill", folder.toString()));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static ArrayList<String> java(String main) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main));
    }

    public static void main(String[] arguments) throws Exception {
        var path = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "commit" -> commit(path);
            case "lock" -> lock(path);
            case "fill" -> fill(path);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Commits batches without end, and says the number of each when it is stored. */
    private static void commit(Path file) throws StoreException {
        try (var store = SqliteStore.open(file)) {
            for (int i = 1; ; i++) {
                store.commit(StoreContract.batch("a" + i, "" + i, "b" + i, "" + i));
                System.out.printf("%06d%n", i);
                System.out.flush();
            }
        }
    }

    /** Commits until the disk is full, then looks what is there, makes room and goes on. */
    private static void fill(Path folder) throws Exception {
        // The driver's own library does not fit on this disk.
        Files.createSymbolicLink(folder.resolve("lib"), Files.createTempDirectory("fl-lib"));
        var ballast = Files.write(folder.resolve("ballast"), new byte[200_000]);
        try (var store = SqliteStore.open(folder.resolve("store.sqlite"))) {
            var acknowledged = new HashMap<String, String>();
            try {
                for (int i = 0; i < 100; i++) {
                    store.commit(StoreContract.batch("k" + i, "x".repeat(20_000), "last", "" + i));
                    acknowledged.put("k" + i, "x".repeat(20_000));
                    acknowledged.put("last", "" + i);
                }
            } catch (StoreException full) {
                System.out.println("refused: " + full.getMessage());
            }
            if (StoreContract.all(store).equals(acknowledged)) {
                System.out.println("kept: all that was acknowledged, nothing else");
            }
            Files.delete(ballast);
            store.commit(StoreContract.batch("more", "room"));
            System.out.println("stored again");
        }
    }

    /** Holds the lock of a folder until its input ends. */
    private static void lock(Path folder) throws IOException {
        try (var lock = StateFolder.at(folder).lock().orElseThrow()) {
            System.out.println("locked " + lock.isValid());
            System.out.flush();
            while (System.in.read() >= 0) {
                // until it ends
            }
        }
    }
}

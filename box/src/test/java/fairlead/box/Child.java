package fairlead.box;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another virtual machine that does what a test must not do in its own. */
final class Child {

    private Child() {}

    /** Starts {@link #main} with these arguments; its complaints go where ours go. */
    static Process start(String... arguments) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) throws Exception {
        var path = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "commit" -> commit(path);
            case "lock" -> lock(path);
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

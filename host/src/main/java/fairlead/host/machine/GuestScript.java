package fairlead.host.machine;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Shell lines of the custom data as one script in the machine, and how each line ended. */
record GuestScript(Guest guest, String name, List<String> lines) {

    /** The exit code of a script that somebody else waited for. */
    static final int UNKNOWN = -1;

    private String place() {
        return "/var/lib/cloud/instance/scripts/" + name;
    }

    private String status() {
        return "/var/lib/cloud/instance/" + name + ".status";
    }

    /**
     * Runs it to its end.
     *
     * @param begunBefore a daemon that has died since may have started it: then it is waited for
     */
    List<CloudInit.Failure> run(boolean begunBefore) throws IOException, InterruptedException {
        if (begunBefore && guest.sh("", "test -e \"$1\"", status()).ok()) {
            awaitOther();
            return failures(UNKNOWN);
        }
        var written =
                guest.sh(
                        RunScript.of(name, lines, status()),
                        "mkdir -p \"${1%/*}\"; cat >\"$1\"; chmod 0700 \"$1\"",
                        place());
        if (!written.ok()) {
            return List.of(new CloudInit.Failure(name, written.why(), false));
        }
        int exit =
                guest.start("sh", "-c", "echo pid $$ >\"$1\"; exec sh \"$0\"", place(), status())
                        .waitFor();
        return failures(exit);
    }

    /** The script of a daemon that died: its shell is alive as long as its pid runs this file. */
    private void awaitOther() throws InterruptedException {
        var alive =
                """
                read -r word pid <"$1"
                tr '\\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$2"
                """;
        while (guest.sh("", alive, status(), place()).ok()) {
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private List<CloudInit.Failure> failures(int exit) throws InterruptedException {
        return failures(guest.sh("", "cat \"$1\"", status()).output(), exit);
    }

    /**
     * One failure per line that failed, from the status file and the script's own exit code. A line
     * without an end ended the script: by exit, by words that sh cannot read, or with the machine.
     */
    List<CloudInit.Failure> failures(String status, int exit) {
        var failures = new TreeMap<Integer, CloudInit.Failure>();
        int begun = -1;
        int ended = -1;
        for (var entry : status.lines().toList()) {
            var words = entry.split(" ", -1);
            int index = words.length > 1 ? Integer.parseInt(words[1]) : -1;
            if (words[0].equals("begun")) {
                begun = index;
            } else if (words[0].equals("ended")) {
                ended = index;
                if (!words[2].equals("0")) {
                    failures.put(index, failure(index, "exit code " + words[2], true));
                }
            }
        }
        boolean whole = status.endsWith("finished\n") || exit == 0;
        if (!whole && begun != ended) {
            var how = exit == UNKNOWN ? "cut short" : "ended the script with exit code " + exit;
            failures.put(begun, failure(begun, how, false));
        } else if (!whole && begun < 0) {
            return List.of(new CloudInit.Failure(name, "sh cannot read it, exit " + exit, false));
        }
        return List.copyOf(failures.values());
    }

    private CloudInit.Failure failure(int index, String how, boolean logged) {
        var line = lines.get(index).strip();
        return new CloudInit.Failure(name + "[" + index + "]", how + ": " + line, logged);
    }
}

package fairlead.host.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Shell lines of the custom data as one script in the machine, and how each line ended. */
record GuestScript(Guest guest, String name, List<String> lines) {

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
            return failures(0);
        }
        var written =
                guest.sh(
                        RunScript.of(name, lines, status()),
                        "mkdir -p \"${1%/*}\"; cat >\"$1\"; chmod 0700 \"$1\"",
                        place());
        if (!written.ok()) {
            return List.of(new CloudInit.Failure(name, written.why()));
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

    /** From the status file and the script's own exit code: one failure per line that failed. */
    List<CloudInit.Failure> failures(String status, int exit) {
        Map<Integer, Integer> exits = new TreeMap<>();
        int last = -1;
        for (var line : status.lines().toList()) {
            var words = line.split(" ");
            if (words[0].equals("begun")) {
                last = Integer.parseInt(words[1]);
            } else if (words[0].equals("ended")) {
                exits.put(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            }
        }
        if (!status.endsWith("finished\n") && last >= 0) {
            // The line ended the script: by exit, or by something that sh cannot read.
            exits.put(last, exit == 0 ? -1 : exit);
        }
        var failures = new ArrayList<CloudInit.Failure>();
        exits.forEach((index, code) -> {
            var line = lines.get(index).strip();
            if (code > 0) {
                failures.add(
                        new CloudInit.Failure(
                                name + "[" + index + "]", "exit code " + code + ": " + line));
            }
        });
        return failures;
    }
}

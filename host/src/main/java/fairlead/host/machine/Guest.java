package fairlead.host.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The inside of a running machine: commands and files there. Files are written by programs in the
 * machine, never through its disk from outside, where its links would lead into the host.
 */
record Guest(ProcessMark mark, Path log) {

    /** Runs a piece of sh with arguments, output to us. */
    ProgramRun sh(String input, String script, String... arguments) throws InterruptedException {
        var words = new ArrayList<>(Sandbox.enter(mark));
        words.addAll(List.of("sh", "-euc", script, "sh"));
        words.addAll(List.of(arguments));
        return ProgramRun.of(input, words);
    }

    /** Runs a piece of sh whose success does not matter. */
    void quietly(String script) throws InterruptedException {
        sh("", script);
    }

    /**
     * Starts a program with its output in cloud-init's log, in a session of its own: it outlives
     * us.
     */
    Process start(String... command) throws IOException {
        var words = new ArrayList<>(List.of("setsid"));
        words.addAll(Sandbox.enter(mark));
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    ProgramRun write(Step.WriteFile file) throws InterruptedException {
        return sh(
                octets(file),
                """
                umask 022
                case $1 in */*) mkdir -p "${1%/*}/" ;; esac
                if [ "$4" = true ]; then base64 -d >>"$1"; else base64 -d >"$1"; fi
                chown "$3" "$1"
                chmod "$2" "$1"
                """,
                file.path(),
                file.permissions(),
                file.owner(),
                Boolean.toString(file.append()));
    }

    ProgramRun hostname(String name) throws InterruptedException {
        return sh(
                "",
                """
                echo "$1" >/etc/hostname
                hostname "$1"
                grep -qw "$1" /etc/hosts || echo "127.0.1.1 $1" >>/etc/hosts
                """,
                name);
    }

    ProgramRun user(Step.User user) throws InterruptedException {
        var made =
                sh(
                        "",
                        """
                        grep -q "^$1:" /etc/group || echo "$1:x:0:" >>/etc/group
                        grep -q "^$1:" /etc/passwd || echo "$1:x:0:0:$1:/home/$1:$2" >>/etc/passwd
                        mkdir -p "/home/$1"
                        """,
                        user.user(),
                        user.shell());
        return made.ok() && !user.keys().isEmpty()
                ? authorizedKeys(user.user(), user.keys())
                : made;
    }

    ProgramRun authorizedKeys(String user, List<String> keys) throws InterruptedException {
        return sh(
                String.join("\n", keys) + "\n",
                """
                home=$(getent passwd "$1" | cut -d : -f 6)
                mkdir -p -m 0700 "$home/.ssh"
                cat >>"$home/.ssh/authorized_keys"
                chmod 0600 "$home/.ssh/authorized_keys"
                """,
                user);
    }

    /** Custom data that is a program: written down as cloud-init does, and run. */
    ProgramRun program(String text) throws IOException, InterruptedException {
        var place = "/var/lib/cloud/instance/scripts/part-001";
        var written = sh(text, "mkdir -p \"${1%/*}\"; cat >\"$1\"; chmod 0700 \"$1\"", place);
        if (!written.ok()) {
            return written;
        }
        int exit = start(place).waitFor();
        return new ProgramRun(List.of(place), exit, "", "the script ended with exit code " + exit);
    }

    private static String octets(Step.WriteFile file) {
        return java.util.Base64.getEncoder()
                .encodeToString(file.octets().getBytes(StandardCharsets.ISO_8859_1));
    }
}

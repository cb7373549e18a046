package fairlead.host.machine;

import java.util.List;

/** One thing that custom data asks for. {@link #name} is what the log and the events call it. */
sealed interface Step {

    String name();

    /** {@code bootcmd}: shell lines, taken first and on every boot. */
    record BootCommands(List<String> lines) implements Step {
        @Override
        public String name() {
            return "bootcmd";
        }
    }

    /**
     * One entry of {@code write_files}.
     *
     * @param octets the content, one character per octet (ISO 8859-1)
     * @param permissions octal digits, as chmod takes them
     * @param owner {@code user:group} or {@code user}
     */
    record WriteFile(
            int index, String path, String octets, String permissions, String owner, boolean append)
            implements Step {
        @Override
        public String name() {
            return "write_files[" + index + "]";
        }
    }

    /** {@code hostname} or {@code fqdn}. */
    record Hostname(String hostname) implements Step {
        @Override
        public String name() {
            return "hostname";
        }
    }

    /** One account of the users list: it comes with a home and these SSH keys. */
    record User(String user, String shell, List<String> keys) implements Step {
        @Override
        public String name() {
            return "users[" + user + "]";
        }
    }

    /** {@code ssh_authorized_keys} of the default user. They are stored; no SSH server runs. */
    record AuthorizedKeys(List<String> keys) implements Step {
        @Override
        public String name() {
            return "ssh_authorized_keys";
        }
    }

    /** {@code packages}, each as apt takes it: {@code name} or {@code name=version}. */
    record Packages(List<String> packages) implements Step {
        @Override
        public String name() {
            return "packages";
        }
    }

    /** {@code runcmd}: shell lines, one script without {@code -e}. */
    record RunCommands(List<String> lines) implements Step {
        @Override
        public String name() {
            return "runcmd";
        }
    }

    /** Custom data that is itself a program, by its {@code #!} line. */
    record UserScript(String text) implements Step {
        @Override
        public String name() {
            return "user script";
        }
    }
}

package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshCommandTest {

    private static final String TABLES =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
               0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
               1: 040A010A:01BB 040A010A:D0A4 01 00000000:00000000 00:00000000 00000000     0
              sl  local_address                         remote_address                        st
               0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A
            """;

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest(name = "port {0}: {1}")
    @CsvSource({"22, true", "8080, true", "443, false", "80, false", "2, false"})
    void whoListensIsReadFromTheKernelsTables(int port, boolean listens) {
        assertThat(SshCommand.listens(TABLES, port)).isEqualTo(listens);
    }

    @Test
    void aMachineWithoutAServerIsEnteredWithShell() {
        // The machine is entered by a program that says nothing, as one without any socket would.
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm','group':'lab','enter':['/bin/true']}]}");

        assertThat(cloud.run("ssh", "vm")).isEqualTo(Exit.FAILED.code());
        assertThat(cloud.complained())
                .contains("No SSH server listens at port 22 of 'vm'")
                .contains("packages: [openssh-server]")
                .contains("fairlead shell vm");
    }

    @Test
    void theKeyIsPlacedOnceForTheAccount() throws Exception {
        var account = Files.createDirectories(home.resolve("account"));
        Files.createDirectories(home.resolve("bin"));
        var getent = home.resolve("bin/getent");
        Files.writeString(
                getent, "#!/bin/sh\necho \"root:x:0:0::%s:/bin/sh\"\n".formatted(account));
        getent.toFile().setExecutable(true);
        var enter = home.resolve("bin/enter");
        // Tells the kernel's tables to whoever asks, and runs everything else.
        Files.writeString(
                enter,
                "#!/bin/sh\ncase $3 in cat*) cat %s ;; *) PATH=%s:$PATH exec \"$@\" ;; esac\n"
                        .formatted(home.resolve("tables"), home.resolve("bin")));
        enter.toFile().setExecutable(true);
        Files.writeString(home.resolve("tables"), TABLES);
        Files.createDirectories(home.resolve("me/.ssh"));
        Files.writeString(home.resolve("me/.ssh/id_rsa.pub"), "ssh-rsa AAAA mia@host\n");
        cloud.on(
                "GET",
                "providers/Fairlead.Host/machines",
                "{'value':[{'name':'vm','group':'lab','enter':['%s']}]}".formatted(enter));
        var environment = Map.of("HOME", home.resolve("me").toString(), "PATH", "/nowhere");

        // There is no ssh in PATH: what is before it has been done.
        assertThat(cloud.run(environment, "ssh", "vm")).isEqualTo(Exit.FAILED.code());
        assertThat(cloud.complained()).contains("There is no program 'ssh'");
        assertThat(cloud.run(environment, "ssh", "vm")).isEqualTo(Exit.FAILED.code());

        assertThat(account.resolve(".ssh/authorized_keys")).hasContent("ssh-rsa AAAA mia@host");
    }

    @Test
    void theHostsSshGoesByWayOfAForward() {
        var command = new SshCommand();
        command.machine = "lab/vm";
        command.user = "azureuser";
        command.identity = Path.of("/keys/mine");
        command.arguments = List.of("--", "uptime", "-p");

        assertThat(command.line(cloud.fairlead()))
                .startsWith("ssh", "-o")
                .contains(
                        "ProxyCommand=env FAIRLEAD_BUILD=never '"
                                + home.resolve("tree/fairlead")
                                + "' --cloud default forward --stdio 'lab/vm:22'")
                .endsWith("-i", "/keys/mine", "-l", "azureuser", "lab.vm", "uptime", "-p");
    }
}

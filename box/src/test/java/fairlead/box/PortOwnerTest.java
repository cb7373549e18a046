package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {

    @Test
    void whoListensIsNamedWithItsProcess() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.OF_THIS_HOST.of(socket.getLocalPort()))
                    .startsWith("process " + ProcessHandle.current().pid() + " (");
        }
    }

    /** Their files are not for us to see. */
    @Test
    void thePortOfSomebodyElseIsSaidToBeThat(@TempDir Path proc) throws Exception {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(
                proc.resolve("net/tcp"),
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:20FB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1
                """);
        assertThat(new PortOwner(proc).of(8443)).isEqualTo("a process of another user's");
    }
}

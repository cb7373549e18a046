package fairlead.host.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.host.Started;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The program as an ordinary user's cloud runs it: the host's network, and a machine's namespace
 * beside it, in which alone something listens at 10.1.10.4.
 */
@Tag("kernel")
@Timeout(90)
class ForwardTest {

    private static final String CLOUD =
            """
            mount -t tmpfs tmpfs /run && mkdir /run/netns
            ip netns add fl-test 2>/dev/null # complains of its own way back
            ip -n fl-test link set lo up
            ip -n fl-test address add 10.1.10.4/32 dev lo
            mkfifo /run/ready
            nsenter --net=/run/netns/fl-test "$@" fairlead.host.forward.Echo 10.1.10.4 7 >/run/ready &
            echo=$!
            read -r _ </run/ready
            "$@" fairlead.host.forward.Forward $WORDS
            code=$?
            kill $echo
            exit $code
            """;

    @RegisterExtension final Started started = new Started();

    @BeforeAll
    static void namespaces() throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "-Urmn", "ip", "link").start().waitFor() == 0,
                "needs user namespaces, and ip: apt-get install util-linux iproute2");
    }

    private Process forward(String words) throws Exception {
        var line = new ArrayList<>(List.of("unshare", "-Urm", "sh", "-c", CLOUD, "sh"));
        line.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path",
                                System.getProperty("java.class.path"))));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("WORDS", words);
        return started.start(builder);
    }

    private static void end(Process process) throws Exception {
        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroy);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPortOfTheHostLeadsIntoTheMachine() throws Exception {
        var process =
                forward(
                        "text 127.0.0.1 0 fl-test 10.1.10.4 7 vm 127.0.0.1 0 fl-test 10.1.10.4 9 vm");
        var said = process.inputReader();
        var first = said.readLine();
        assertThat(first).matches("Forwarding 127.0.0.1:[0-9]+ to vm, 10.1.10.4:7; end with.*");
        var second = said.readLine();
        assertThat(second).matches("Forwarding 127.0.0.1:[0-9]+ to vm, 10.1.10.4:9; end with.*");

        try (var socket = new Socket("127.0.0.1", port(first))) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("hello, that was 5");
        }
        try (var socket = new Socket("127.0.0.1", port(second))) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(said.readLine())
                .contains("vm takes no connection at 10.1.10.4:9")
                .contains("fairlead exec vm -- ss -ltn");
        end(process);
        assertThat(process.exitValue()).isZero();
    }

    private static int port(String line) {
        return Integer.parseInt(line.replaceFirst(".*:([0-9]+) to .*", "$1"));
    }

    @Test
    void standardInputAndOutputAreAConnectionToo() throws Exception {
        var process = forward("stdio 127.0.0.1 0 fl-test 10.1.10.4 7 vm");
        try (var in = process.getOutputStream()) {
            in.write("hello".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(process.getInputStream().readAllBytes())
                .asString()
                .isEqualTo("hello, that was 5");
        assertThat(process.waitFor()).isZero();
    }
}

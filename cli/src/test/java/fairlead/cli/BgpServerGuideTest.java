package fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testkit.bgp.Bird2;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides tell people to paste, pasted. */
@Tag("interop")
class BgpServerGuideTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LOOKS = 20;

    /** What is to be read: from r2's BIRD, in our table of peers, in our table of routes. */
    private static final List<String> ALL =
            List.of(
                    "BGP.as_path: 64511\n\tBGP.next_hop: 127.0.5.11\n",
                    "r2 +127.0.5.12 +64512 +Established",
                    "203.0.113.16/32 +127.0.5.11 +64511 +r1",
                    "r2 is told 203.0.113.16/32 by the path of r1\\.\n");

    /** What each member hears, and what is kept out. */
    private static final List<String> OF_AN_EXCHANGE =
            List.of(
                    "second-v6 +2001:db8:f::12 +64502 +Established",
                    "10.1.0.0/16 .* a bogon \\(policy prefix, rule 2\\)",
                    "203.0.113.0/24 .* not registered for AS 64502 \\(policy second, rule 2\\)",
                    "second is told 203.0.113.7/32 by the path of first\\.\n",
                    "BGP.as_path: 64502 64502 64502\n",
                    "BGP.next_hop: 192.0.2.66\n\tBGP.local_pref: 100\n\tBGP.community: \\(65535,666\\) \\(65535,65281\\)\n");

    @TempDir Path home;

    @Test
    void theFiveMinutesWithBirdGoAsTheGuideSays() throws Exception {
        var missing = new Bird2().missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        var blocks = blocks("bgp-server.md", "## Five minutes with BIRD");
        assertThat(blocks).hasSize(4);
        var bash = shell();
        try {
            var paste = bash.getOutputStream();
            paste(paste, blocks.get(0));
            await().atMost(PATIENCE).until(() -> said().contains("rs.yaml: good: AS 64500"));
            paste(paste, blocks.get(1));
            await().atMost(PATIENCE).until(() -> said().contains("fairlead bgp: ready"));
            look(paste, blocks.get(2), ALL);
            paste(paste, blocks.get(3) + "\nwait; echo all is over\n");
            await().atMost(PATIENCE).until(() -> said().contains("all is over"));
            assertThat(home.resolve("try/rs.sock")).doesNotExist();
        } finally {
            endBirds();
            bash.descendants().forEach(ProcessHandle::destroy);
            bash.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anExchangeOnADeskGoesAsTheGuideSays() throws Exception {
        var missing = new Bird2().missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        var blocks = blocks("bgp-exchange.md", "## An exchange on your desk");
        assertThat(blocks).hasSize(3);
        var guide = Files.createDirectories(home.resolve("docs/guide"));
        Files.copy(Path.of("../docs/guide/bgp-exchange.yaml"), guide.resolve("bgp-exchange.yaml"));
        var bash = shell();
        try {
            var paste = bash.getOutputStream();
            paste(paste, blocks.get(0));
            paste(paste, blocks.get(1));
            await().atMost(PATIENCE)
                    .until(() ->
                            said().contains("fairlead bgp: ready")
                                    || said().contains("unshare failed"));
            assumeTrue(!said().contains("unshare failed"), "needs user namespaces");
            look(paste, blocks.get(2), OF_AN_EXCHANGE);
            paste(paste, "exit\necho all is over");
            await().atMost(PATIENCE).until(() -> said().contains("all is over"));
        } finally {
            bash.descendants().forEach(ProcessHandle::destroyForcibly);
            bash.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process shell() throws IOException {
        program();
        birds();
        var shell =
                new ProcessBuilder("bash")
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("said").toFile());
        shell.environment().put("PATH", home + ":/usr/sbin:" + System.getenv("PATH"));
        return shell.start();
    }

    /** Until all of it is to be read. */
    private void look(OutputStream paste, String block, List<String> all) throws IOException {
        for (int look = 1; look <= LOOKS && !isThere(all); look++) {
            var mark = "that was look " + look;
            paste(paste, block + "\necho " + mark);
            await().atMost(PATIENCE).until(() -> said().contains(mark));
        }
        assertThat(isThere(all)).as(said()).isTrue();
    }

    private static List<String> blocks(String page, String heading) throws IOException {
        var guide = Files.readString(Path.of("../docs/guide").resolve(page));
        var section = guide.substring(guide.indexOf(heading));
        section = section.substring(0, section.indexOf("\n## ", 1));
        return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** A 'fairlead' that runs these classes. */
    private void program() throws IOException {
        script(
                "fairlead",
                "exec %s --enable-native-access=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED -Dfairlead.tree=/tree -cp '%s' fairlead.cli.Main \"$@\"\n"
                        .formatted(
                                ProcessHandle.current().info().command().orElseThrow(),
                                System.getProperty("java.class.path")));
    }

    /** The 'bird' and 'birdc' of the private folder, which the guide speaks of. */
    private void birds() throws IOException {
        for (var name : List.of("bird", "birdc")) {
            script(
                    name,
                    "exec %s %s \"$@\"\n"
                            .formatted(Path.of("../libexec/bgp-daemon").toRealPath(), name));
        }
    }

    private void script(String name, String lines) throws IOException {
        var script = Files.writeString(home.resolve(name), "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** They are daemons: no child of the shell's that could be ended with it. */
    private void endBirds() throws IOException {
        for (var name : List.of("r1.pid", "r2.pid")) {
            var pid = home.resolve("try").resolve(name);
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .ifPresent(ProcessHandle::destroy);
            }
        }
    }

    private static void paste(OutputStream paste, String block) throws IOException {
        paste.write((block + "\n").getBytes(UTF_8));
        paste.flush();
    }

    private boolean isThere(List<String> all) throws IOException {
        var said = said();
        return all.stream().allMatch(one -> Pattern.compile(one).matcher(said).find());
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("said"));
    }
}

package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CloudConfigTest {

    @Test
    void stepsComeInCloudInitsOrderHoweverTheyAreWritten() throws Exception {
        var config =
                parse(
                        """
                        runcmd: [last]
                        packages: [bird]
                        write_files:
                        - {path: /a, content: x, defer: true}
                        - {path: /b, content: x}
                        hostname: nva
                        users: [default, {name: ada, ssh_authorized_keys: [k]}]
                        ssh_authorized_keys: [k]
                        bootcmd: [first]
                        """);
        assertThat(config.steps())
                .extracting(Step::name)
                .containsExactly(
                        "bootcmd",
                        "write_files[1]",
                        "hostname",
                        "users[ada]",
                        "ssh_authorized_keys",
                        "packages",
                        "write_files[0]",
                        "runcmd");
        assertThat(config.notes()).isEmpty();
    }

    @Test
    void theLabsConfigurationWritesBirdsFileBeforeThePackageBringsItsOwn() throws Exception {
        var config =
                CloudConfig.parse(
                        Files.readString(
                                Path.of(
                                        "src/test/resources/fairlead/host/machine/bird-cloud-config.yaml")));
        assertThat(config.steps())
                .extracting(Step::name)
                .containsExactly("write_files[0]", "packages", "runcmd");
        assertThat(config.packages()).containsExactly("bird");
        assertThat(((Step.RunCommands) config.steps().getLast()).lines())
                .contains("sysctl -w net.ipv4.conf.all.accept_redirects = 0")
                .contains("iptables -t nat -A POSTROUTING ! -d '10.0.0.0/8' -o eth0 -j MASQUERADE");
    }

    static Stream<Arguments> oneFileEach() {
        var base = new Step.WriteFile(0, "/f", "", "0644", "root:root", false);
        return Stream.of(
                arguments("{path: /f}", base),
                arguments("{path: /f, content: text}", content("text")),
                arguments("{path: /f, content: é}", content("Ã©")),
                arguments("{path: /f, encoding: b64, content: dGV4dA==}", content("text")),
                arguments("{path: /f, encoding: base64, content: /wA=}", content("ÿ\0")),
                arguments(
                        "{path: /f, encoding: gz+b64, content: H4sIAAAAAAACAytJrSgBAMenizsEAAAA}",
                        content("text")),
                arguments("{path: /f, permissions: '0600'}", permissions("0600")),
                arguments("{path: /f, permissions: 0600}", permissions("0600")),
                arguments("{path: /f, permissions: 0o600}", permissions("600")),
                arguments(
                        "{path: /f, owner: bird:bird}",
                        new Step.WriteFile(0, "/f", "", "0644", "bird:bird", false)),
                arguments("{path: /f, append: true}", appended()),
                arguments("{path: /f, append: Yes}", appended()),
                arguments("{path: /f, append: no}", base));
    }

    private static Step.WriteFile appended() {
        return new Step.WriteFile(0, "/f", "", "0644", "root:root", true);
    }

    private static Step.WriteFile content(String octets) {
        return new Step.WriteFile(0, "/f", octets, "0644", "root:root", false);
    }

    private static Step.WriteFile permissions(String digits) {
        return new Step.WriteFile(0, "/f", "", digits, "root:root", false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneFileEach")
    void aFileIsReadAsCloudInitReadsIt(String entry, Step.WriteFile file) throws Exception {
        assertThat(parse("write_files: [" + entry + "]").steps()).containsExactly(file);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("runcmd: [unclosed", "not YAML: line 3"),
                arguments("runcmd: " + "[".repeat(60_000), "nested without end"),
                arguments("runcmd: [&a [&b [*a]]]", "nested without end"),
                arguments("- a\n- b", "cloud-config must be a mapping"),
                arguments("runcmd: text", "runcmd must be a list"),
                arguments("runcmd: [{a: b}]", "runcmd must be text"),
                arguments("runcmd: [null]", "runcmd holds an empty entry"),
                arguments("write_files: [{content: x}]", "write_files[0].path is missing"),
                arguments("write_files: [{path: a}]", "write_files[0].path 'a' is not absolute"),
                arguments("write_files: [{path: /a, encoding: rot13}]", "'rot13' is not"),
                arguments("write_files: [{path: /a, permissions: rw}]", "'rw' is not octal"),
                arguments("packages: ['--purge']", "'--purge' is not a package name"),
                arguments("users: ['a b']", "'a b' is not a user name"),
                arguments("hostname: a_b", "hostname 'a_b' is not a host name"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWhereItIs(String body, String message) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(CloudConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCommandThatIsAListIsQuotedWordByWord() throws Exception {
        assertThat(parse("runcmd: [[echo, \"it's\", 3], 'echo $HOME']").steps())
                .containsExactly(
                        new Step.RunCommands(List.of("'echo' 'it'\\''s' '3'", "echo $HOME")));
    }

    @Test
    void packagesMayHaveVersionsAndBeGroupedByManager() throws Exception {
        var config = parse("packages: [frr, [bird, 1.6.8], {apt: [curl], snap: [x]}]");
        assertThat(config.packages()).containsExactly("frr", "bird=1.6.8", "curl");
        assertThat(config.notes()).containsExactly("packages of 'snap' are ignored");
    }

    @Test
    void unknownKeysAreReportedAndHarmlessOnesAreNot() throws Exception {
        assertThat(parse("package_update: true\nntp: {}").notes())
                .containsExactly("cloud-config key 'ntp' is ignored");
    }

    @Test
    void customDataThatIsAScriptIsRunAndAnythingElseIsNot() throws Exception {
        assertThat(CloudConfig.parse("#!/bin/sh\ntrue\n").steps())
                .containsExactly(new Step.UserScript("#!/bin/sh\ntrue\n"));
        assertThat(CloudConfig.parse("hello").steps()).isEmpty();
        assertThat(CloudConfig.parse("hello").notes().getFirst())
                .contains("'hello'")
                .contains("#cloud-config");
        assertThat(CloudConfig.parse("\n")).isEqualTo(new CloudConfig(List.of(), List.of()));
    }

    private static CloudConfig parse(String body) throws CloudConfigException {
        return CloudConfig.parse("#cloud-config\n\n" + body);
    }
}

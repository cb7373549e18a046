package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a small tree with a Java and a Maven that only note what they are told. */
class LauncherTest {

    private record Run(int code, String out) {}

    private static final String MAVEN =
            """
            echo "$@" >>"$TOLD"
            mkdir -p target/dist.new/lib box/target cli/target
            touch target/dist.new/lib/dependency.jar box/target/fairlead-box-1.jar cli/target/fairlead-cli-1.jar\
            """;

    @TempDir Path home;
    private Path tree;

    @BeforeEach
    void plant() throws Exception {
        tree = Files.createDirectories(home.resolve("tree"));
        Files.copy(repository().resolve("fairlead"), tree.resolve("fairlead"));
        Files.createDirectories(tree.resolve("cli/src/main/java"));
        Files.writeString(tree.resolve("cli/src/main/java/A.java"), "class A {}");
        Files.writeString(
                tree.resolve("pom.xml"), "<project>\n<version>1.2.3</version>\n</project>");
        java("jdk25", "25.0.3");
        java("jdk21", "21.0.1");
        executable(home.resolve("bin/mvn"), MAVEN);
    }

    @Test
    void theFirstUseBuildsAndRuns() throws Exception {
        var run = launch("jdk25", tree.resolve("fairlead"), "status", "a b");

        assertThat(run.code()).as(run.out()).isEqualTo(7);
        assertThat(run.out())
                .contains("Building Fairlead (once; log in " + tree + "/target/build.log)")
                .contains("done in")
                .contains("jdk25 fairlead.cli.Main|status|a b|")
                .contains("-Dfairlead.tree=" + tree)
                .contains("-Dfairlead.version=1.2.3")
                .contains(
                        tree
                                + "/target/dist/lib/dependency.jar:"
                                + tree
                                + "/target/dist/lib/fairlead-box-1.jar");
        assertThat(built()).isEqualTo(1);
    }

    @Test
    void whatIsBuiltIsNotBuiltAgainAndSaysNothing() throws Exception {
        launch("jdk25", tree.resolve("fairlead"));

        var run = launch("jdk25", tree.resolve("fairlead"));

        assertThat(run.out()).doesNotContain("Building");
        assertThat(built()).isEqualTo(1);
    }

    @Test
    void aChangedNewOrRemovedSourceIsBuilt() throws Exception {
        launch("jdk25", tree.resolve("fairlead"));
        var source = tree.resolve("cli/src/main/java/A.java");
        var time = Files.getLastModifiedTime(source);
        Files.writeString(source, "class B {}");
        Files.setLastModifiedTime(source, time); // content counts, not time
        launch("jdk25", tree.resolve("fairlead"));
        assertThat(built()).isEqualTo(2);
        Files.writeString(tree.resolve("cli/src/main/java/C.java"), "class C {}");
        launch("jdk25", tree.resolve("fairlead"));
        assertThat(built()).isEqualTo(3);
        Files.delete(source);
        launch("jdk25", tree.resolve("fairlead"));
        assertThat(built()).isEqualTo(4);
    }

    @Test
    void aCopyOfABuiltTreeIsNotBuiltAgain() throws Exception {
        launch("jdk25", tree.resolve("fairlead"));
        run(List.of("cp", "-r", tree.toString(), home.resolve("copy").toString()), "jdk25");

        var run = launch("jdk25", home.resolve("copy/fairlead"));

        assertThat(run.out()).contains("-Dfairlead.tree=" + home + "/copy");
        assertThat(built()).isEqualTo(1);
    }

    @Test
    void aTreeThatMayNotBeBuiltAndIsNotSaysSo() throws Exception {
        executable(
                home.resolve("unbuilt"),
                "FAIRLEAD_BUILD=never exec " + tree.resolve("fairlead") + " \"$@\"");

        var run = launch("jdk25", home.resolve("unbuilt"), "version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        "fairlead: "
                                + tree
                                + " is not built, and FAIRLEAD_BUILD=never says not to. Build it"
                                + " without that: "
                                + tree
                                + "/fairlead version\n");
        assertThat(home.resolve("told")).doesNotExist();
    }

    @Test
    void aLinkLeadsToTheTree() throws Exception {
        var link = Files.createSymbolicLink(home.resolve("bin/fl"), Path.of("../tree/fairlead"));

        assertThat(launch("jdk25", link).out()).contains("-Dfairlead.tree=" + tree);
    }

    @Test
    void anotherJavaThan25IsPassedOver() throws Exception {
        var run = launch("jdk21", tree.resolve("fairlead"));

        assertThat(run.out()).doesNotContain("jdk21 ");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndRunsNothing() throws Exception {
        executable(
                home.resolve("bin/mvn"),
                "echo '[INFO] fine'; echo '[ERROR] A.java: no such symbol'; exit 1");

        var run = launch("jdk25", tree.resolve("fairlead"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("[ERROR] A.java: no such symbol")
                .contains(
                        "fairlead: the build failed; all of it is in " + tree + "/target/build.log")
                .doesNotContain("fairlead.cli.Main");
    }

    @Test
    void aRouteServerHasOptionsOfItsOwnAndAQuestionHasNot() throws Exception {
        assertThat(launch("jdk25", tree.resolve("fairlead"), "bgp", "rs.yaml").out())
                .contains("-bgp.jsa")
                .contains("-Xmn6m");
        assertThat(launch("jdk25", tree.resolve("fairlead"), "bgp", "show", "peers").out())
                .contains("-cli.jsa")
                .doesNotContain("-Xmn6m");
    }

    @Test
    void classDataIsSharedUnderANameThatChangesWithEachBuild() throws Exception {
        var first = archive(launch("jdk25", tree.resolve("fairlead")).out());
        Files.writeString(tree.resolve("cli/src/main/java/A.java"), "class B {}");

        var second = archive(launch("jdk25", tree.resolve("fairlead")).out());

        assertThat(first).startsWith(home + "/.cache/fairlead/classes/").isNotEqualTo(second);
    }

    /** Java takes class data only for the archives, by their paths, that it was made from. */
    @Test
    void twoTreesWithTheSameSourcesDoNotShareClassData() throws Exception {
        var first = archive(launch("jdk25", tree.resolve("fairlead")).out());
        tree = Files.move(tree, home.resolve("moved"));

        var second = archive(launch("jdk25", tree.resolve("fairlead")).out());

        assertThat(built()).isEqualTo(1);
        assertThat(first).isNotEqualTo(second);
    }

    private static String archive(String out) {
        var start = out.indexOf("-XX:SharedArchiveFile=") + "-XX:SharedArchiveFile=".length();
        return out.substring(start, out.indexOf(' ', start));
    }

    private long built() throws Exception {
        return Files.readAllLines(home.resolve("told")).size();
    }

    private Run launch(String jdk, Path launcher, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(arguments));
        return run(line, jdk);
    }

    private Run run(List<String> line, String jdk) throws Exception {
        var builder =
                new ProcessBuilder(line).redirectErrorStream(true).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("JAVA_HOME", home.resolve(jdk).toString());
        builder.environment().put("TOLD", home.resolve("told").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    /** A Java that prints its name and what it was told, and ends with 7. */
    private void java(String name, String version) throws Exception {
        var folder = home.resolve(name);
        executable(
                folder.resolve("bin/java"),
                "printf '%s' '"
                        + name
                        + " '\nseen=\nfor word; do [ \"$word\" != fairlead.cli.Main ] || seen=yes\n"
                        + "[ -z \"$seen\" ] || printf '%s|' \"$word\"; done\necho \" $@ \"\nexit 7");
        executable(folder.resolve("bin/javac"), "exit 0");
        Files.writeString(
                folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static void executable(Path file, String body) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static Path repository() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    }
}

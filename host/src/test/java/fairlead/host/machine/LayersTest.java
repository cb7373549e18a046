package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches small packages from the distribution's own mirror. */
class LayersTest {

    @TempDir Path cache;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void needsApt() {
        assumeTrue(Apt.available(), "needs apt-get and dpkg-deb: a Debian or Ubuntu");
    }

    @Test
    void birdsLayerHasItsProgramsAndWhatItsScriptsWouldHaveLeft() throws Exception {
        var dpkg = Path.of("/var/lib/dpkg/status");
        var before = Files.readAllBytes(dpkg).length;
        var layers = new Layers(cache, progress::add);
        assertThat(layers.cached(List.of("bird"))).isEmpty();
        var layer = layers.ensure(List.of("bird"));
        assertThat(layer.packages()).anyMatch(name -> name.startsWith("bird="));
        assertThat(layer.usr().resolve("sbin/bird")).isExecutable();
        var kept = layer.usr().resolve("lib/fairlead").resolve(layer.hash());
        assertThat(kept.resolve("etc/bird/bird.conf")).content().contains("protocol device");
        assertThat(kept.resolve("users")).content().isEqualTo("bird:/run/bird\n");
        assertThat(kept.resolve("services")).content().contains("bird.service\n");
        assertThat(layer.folder().resolve("etc")).doesNotExist();
        assertThat(progress).anyMatch(line -> line.startsWith("Fetching"));
        assertThat(layers.cached(List.of("bird"))).contains(layer);
        assertThat(Files.readAllBytes(dpkg)).as("nothing is installed here").hasSize(before);
    }

    @Test
    void programsOfTheRootFoldersAreMergedAndAlternativesAreLinked() throws Exception {
        var layer = new Layers(cache, progress::add).ensure(List.of("iptables", "busybox"));
        assertThat(layer.usr().resolve("bin/busybox")).isExecutable();
        assertThat(layer.folder().resolve("bin")).doesNotExist();
        var iptables = layer.usr().resolve("sbin/iptables");
        assertThat(Files.isSymbolicLink(iptables)).isTrue();
        assertThat(Files.readSymbolicLink(iptables)).isEqualTo(Path.of("iptables-nft"));
        assertThat(
                        Files.exists(
                                iptables.resolveSibling("iptables-save"),
                                LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void listsOfOurOwnAreFetchedWhereTheHostsCannotBeRead() throws Exception {
        var apt = new Apt(cache.resolve("apt"), progress::add, cache.resolve("absent"));
        var plan = apt.plan(List.of("busybox"));
        assertThat(plan).extracting(Apt.Pin::name).contains("busybox");
        assertThat(progress).contains("Fetching package lists");
        assertThat(apt.fetch(List.of("busybox"), plan)).allMatch(Files::exists);
    }

    @Test
    void severalBuildersMakeOneLayer() throws Exception {
        try (var builders = Executors.newFixedThreadPool(3)) {
            Callable<Layer> build = () -> new Layers(cache, line -> {}).ensure(List.of("busybox"));
            var layers = new ArrayList<Layer>();
            for (var built : builders.invokeAll(List.of(build, build, build))) {
                layers.add(built.get());
            }
            assertThat(layers).hasSize(3).containsOnly(layers.getFirst());
        }
        try (var names = Files.list(cache.resolve("layers"))) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".new-"));
        }
    }

    @Test
    void aPackageThatNobodyHasIsNamed() {
        var layers = new Layers(cache, progress::add);
        assertThatThrownBy(() -> layers.ensure(List.of("busybox", "no-such-router")))
                .isInstanceOf(PackageException.class)
                .hasMessageStartingWith("package no-such-router cannot be had on ")
                .hasMessageContaining("Unable to locate package");
    }
}

package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The host's apt as a resolver and a fetcher, by whichever user: it reads the host's sources, keys
 * and dpkg status, takes no lock, and writes only below {@code cache}. Nothing is installed.
 *
 * <p>The host's package lists are used where they can be read. Where they are missing, or so old
 * that a mirror no longer has what they name, lists of our own are fetched beside the archives.
 */
final class Apt {

    /**
     * A package of a plan, as apt prints it: {@code Inst bird [old] (1.6.8-2.1+b1 ... [amd64])}.
     */
    record Pin(String name, String version, String architecture) {

        private static final Pattern INST =
                Pattern.compile("Inst (\\S+)(?: \\[[^]]*])? \\((\\S+) .*\\[(\\w+)]\\).*");

        static List<Pin> planned(String simulation) {
            return simulation
                    .lines()
                    .map(INST::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(line -> new Pin(line.group(1), line.group(2), line.group(3)))
                    .toList();
        }

        /** The name that apt gives the archive. */
        String file() {
            return name.replaceFirst(":.*", "")
                    + "_"
                    + version.replace(":", "%3a")
                    + "_"
                    + architecture
                    + ".deb";
        }

        @Override
        public String toString() {
            return name + "=" + version;
        }
    }

    private static final Duration FRESH = Duration.ofHours(24);

    private final Path cache;
    private final Path hostLists;
    private final Consumer<String> progress;

    Apt(Path cache, Consumer<String> progress) {
        this(cache, progress, Path.of("/var/lib/apt/lists"));
    }

    /**
     * @param hostLists where the host keeps its package lists, if it does
     */
    Apt(Path cache, Consumer<String> progress, Path hostLists) {
        this.cache = cache;
        this.progress = progress;
        this.hostLists = hostLists;
    }

    /** Whether this host has what is needed to fetch and unpack packages. */
    static boolean available() {
        return Programs.find("apt-get").isPresent() && Programs.find("dpkg-deb").isPresent();
    }

    /**
     * What would be installed for these packages: themselves, even if the host has them, and what
     * they need and the host lacks.
     */
    List<Pin> plan(List<String> packages)
            throws PackageException, IOException, InterruptedException {
        if (!usable(lists())) {
            update();
        }
        var run = simulate(packages);
        if (!run.ok() && stale()) {
            update();
            run = simulate(packages);
        }
        if (!run.ok()) {
            throw Distribution.cannotBeHad(packages, complaint(run));
        }
        var plan = Pin.planned(run.output());
        if (plan.isEmpty()) {
            throw Distribution.cannotBeHad(packages, "apt-get would install nothing for it");
        }
        return plan;
    }

    /** Fetches the archives of a plan, checked by apt against the signed lists. */
    List<Path> fetch(List<String> packages, List<Pin> plan)
            throws PackageException, IOException, InterruptedException {
        var archives = archives();
        var files = plan.stream().map(pin -> archives.resolve(pin.file())).toList();
        if (files.stream().allMatch(Files::exists)) {
            return files;
        }
        progress.accept("Fetching " + plan.size() + " packages for " + String.join(" ", packages));
        var run = install(packages, List.of("--download-only"));
        if (!run.ok() && stale()) {
            update();
            run = install(packages, List.of("--download-only"));
        }
        var missing = files.stream().filter(file -> !Files.exists(file)).findFirst();
        if (!run.ok() || missing.isPresent()) {
            throw Distribution.cannotBeHad(
                    packages,
                    run.ok() ? missing.get().getFileName() + " was not fetched" : complaint(run));
        }
        return files;
    }

    private ProgramRun simulate(List<String> packages) throws IOException, InterruptedException {
        return install(packages, List.of("--simulate"));
    }

    private ProgramRun install(List<String> packages, List<String> how)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(how);
        words.addAll(List.of("--no-install-recommends", "--reinstall", "--allow-downgrades"));
        words.addAll(List.of("install", "--"));
        words.addAll(packages);
        return apt(words);
    }

    private void update() throws PackageException, IOException, InterruptedException {
        progress.accept("Fetching package lists");
        Files.createDirectories(privateLists().resolve("partial"));
        var run = apt(List.of("update"));
        if (!usable(privateLists())) {
            throw new PackageException(
                    "the package lists of "
                            + Distribution.name()
                            + " cannot be fetched: "
                            + complaint(run)
                            + "; check this host's network and its apt sources (apt-get update)");
        }
    }

    private ProgramRun apt(List<String> words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("apt-get", "-q", "-y"));
        var lists = words.contains("update") ? privateLists() : lists();
        for (var option :
                List.of(
                        "Debug::NoLocking=1",
                        "APT::Sandbox::User=root",
                        "APT::Get::List-Cleanup=0",
                        "APT::Update::Post-Invoke::=/bin/true",
                        "Dir::Cache::pkgcache=",
                        "Dir::Cache::srcpkgcache=",
                        "Dir::Cache::archives=" + archives(),
                        "Dir::State::lists=" + lists)) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(words);
        return ProgramRun.of(
                "", Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"), command);
    }

    private Path archives() throws IOException {
        var archives = cache.resolve("archives");
        Files.createDirectories(archives.resolve("partial"));
        return archives;
    }

    private Path privateLists() {
        return cache.resolve("lists");
    }

    private Path lists() throws IOException {
        return usable(privateLists()) || !usable(hostLists) ? privateLists() : hostLists;
    }

    /** Lists of our own that are younger than a day are as good as it gets. */
    private boolean stale() throws IOException {
        return !usable(privateLists())
                || Files.getLastModifiedTime(privateLists())
                        .toInstant()
                        .isBefore(Instant.now().minus(FRESH));
    }

    private static boolean usable(Path lists) throws IOException {
        if (!Files.isReadable(lists) || !Files.isExecutable(lists)) {
            return false;
        }
        try (var names = Files.list(lists)) {
            return names.anyMatch(
                    file -> file.toString().contains("_Packages") && Files.isReadable(file));
        }
    }

    private static String complaint(ProgramRun run) {
        return (run.errors() + "\n" + run.output())
                .lines()
                .filter(line -> line.startsWith("E: "))
                .map(line -> line.substring(3))
                .findFirst()
                .orElseGet(run::why);
    }
}

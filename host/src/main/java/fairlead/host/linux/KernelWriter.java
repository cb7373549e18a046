package fairlead.host.linux;

import fairlead.host.plan.Change;
import fairlead.host.plan.Command;
import fairlead.host.plan.Commands;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs changes in order. Consecutive commands for one tool in one namespace go to it together;
 * those for nft become one transaction per namespace.
 */
final class KernelWriter {

    private static final Logger LOG = LoggerFactory.getLogger(KernelWriter.class);

    /** A deletion that finds nothing has reached its aim, and a second identical addition too. */
    private static final Pattern DELETION =
            Pattern.compile("(link|address|neigh|nexthop|route|rule) del .*|delete element .*");

    private static final Pattern ABSENT =
            Pattern.compile(
                    ".*(Cannot find device|No such process|No such file or directory"
                            + "|does not exist|Cannot assign requested address).*");
    private static final Pattern PRESENT =
            Pattern.compile(".*(File exists|Address already assigned).*");
    private static final Pattern ADDITION = Pattern.compile("(rule|address) add .*");

    /** Statements in one line to nft; a plan of more than this is not atomic. */
    private static final int TRANSACTION = 2000;

    private final Shells shells;
    private final Commands commands;
    private final Map<Change, KernelRefused> refused = new HashMap<>();

    private record Step(Change change, Command command) {}

    KernelWriter(Shells shells, GroupIds groups) {
        this.shells = shells;
        commands = new Commands(groups::of);
    }

    /** Performs {@code changes}; returns those that were refused, each with its first refusal. */
    Map<Change, KernelRefused> perform(List<Change> changes) {
        refused.clear();
        var steps =
                changes.stream()
                        .flatMap(change ->
                                commands.of(change).stream()
                                        .map(command -> new Step(change, command)))
                        .toList();
        for (int from = 0; from < steps.size(); ) {
            int to = from + 1;
            while (to < steps.size() && goTogether(steps.get(from), steps.get(to))) {
                to++;
            }
            perform(steps.subList(from, to), steps.get(from).command());
            from = to;
        }
        return Map.copyOf(refused);
    }

    private static boolean goTogether(Step a, Step b) {
        return switch (a.command()) {
            // One transaction per namespace is found among all of these.
            case Command.Nft _ -> b.command() instanceof Command.Nft;
            case Command.Ip ip ->
                    b.command() instanceof Command.Ip other
                            && ip.namespace().equals(other.namespace());
            case Command.Sysctl sysctl ->
                    b.command() instanceof Command.Sysctl other
                            && sysctl.namespace().equals(other.namespace());
            case Command.MakeNamespace _, Command.RemoveNamespace _ -> false;
        };
    }

    private void perform(List<Step> steps, Command first) {
        switch (first) {
            case Command.MakeNamespace(var name) -> make(steps.getFirst().change(), name);
            case Command.RemoveNamespace(var name) -> remove(steps.getFirst().change(), name);
            case Command.Sysctl(var ns, _, _) -> sysctls(steps, ns);
            case Command.Ip(var ns, _) -> ip(steps, ns);
            case Command.Nft _ -> nft(steps);
        }
    }

    /** Without root {@code ip} fails after the namespace is made, on its way back: look instead. */
    private void make(Change change, String name) {
        var output = Tool.run(List.of("ip", "netns", "add", name), "");
        if (!Files.exists(Tool.NAMESPACES.resolve(name))) {
            refuse(change, "ip netns add " + name, output.text().strip());
        }
    }

    private void remove(Change change, String name) {
        shells.leave(name);
        var output = Tool.run(List.of("ip", "netns", "del", name), "");
        if (Files.exists(Tool.NAMESPACES.resolve(name))) {
            refuse(change, "ip netns del " + name, output.text().strip());
        }
    }

    private void sysctls(List<Step> steps, String namespace) {
        var script = new StringBuilder("cd /proc/sys/net || exit 1\n");
        for (var step : steps) {
            if (step.command() instanceof Command.Sysctl(_, var name, var value)) {
                var path = name.replace('.', '/');
                script.append(
                        path.startsWith("-")
                                ? "[ ! -e %1$s ] || echo %2$s > %1$s\n"
                                        .formatted(path.substring(1), value)
                                : "echo %2$s > %1$s || exit 1\n".formatted(path, value));
            }
        }
        var output = Tool.run(Tool.inside(namespace, "sh", "-s"), script.toString());
        if (!output.isGood()) {
            refuse(steps.getFirst().change(), "sysctl in " + namespace, output.text().strip());
        }
    }

    private void ip(List<Step> steps, String namespace) {
        var lines = steps.stream().map(KernelWriter::line).toList();
        shells.ip(namespace, lines)
                .forEach((index, words) -> {
                    if (!isHarmless(lines.get(index), words)) {
                        refuse(
                                steps.get(index).change(),
                                "ip -n " + namespace + " " + lines.get(index),
                                words);
                    }
                });
    }

    private void nft(List<Step> steps) {
        for (var ns : steps.stream().map(step -> step.command().namespace()).distinct().toList()) {
            var mine = steps.stream().filter(s -> s.command().namespace().equals(ns)).toList();
            for (int from = 0; from < mine.size(); from += TRANSACTION) {
                transact(ns, mine.subList(from, Math.min(from + TRANSACTION, mine.size())));
            }
        }
    }

    /** All together; if that is refused, one by one, so that the culprit stands alone. */
    private void transact(String namespace, List<Step> steps) {
        var nft = shells.nft(namespace);
        var words = nft.transact(steps.stream().map(KernelWriter::line).toList());
        if (words.isEmpty()) {
            return;
        }
        LOG.debug("a transaction of nft in {} was refused: {}", namespace, words.get());
        for (var step : steps) {
            nft.transact(List.of(line(step)))
                    .filter(why -> !isHarmless(line(step), why))
                    .ifPresent(why ->
                            refuse(step.change(), "nft in " + namespace + ": " + line(step), why));
        }
    }

    private static String line(Step step) {
        return switch (step.command()) {
            case Command.Ip(_, var line) -> line;
            case Command.Nft(_, var line) -> line;
            case Command.Sysctl _, Command.MakeNamespace _, Command.RemoveNamespace _ ->
                    throw new IllegalStateException(step + " is not a line");
        };
    }

    private static boolean isHarmless(String line, String words) {
        return (DELETION.matcher(line).matches() && ABSENT.matcher(words).matches())
                || (ADDITION.matcher(line).matches() && PRESENT.matcher(words).matches());
    }

    private void refuse(Change change, String command, String words) {
        var refusal = new KernelRefused(command, words);
        LOG.warn("{} ({} {})", refusal.getMessage(), change.object().key(), change.reason());
        Optional.ofNullable(refused.putIfAbsent(change, refusal))
                .ifPresent(earlier -> earlier.addSuppressed(refusal));
    }
}

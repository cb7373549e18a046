package fairlead.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a word of a command line may become: commands, options, and the names of what there is. */
final class Candidates {

    private final CommandSpec root;
    private final Map<String, Function<String, List<String>>> names;

    /**
     * @param names what a parameter's label stands for ({@code MACHINE}, {@code NIC}...), in the
     *     cloud of this name, empty for the usual one
     */
    Candidates(CommandSpec root, Map<String, Function<String, List<String>>> names) {
        this.root = root;
        this.names = names;
    }

    /** For the last of these words; the first is the one after {@code fairlead}. */
    List<String> of(List<String> words) {
        var spec = root;
        var cloud = "";
        var positionals = 0;
        for (int i = 0; i < words.size() - 1; i++) {
            var word = words.get(i);
            var option = spec.findOption(word.split("=", 2)[0]);
            if (option != null) {
                boolean apart = takesValue(option) && !word.contains("=");
                if (apart && i == words.size() - 2) {
                    return starting(words.getLast(), values(option, cloud));
                }
                if (option.longestName().equals("--cloud")) {
                    cloud = apart ? words.get(i + 1) : word.substring(word.indexOf('=') + 1);
                }
                i += apart ? 1 : 0;
            } else if (positionals == 0 && spec.subcommands().containsKey(word)) {
                spec = spec.subcommands().get(word).getCommandSpec();
            } else if (word.equals("--")) {
                return List.of();
            } else {
                positionals++;
            }
        }
        var last = words.isEmpty() ? "" : words.getLast();
        return starting(
                last, last.startsWith("-") ? options(spec) : positional(spec, positionals, cloud));
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private Stream<String> values(ArgSpec argument, String cloud) {
        var listed = argument.completionCandidates();
        return listed != null
                ? Stream.of(listed).flatMap(each -> stream(each))
                : names.getOrDefault(name(argument), _ -> List.of()).apply(cloud).stream();
    }

    /** An option that says NAME says of what by its own. */
    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option && argument.paramLabel().equals("NAME")
                ? option.longestName()
                : argument.paramLabel();
    }

    private static Stream<String> stream(Iterable<String> all) {
        var list = new ArrayList<String>();
        all.forEach(list::add);
        return list.stream();
    }

    private static Stream<String> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"));
    }

    private Stream<String> positional(CommandSpec spec, int index, String cloud) {
        var commands =
                index > 0
                        ? Stream.<String>empty()
                        : spec.subcommands().entrySet().stream()
                                .filter(entry ->
                                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                                .map(Map.Entry::getKey);
        var arguments =
                spec.positionalParameters().stream()
                        .filter(argument -> argument.index().contains(index))
                        .flatMap(argument -> values(argument, cloud));
        return Stream.concat(commands, arguments);
    }

    private static List<String> starting(String beginning, Stream<String> all) {
        var found =
                new ArrayList<>(all.filter(one -> one.startsWith(beginning)).distinct().toList());
        Collections.sort(found);
        return List.copyOf(found);
    }
}

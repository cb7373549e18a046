package fairlead.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What a manual page says below options and examples, the same way for every command: exit codes,
 * environment, files, and where to read on.
 */
final class Manual {

    private static final String ENVIRONMENT = "fairleadEnvironment";
    private static final String FILES = "fairleadFiles";
    private static final String SEE_ALSO = "fairleadSeeAlso";
    private static final String INDENT = "  ";
    private static final int TERM = 28;

    private Manual() {}

    /** Gives the whole tree of commands its sections. */
    static void complete(CommandLine root) {
        var sections = new LinkedHashMap<>(root.getHelpSectionMap());
        sections.put(ENVIRONMENT, help -> terms("Environment", page(help).environment()));
        sections.put(FILES, help -> terms("Files", page(help).files()));
        sections.put(SEE_ALSO, Manual::seeAlso);
        root.setHelpSectionMap(sections);
        root.setHelpSectionKeys(keys(root.getHelpSectionKeys()));
        exitCodes(root);
    }

    private static ManualPage page(Help help) {
        return ManualPage.of(help.commandSpec().qualifiedName());
    }

    /** What a command says itself of a code goes before what the code usually means. */
    private static void exitCodes(CommandLine line) {
        var page = ManualPage.of(line.getCommandSpec().qualifiedName());
        var usage = line.getCommandSpec().usageMessage();
        var codes = new TreeMap<String, String>();
        page.exits().forEach(exit -> codes.put("%2d".formatted(exit.code()), exit.meaning()));
        usage.exitCodeList()
                .forEach((code, meaning) ->
                        codes.put("%2d".formatted(Integer.parseInt(code.strip())), meaning));
        if (!page.becomes().isEmpty()) {
            codes.put(" *", "once it runs: that of " + page.becomes());
        }
        usage.parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(new LinkedHashMap<>(codes));
        line.getSubcommands().values().forEach(Manual::exitCodes);
    }

    /**
     * Examples stand before the exit codes, as in the manual pages of the tools that people know.
     */
    private static List<String> keys(List<String> usual) {
        var keys = new ArrayList<>(usual);
        var examples =
                List.of(
                        UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                        UsageMessageSpec.SECTION_KEY_FOOTER);
        keys.removeAll(examples);
        keys.addAll(keys.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), examples);
        keys.addAll(List.of(ENVIRONMENT, FILES, SEE_ALSO));
        return keys;
    }

    private static String terms(String heading, Map<String, String> terms) {
        if (terms.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\n" + heading + ":\n");
        terms.forEach((term, meaning) ->
                text.append(INDENT)
                        .append(term)
                        .append(" ".repeat(Math.max(2, TERM - term.length())))
                        .append(meaning)
                        .append('\n'));
        return text.toString();
    }

    private static String seeAlso(Help help) {
        var root = help.commandSpec().root();
        var others = new ArrayList<String>();
        for (var command : page(help).seeAlso()) {
            if (!root.subcommands().containsKey(command.split(" ", -1)[0])) {
                throw new IllegalStateException("no command " + command + " to see also");
            }
            others.add("fairlead " + command);
        }
        others.add("docs/guide/" + page(help).guide());
        return "\nSee also:\n" + INDENT + String.join(", ", others) + "\n";
    }
}

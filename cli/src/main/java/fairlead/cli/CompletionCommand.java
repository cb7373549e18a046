package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code eval "$(fairlead completion bash)"}: Tab then completes commands, options and names. */
@Command(
        name = "completion",
        description = {
            "Print what a shell needs to complete fairlead's command lines.",
            "Commands, options, and the names of clouds, labs, machines and NICs that there are."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eval \"$(fairlead completion bash)\"                   for this shell",
            "  fairlead completion bash > ~/.local/share/bash-completion/completions/fairlead",
            "  eval \"$(fairlead completion zsh)\"                    in ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Runnable {

    /** The shells that are known. */
    enum Shell {
        bash,
        zsh
    }

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    Shell shell = Shell.bash;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var program = EnvCommand.quoted(above.tree().root().resolve("fairlead").toString());
        var text =
                switch (shell) {
                    case bash ->
                            """
                            _fairlead() {
                                local IFS=$'\\n'
                                COMPREPLY=($(FAIRLEAD_BUILD=never PROGRAM complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
                            }
                            complete -o default -F _fairlead fairlead ./fairlead
                            """;
                    case zsh ->
                            """
                            _fairlead() {
                                local -a found
                                found=("${(@f)$(FAIRLEAD_BUILD=never PROGRAM complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                                if [ -n "${found[1]}" ]; then compadd -a found; else _files; fi
                            }
                            compdef _fairlead fairlead
                            """;
                };
        above.screen().print(text.replace("PROGRAM", program));
    }
}

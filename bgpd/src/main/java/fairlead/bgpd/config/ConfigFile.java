package fairlead.bgpd.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the file of a server. See docs/guide/bgp-server.md. */
public final class ConfigFile {

    private ConfigFile() {}

    /** What the text says, or all that is wrong with it. */
    public static Reading read(String text) {
        var problems = new ArrayList<Problem>();
        try {
            var settings = LoadSettings.builder().setLabel("config").build();
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return bad(
                        new Problem(
                                1,
                                1,
                                "",
                                "the file is empty; docs/guide/bgp-server.md shows a small one"));
            }
            var draft = new ServerDraft();
            if (new Value(root.get(), "", problems).into(draft, ServerKeys.ALL)) {
                return new Reading.Good(draft.made());
            }
        } catch (Wrong wrong) {
            problems.add(wrong.problem());
        } catch (MarkedYamlEngineException wrong) {
            var mark = wrong.getProblemMark();
            return bad(
                    new Problem(
                            mark.map(at -> at.getLine() + 1).orElse(1),
                            mark.map(at -> at.getColumn() + 1).orElse(1),
                            "",
                            "this is not YAML: " + wrong.getProblem()));
        } catch (YamlEngineException wrong) {
            return bad(new Problem(1, 1, "", "this is not YAML: " + wrong.getMessage()));
        } catch (IllegalArgumentException cannotBe) {
            return bad(new Problem(1, 1, "", String.valueOf(cannotBe.getMessage())));
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new Reading.Bad(problems);
    }

    private static Reading bad(Problem problem) {
        return new Reading.Bad(List.of(problem));
    }
}

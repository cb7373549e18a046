package fairlead.bgpd.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads the file of a server. See docs/guide/bgp-server.md. */
public final class ConfigFile {

    /** Lists of prefixes are long; the library would stop at three million characters. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setLabel("config").setCodePointLimit(Integer.MAX_VALUE).build();

    private ConfigFile() {}

    /** What the octets of a file say, which have to be UTF-8, or all that is wrong with it. */
    public static Reading read(byte[] octets) {
        var in = ByteBuffer.wrap(octets);
        try {
            return read(UTF_8.newDecoder().decode(in).toString());
        } catch (CharacterCodingException notUtf8) {
            var before = new String(octets, 0, in.position(), UTF_8);
            int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            return bad(
                    new Problem(
                            line,
                            column,
                            "",
                            "this is not UTF-8; save the file as UTF-8 text, or leave the letter"
                                    + " out"));
        }
    }

    /** What the text says, or all that is wrong with it. */
    public static Reading read(String text) {
        var problems = new ArrayList<Problem>();
        try {
            var root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty()) {
                return bad(
                        new Problem(
                                1,
                                1,
                                "",
                                "the file is empty; docs/guide/bgp-server.md shows a small one"));
            }
            if (!(root.get() instanceof MappingNode)) {
                return bad(
                        new Problem(
                                1,
                                1,
                                "",
                                "a mapping of keys to values is wanted here, such as 'asn: 64500';"
                                        + " docs/guide/bgp-server.md shows a small file"));
            }
            var draft = new ServerDraft();
            if (new Value(root.get(), "", problems).into(draft, ServerKeys.ALL)) {
                return new Reading.Good(draft.made());
            }
        } catch (Wrong wrong) {
            problems.add(wrong.problem());
        } catch (MarkedYamlEngineException wrong) {
            return bad(YamlFault.of(wrong));
        } catch (ReaderException wrong) {
            return bad(YamlFault.of(wrong, text));
        } catch (YamlEngineException wrong) {
            return bad(new Problem(1, 1, "", "this is not YAML: " + wrong.getMessage()));
        } catch (StackOverflowError deep) {
            // The parser goes down as deep as the text does, before anybody can count.
            return bad(new Problem(1, 1, "", "it is nested deeper than any such file is"));
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

package fairlead.host.machine;

import java.util.List;
import java.util.Objects;

/**
 * The one script that {@code runcmd} becomes: plain sh, no {@code -e}, one shell state throughout,
 * as cloud-init makes it. Between the lines stand calls that leave {@code $?} as they found it and
 * write to a status file which line began and how it ended, so that each failing line can be named.
 *
 * <p>A line may be any piece of shell, even half of an {@code if}: lines are not wrapped, only
 * followed.
 */
final class RunScript {

    private RunScript() {}

    /**
     * The script.
     *
     * @param name what the log calls a line: {@code name[0]} is the first
     * @param statusFile where it writes {@code begun N}, {@code ended N EXIT} and at last {@code
     *     finished}
     */
    static String of(String name, List<String> lines, String statusFile) {
        var script = new StringBuilder();
        script.append("#!/bin/sh\n")
                .append("fl_begin() { fl_was=$?; echo \"begun $1\" >>" + statusFile)
                .append("; return $fl_was; }\n")
                .append("fl_end() { fl_was=$?; echo \"ended $1 $fl_was\" >>" + statusFile)
                .append("\n    [ $fl_was = 0 ] || printf '%s\\n' ")
                .append("\"cloud-init: " + name + "[$1] failed with exit code $fl_was: $2\" >&2")
                .append("\n    return $fl_was; }\n")
                .append("true\n");
        for (int i = 0; i < lines.size(); i++) {
            script.append("fl_begin " + i + "\n")
                    .append(lines.get(i))
                    .append("\nfl_end " + i + " " + quoted(lines.get(i)) + "\n");
        }
        return script.append("echo finished >>" + statusFile + "\n").toString();
    }

    /** Words as sh reads them back, each in single quotes; how cloud-init treats a list. */
    static String quoted(List<?> words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(Objects.toString(word, "")));
        }
        return line.toString();
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

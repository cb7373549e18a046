package fairlead.host.machine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code update-alternatives --install} calls of a maintainer script would link. */
final class Alternatives {

    private static final Pattern CALL = Pattern.compile("update-alternatives\\s[^\\n;&|]*");
    private static final Pattern INSTALL =
            Pattern.compile("--install\\s+(\\S+)\\s+\\S+\\s+(\\S+)\\s+(\\d+)");
    private static final Pattern SLAVE = Pattern.compile("--slave\\s+(\\S+)\\s+\\S+\\s+(\\S+)");

    private Alternatives() {}

    /** Link to target, the highest priority winning; only calls written out without variables. */
    static Map<String, String> in(String script) {
        var links = new LinkedHashMap<String, String>();
        var priorities = new HashMap<String, Integer>();
        var calls = CALL.matcher(script.replace("\\\n", " "));
        while (calls.find()) {
            var call = calls.group();
            var install = INSTALL.matcher(call);
            if (call.contains("$") || !install.find()) {
                continue;
            }
            int priority = Integer.parseInt(install.group(3));
            if (priority < priorities.getOrDefault(install.group(1), Integer.MIN_VALUE)) {
                continue;
            }
            priorities.put(install.group(1), priority);
            links.put(install.group(1), install.group(2));
            var slaves = SLAVE.matcher(call);
            while (slaves.find()) {
                links.put(slaves.group(1), slaves.group(2));
            }
        }
        return links;
    }
}

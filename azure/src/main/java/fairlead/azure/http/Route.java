package fairlead.azure.http;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Map;

/**
 * One document that the server answers itself.
 *
 * @param method {@code GET} stands for {@code HEAD} too
 * @param pattern segments that are matched in any case; {@code *} matches one, a leading {@code **}
 *     any number
 * @param open whether it is answered without a token
 */
record Route(String method, List<String> pattern, boolean open, Answerer answerer) {

    /** Writes the document. */
    @FunctionalInterface
    interface Answerer {
        Answer answer(Asked asked) throws RefusedException;
    }

    /** What a document may depend on. The body is UTF-8, and empty where there was none. */
    record Asked(List<String> segments, Map<String, String> query, String base, String body) {}

    static Route open(String method, String path, Answerer answerer) {
        return new Route(method, split(path), true, answerer);
    }

    static Route guarded(String method, String path, Answerer answerer) {
        return new Route(method, split(path), false, answerer);
    }

    boolean takes(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }

    boolean matches(List<String> segments) {
        boolean anywhere = !pattern.isEmpty() && pattern.getFirst().equals("**");
        var wanted = anywhere ? pattern.subList(1, pattern.size()) : pattern;
        int skip = segments.size() - wanted.size();
        if (skip < 0 || (skip > 0 && !anywhere)) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            var want = wanted.get(i);
            if (!want.equals("*") && !want.equalsIgnoreCase(segments.get(skip + i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/"));
    }
}

package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The last measurements of every course, a line of JSON each, beside the page made of them. */
record Ledger(Path file) {

    /** All of them, in the order in which they were made. */
    List<Entry> entries() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        for (var line : Files.readAllLines(file)) {
            entries.add(JsonMapper.shared().readValue(line, Entry.class));
        }
        return entries;
    }

    /**
     * What was measured of this course now takes the place of all that was measured of it before.
     */
    void replace(Course course, List<Entry> measured) throws IOException {
        var kept = new ArrayList<>(entries());
        kept.removeIf(entry -> entry.course().equals(course.word));
        kept.addAll(measured);
        var lines = kept.stream().map(JsonMapper.shared()::writeValueAsString).toList();
        Files.write(file, lines);
    }
}

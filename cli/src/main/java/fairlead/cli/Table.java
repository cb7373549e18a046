package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under headings, spaced as {@code az -o table} spaces them: a column is at least two wider
 * than its heading.
 */
final class Table {

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row of as many cells as there are headings. */
    Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings);
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How wide each column is. */
    int[] widths() {
        return IntStream.range(0, headings.size())
                .map(column ->
                        Math.max(
                                headings.get(column).length() + 2,
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0)))
                .toArray();
    }

    /** All lines, each ended; no spaces at their ends. */
    @Override
    public String toString() {
        var widths = widths();
        var lines = new StringBuilder();
        lines.append(line(widths, headings));
        lines.append(line(widths, IntStream.of(widths).mapToObj("-"::repeat).toList()));
        rows.forEach(row -> lines.append(line(widths, row)));
        return lines.toString();
    }

    /** One row, ended; cells that are too wide push the next ones on. */
    static String line(int[] widths, List<String> cells) {
        var line =
                IntStream.range(0, cells.size())
                        .mapToObj(i ->
                                cells.get(i)
                                        + " "
                                                .repeat(
                                                        Math.max(
                                                                0,
                                                                widths[i] - cells.get(i).length())))
                        .collect(Collectors.joining("  "));
        return line.stripTrailing() + '\n';
    }
}

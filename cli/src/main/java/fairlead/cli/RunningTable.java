package fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of any length: the widths follow from the first rows, and those that come later are
 * printed as they come, so that no more than these first rows are ever held.
 */
final class RunningTable {

    private static final int FIRST = 500;

    private final Screen screen;
    private final List<String> headings;
    private final List<List<String>> first = new ArrayList<>();
    private int[] widths = {};

    RunningTable(Screen screen, List<String> headings) {
        this.screen = screen;
        this.headings = List.copyOf(headings);
    }

    /** Adds a row of as many cells as there are headings. */
    void row(List<String> cells) {
        if (widths.length > 0) {
            screen.print(Table.line(widths, cells));
            return;
        }
        first.add(cells);
        if (first.size() == FIRST) {
            flush();
        }
    }

    /** Prints what is still held; {@code none} if there was no row at all. */
    void end(String none) {
        if (widths.length == 0 && first.isEmpty()) {
            screen.line(none);
        } else if (widths.length == 0) {
            flush();
        }
    }

    private void flush() {
        var table = new Table(headings.toArray(String[]::new));
        first.forEach(cells -> table.row(cells.toArray(String[]::new)));
        widths = table.widths();
        screen.print(table.toString());
        first.clear();
    }
}

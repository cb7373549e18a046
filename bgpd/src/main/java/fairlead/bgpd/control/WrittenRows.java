package fairlead.bgpd.control;

import java.io.IOException;
import java.io.Writer;

/** Rows as they go to a client, and the line that ends them. */
final class WrittenRows implements Answers.Rows {

    private final Writer out;
    private long count;
    private String remark = "";

    WrittenRows(Writer out) {
        this.out = out;
    }

    @Override
    public void row(String line) throws IOException {
        out.write(line);
        count++;
    }

    @Override
    public void remark(String sentence) {
        remark = sentence;
    }

    /** The answer is whole: how many rows it has, and what is to be said besides. */
    void end() throws IOException {
        var line = new JsonLine().begin().put("end", count);
        if (!remark.isEmpty()) {
            line.put("remark", remark);
        }
        out.write(line.end());
    }
}

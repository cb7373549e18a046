package fairlead.bgpd.control;

import java.io.IOException;

/** Who answers questions. */
public interface Answers {

    /**
     * Writes the rows of an answer, each a line of JSON, as they come. Called on a thread of the
     * client's own; {@code rows} may wait for a slow client.
     *
     * @throws IllegalArgumentException with a message for whoever asked, such as an unknown peer
     */
    void answer(Question question, Rows rows) throws IOException;

    /** Where rows go. */
    interface Rows {
        void row(String line) throws IOException;

        /**
         * What the rows do not say of themselves, as a sentence that ends the answer. Who takes
         * only rows may pass it over.
         */
        default void remark(String sentence) {}
    }
}

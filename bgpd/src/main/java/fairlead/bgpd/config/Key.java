package fairlead.bgpd.config;

/**
 * One key of a mapping.
 *
 * @param says what it means, what it may be and what holds without it, in a sentence or two
 * @param reader reads the value and puts it where it belongs
 */
record Key<D>(String name, boolean required, String says, Reader<D> reader) {

    /**
     * Reads one value into a draft. What it throws, {@link Wrong} or {@link
     * IllegalArgumentException}, becomes a problem of this value.
     */
    interface Reader<D> {
        void read(D draft, Value value);
    }

    /** A key that has to be there. */
    static <D> Key<D> required(String name, String says, Reader<D> reader) {
        return new Key<>(name, true, says, reader);
    }

    /** A key that may be there. */
    static <D> Key<D> optional(String name, String says, Reader<D> reader) {
        return new Key<>(name, false, says, reader);
    }
}

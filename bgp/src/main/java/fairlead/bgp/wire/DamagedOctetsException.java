package fairlead.bgp.wire;

/** A file or stream is not what it should be at one place; what was read before that stands. */
public final class DamagedOctetsException extends Exception {

    private static final long serialVersionUID = 1;

    private final long offset;

    /** Damage at {@code offset}, in words for an operator. */
    public DamagedOctetsException(long offset, String what) {
        super("at octet " + offset + ": " + what, null, false, false);
        this.offset = offset;
    }

    /** Octets before the damage, counted from the beginning of the (unpacked) file or stream. */
    public long offset() {
        return offset;
    }

    /** Never absent. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

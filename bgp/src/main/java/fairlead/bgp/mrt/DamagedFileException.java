package fairlead.bgp.mrt;

/** A file that is no MRT file at one place; what was read before that stands. */
public final class DamagedFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final long offset;

    DamagedFileException(long offset, String what) {
        super("at octet " + offset + ": " + what, null, false, false);
        this.offset = offset;
    }

    /** Octets before the damage, counted from the beginning of the (unpacked) file. */
    public long offset() {
        return offset;
    }

    /** Never absent. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

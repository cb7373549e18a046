package fairlead.host.machine;

/** Custom data that cannot be read; the message says where and why. */
final class CloudConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    CloudConfigException(String why) {
        super(why);
        this.why = why;
    }

    /** The message. */
    String why() {
        return why;
    }
}

package fairlead.host.machine;

/** Custom data that cannot be read; the message says where and why. */
final class CloudConfigException extends Exception {
    private static final long serialVersionUID = 1;

    CloudConfigException(String message) {
        super(message);
    }
}

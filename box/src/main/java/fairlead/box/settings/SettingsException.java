package fairlead.box.settings;

/**
 * The settings of a cloud cannot be used; the message names file, line, setting and what may be.
 */
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message);
    }
}

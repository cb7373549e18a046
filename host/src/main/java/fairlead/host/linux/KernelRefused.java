package fairlead.host.linux;

/** The kernel, or the tool that speaks to it, would not do what a command said. */
public final class KernelRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param command what was asked, with the tool and the namespace
     * @param words what came back
     */
    public KernelRefused(String command, String words) {
        super("'" + shortened(command) + "' was refused: " + words);
    }

    private static String shortened(String command) {
        return command.length() <= 300 ? command : command.substring(0, 300) + "...";
    }
}

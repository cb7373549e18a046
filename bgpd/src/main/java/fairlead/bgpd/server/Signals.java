package fairlead.bgpd.server;

import sun.misc.Signal;

/** What the kernel's signals mean to this process. */
final class Signals {

    private Signals() {}

    /** From now on {@code name}, such as HUP, runs {@code action} instead of ending the process. */
    static void on(String name, Runnable action) {
        Signal.handle(new Signal(name), _ -> action.run());
    }
}

package fairlead.host.plan;

/** One step of a plan, and why. */
public sealed interface Change {

    /** The object that is put, put anew or dropped. */
    KernelObject object();

    /** For the log: missing, drifted, no longer wanted, or what it went down with. */
    String reason();

    /** It is not there; make it. */
    record Put(KernelObject object, String reason) implements Change {}

    /** {@code before} is there; turn it into {@code object}. */
    record Replace(KernelObject before, KernelObject object, String reason) implements Change {}

    /** It is there and ours; remove it. */
    record Drop(KernelObject object, String reason) implements Change {}
}

package fairlead.host.machine;

import java.util.List;

/**
 * What happened to a machine. Those of its sandbox come in order from one thread of the machine,
 * those of its cloud-init in order from another.
 */
public sealed interface MachineEvent {

    /** The machine that it happened to. */
    String key();

    /** The sandbox runs; {@code pid} is its init as the holder sees it. Also said on adoption. */
    record Running(String key, long pid) implements MachineEvent {}

    /** The sandbox is gone: stopped by us, powered off from inside, or killed. */
    record Stopped(String key) implements MachineEvent {}

    /** The machine could not be started; {@code reason} names the cause and the next step. */
    record Failed(String key, String reason) implements MachineEvent {}

    /**
     * One step of the custom data has been taken.
     *
     * @param step its name in cloud-init's words, such as {@code packages} or {@code runcmd[2]}
     * @param detail why it failed, or what it did
     */
    record CloudInitStep(String key, String step, boolean ok, String detail)
            implements MachineEvent {}

    /**
     * The custom data has been worked through; {@code failedSteps} is empty if all went well. Also
     * said on adoption.
     */
    record CloudInitDone(String key, List<String> failedSteps) implements MachineEvent {
        public CloudInitDone {
            failedSteps = List.copyOf(failedSteps);
        }
    }
}

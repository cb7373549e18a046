package fairlead.cloud;

import java.util.List;
import java.util.Optional;

/**
 * What this host sees of one machine.
 *
 * @param pid of its init on this host; 0 when it does not run
 * @param boots how often it had been told to restart when it was started
 * @param cloudInit how far its cloud-config has come
 * @param failedSteps steps of the cloud-config that failed, for people
 * @param fault why it could not start
 */
public record MachineSeen(
        State state,
        long pid,
        int boots,
        CloudInit cloudInit,
        List<String> failedSteps,
        Optional<String> fault) {

    public static final MachineSeen STOPPED =
            new MachineSeen(State.STOPPED, 0, 0, CloudInit.RUNNING, List.of(), Optional.empty());

    public MachineSeen {
        failedSteps = List.copyOf(failedSteps);
    }

    /** Whether a machine's resource wants it to run. */
    public static boolean isWanted(fairlead.azure.arm.Resource machine) {
        return machine.state() != fairlead.azure.arm.ProvisioningState.DELETING
                && machine.body().path(Hidden.POWER).asString("running").equals("running");
    }

    public enum State {
        STOPPED,
        RUNNING,
        FAILED
    }

    /** Whether the cloud-config has been worked off. */
    public enum CloudInit {
        RUNNING,
        DONE
    }

    public MachineSeen running(long pid, int boots) {
        return new MachineSeen(State.RUNNING, pid, boots, cloudInit, failedSteps, Optional.empty());
    }

    public MachineSeen stopped() {
        return new MachineSeen(State.STOPPED, 0, boots, cloudInit, failedSteps, Optional.empty());
    }

    public MachineSeen failed(String reason) {
        return new MachineSeen(State.FAILED, 0, boots, cloudInit, failedSteps, Optional.of(reason));
    }

    public MachineSeen cloudInitDone(List<String> failed) {
        return new MachineSeen(state, pid, boots, CloudInit.DONE, failed, fault);
    }
}

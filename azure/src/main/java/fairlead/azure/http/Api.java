package fairlead.azure.http;

import fairlead.azure.arm.RefusedException;

/** What stands behind the door: answers every request that the door does not answer itself. */
@FunctionalInterface
public interface Api {

    /**
     * Answers one request. Called on a virtual thread of the request's own, so it may block. Any
     * exception but these two is a bug: the caller gets a 500 with the correlation id, the log the
     * stack.
     *
     * @throws RefusedException to answer with that status and Azure's error object
     * @throws InterruptedException when the server stops meanwhile; the caller gets a 503
     */
    ArmReply handle(ArmRequest request) throws RefusedException, InterruptedException;
}

package fairlead.bgp.speaker;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What a speaker was asked and has not answered yet: whoever asked waits. From any thread. */
final class Questions {

    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    /** Somebody waits for this. */
    void asked(CompletableFuture<?> answer) {
        open.add(answer);
        answer.whenComplete((_, _) -> open.remove(answer));
    }

    /** Nobody will answer any more. */
    void giveUp(String why) {
        for (var answer : open) {
            answer.completeExceptionally(new IllegalStateException(why));
        }
    }
}

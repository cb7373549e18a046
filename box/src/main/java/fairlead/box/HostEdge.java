package fairlead.box;

import fairlead.cloud.Decided;
import fairlead.cloud.Fact;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.linux.Fabric;
import fairlead.host.linux.KernelRefused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was decided into force on this host, one decision after the other, the newest first:
 * whatever was decided while it worked is taken together. Says up to which version it has come.
 */
final class HostEdge implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HostEdge.class);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private record Wish(Decided decided, long version) {}

    /** What has to be there before anything can be brought into force. */
    interface Ground {
        Fabric fabric() throws HostRefusedException, InterruptedException;

        /** Opens the servers on the Internet, once the fabric holds its ground. */
        void internet() throws HostRefusedException;
    }

    private final Ground ground;
    private final MachineEdge machines;
    private final SpeakerEdge speakers;
    private final PlatformEdge platform;
    private final Consumer<Fact.Seen> seen;
    private final Repairs repairs = new Repairs();
    private final Rounds rounds = new Rounds();
    private final Object news = new Object();
    private Optional<Wish> wish = Optional.empty();
    private final CountDownLatch left = new CountDownLatch(1);
    private boolean leaving;

    /**
     * Whether the host refused something that is to be tried again. Used by the thread that runs
     * this only.
     */
    private boolean owing;

    private volatile String phase = "starting";

    HostEdge(
            Ground ground,
            MachineEdge machines,
            SpeakerEdge speakers,
            PlatformEdge platform,
            Consumer<Fact.Seen> seen) {
        this.ground = ground;
        this.machines = machines;
        this.speakers = speakers;
        this.platform = platform;
        this.seen = seen;
    }

    /** What it does now, for people. */
    String phase() {
        return phase;
    }

    void phase(String text) {
        phase = text;
    }

    boolean isReady() {
        return phase.equals("ready");
    }

    /** Takes the place of an earlier wish that nobody began to fulfil. */
    void want(Decided decided, long version) {
        synchronized (news) {
            if (!leaving) {
                wish = Optional.of(new Wish(decided, version));
                news.notifyAll();
            }
        }
    }

    @Override
    public void run() {
        try {
            var fabric = ground.fabric();
            phase = "adopting what is there";
            var first = next();
            machines.adopt(first.decided().machines());
            var adopted = fabric.adopt(first.decided().parts().values());
            var refused = adopted.refused();
            report("adopt", refused);
            speakers.takeOver(Breakage.of(adopted.changes()).spared(first.decided().speakers()));
            ground.internet();
            var applied = finish(first, refused);
            phase = "ready";
            while (applied.version() != Long.MAX_VALUE) {
                var next = next(owing ? RETRY : rounds.pause());
                if (next.isPresent() || owing) {
                    applied = step(fabric, applied, next.orElse(applied));
                } else {
                    inspect(fabric, applied);
                }
            }
            report("remove", fabric.removeEverything().refused());
            phase = "removed";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (HostRefusedException | IOException | RuntimeException unable) {
            var reason = String.valueOf(unable.getMessage());
            phase = "refused: " + reason;
            LOG.error(
                    "The host cannot hold this cloud: {}",
                    reason,
                    unable instanceof KernelRefused ? null : unable);
            refuseAll(reason);
        } finally {
            left.countDown();
        }
    }

    /**
     * Ends every machine and speaker and removes everything of ours from the kernel; wishes that
     * come later are not heard.
     */
    void removeEverything() throws InterruptedException {
        synchronized (news) {
            leaving = true;
            wish = Optional.of(new Wish(Decided.NOTHING, Long.MAX_VALUE));
            news.notifyAll();
        }
        left.await();
    }

    private boolean isLeaving() {
        synchronized (news) {
            return leaving;
        }
    }

    /** Answers every wish with the reason why none can be fulfilled, until the daemon ends. */
    private void refuseAll(String reason) {
        try {
            while (!isLeaving()) {
                var wish = next();
                seen.accept(new Fact.HostUnable(wish.version(), reason));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Wish next() throws InterruptedException {
        synchronized (news) {
            while (wish.isEmpty()) {
                news.wait();
            }
            var next = wish.get();
            wish = Optional.empty();
            return next;
        }
    }

    /** The next wish; empty if none came in time. */
    private Optional<Wish> next(Duration patience) throws InterruptedException {
        synchronized (news) {
            long end = System.nanoTime() + patience.toNanos();
            while (wish.isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                news.wait(left);
            }
            return Optional.of(next());
        }
    }

    /**
     * Looks into one namespace, and where something differs, puts everything right; starts speakers
     * again that ended by themselves.
     */
    private void inspect(Fabric fabric, Wish applied) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            if (fabric.differs(rounds.next(fabric.namespaces()))) {
                repair(fabric, applied);
            }
            speakers.revive();
        } catch (KernelRefused unreadable) {
            LOG.warn("It cannot be seen what the kernel holds: {}", unreadable.getMessage());
        } catch (HostRefusedException unable) {
            LOG.error("A Route Server instance cannot speak: {}", unable.getMessage());
            owing = true;
        }
        rounds.took(Duration.ofNanos(System.nanoTime() - begun));
    }

    private void repair(Fabric fabric, Wish applied) throws InterruptedException {
        machines.nameAgain().forEach(name -> repairs.named(Instant.now(), name));
        var result = fabric.repair();
        report("repair", result.refused());
        repairs.passed(Instant.now(), result.changes());
        var broken = Breakage.of(result.changes());
        owing = !result.refused().isEmpty();
        try {
            platform.become(applied.decided().networks());
            if (broken.namespaces().contains(fabric.blueprint().internet())) {
                ground.internet();
            }
            speakers.mend(broken);
            platform.become(applied.decided().networks());
        } catch (HostRefusedException unable) {
            LOG.error("After a repair: {}", unable.getMessage());
            owing = true;
        }
        machines.mend(applied.decided().machines(), broken);
    }

    /** What was put right behind somebody's hand since the daemon began. */
    Repairs repairs() {
        return repairs;
    }

    private Wish step(Fabric fabric, Wish applied, Wish next) {
        var before = applied.decided().parts();
        var after = next.decided().parts();
        var put = new ArrayList<Part>();
        after.forEach((key, part) -> {
            if (!part.equals(before.get(key))) {
                put.add(part);
            }
        });
        var gone = before.keySet().stream().filter(key -> !after.containsKey(key)).toList();
        machines.leave(next.decided().machines());
        platform.leave(next.decided().networks());
        var refused =
                put.isEmpty() && gone.isEmpty() && !owing
                        ? List.<KernelRefused>of()
                        : apply(fabric, put, gone);
        return finish(next, refused);
    }

    private List<KernelRefused> apply(Fabric fabric, List<Part> put, List<PartKey> gone) {
        try {
            var refused = fabric.apply(put, gone).refused();
            report("apply", refused);
            return refused;
        } catch (KernelRefused whole) {
            report("apply", List.of(whole));
            return List.of(whole);
        }
    }

    private Wish finish(Wish wish, List<KernelRefused> refused) {
        var refusal = refused.stream().findFirst().map(KernelRefused::getMessage);
        try {
            speakers.become(wish.decided().speakers());
        } catch (HostRefusedException speaker) {
            LOG.error("A Route Server instance cannot speak: {}", speaker.getMessage());
            refusal = refusal.or(() -> Optional.of(String.valueOf(speaker.getMessage())));
        }
        try {
            platform.become(wish.decided().networks());
        } catch (HostRefusedException server) {
            LOG.error("The platform's addresses cannot answer: {}", server.getMessage());
            refusal = refusal.or(() -> Optional.of(String.valueOf(server.getMessage())));
        }
        machines.become(wish.decided().machines());
        owing = refusal.isPresent();
        seen.accept(new Fact.HostInForce(wish.version(), refusal));
        return wish;
    }

    private static void report(String what, List<KernelRefused> refused) {
        refused.forEach(one -> LOG.error("{}: {}", what, one.getMessage()));
    }
}

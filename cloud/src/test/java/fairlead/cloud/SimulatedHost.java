package fairlead.cloud;

import fairlead.testkit.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A host on virtual time: it takes the newest decision, works on it for a while, and says so;
 * machines start and stop in their own time, and sometimes do not.
 */
final class SimulatedHost {

    private record Held(MachineWanted wanted, int generation) {}

    private final TestCloud cloud;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final double faults;
    private final Map<Integer, Held> held = new HashMap<>();
    private int generation;
    private long taken = -1;
    private boolean working;

    SimulatedHost(TestCloud cloud, VirtualTime time, SplittableRandom random, double faults) {
        this.cloud = cloud;
        this.time = time;
        this.random = random;
        this.faults = faults;
    }

    /** There may be something new to do. */
    void news() {
        if (!working && cloud.world().version() > taken) {
            working = true;
            time.in(between(0, 300), this::work);
        }
    }

    private void work() {
        long version = cloud.world().version();
        var wanted = cloud.decided().machines();
        for (var serial : java.util.Set.copyOf(held.keySet())) {
            if (!wanted.containsKey(serial)) {
                held.remove(serial);
                cloud.saw(new Fact.MachineObserved(serial, Optional.empty()));
            }
        }
        time.in(between(1, 200), () -> inForce(version, wanted));
    }

    private void inForce(long version, Map<Integer, MachineWanted> wanted) {
        wanted.values().forEach(this::become);
        cloud.saw(new Fact.HostInForce(version, Optional.empty()));
        // Saying so is itself a version; only what others changed meanwhile is news.
        working = false;
        taken = Math.max(taken, version);
        if (cloud.world().inventory().byKey().values().stream()
                .anyMatch(resource -> resource.revision() > version)) {
            news();
        } else {
            taken = cloud.world().version();
        }
    }

    private void become(MachineWanted machine) {
        var before = Optional.ofNullable(held.get(machine.serial())).map(Held::wanted);
        boolean on = machine.power() == MachineWanted.Power.ON;
        boolean was = before.filter(old -> old.power() == MachineWanted.Power.ON).isPresent();
        boolean again = before.filter(old -> old.boots() != machine.boots()).isPresent();
        var now = new Held(machine, ++generation);
        held.put(machine.serial(), now);
        if (was && (!on || again)) {
            time.in(between(1, 2000), () -> tell(now, MachineSeen.STOPPED));
        }
        if (on && (!was || again)) {
            if (cloud.world().seen().machine(machine.serial()).state()
                    == MachineSeen.State.FAILED) {
                // Another try: what became of the last one is no answer to this.
                tell(now, MachineSeen.STOPPED);
            }
            boolean fails = random.nextDouble() < faults;
            time.in(
                    between(2000, 9000),
                    () ->
                            tell(
                                    now,
                                    fails
                                            ? MachineSeen.STOPPED.failed("a simulated fault")
                                            : MachineSeen.STOPPED.running(
                                                    machine.serial(), machine.boots())));
        }
    }

    private void tell(Held about, MachineSeen seen) {
        var now = held.get(about.wanted().serial());
        if (now != null
                && now.wanted().boots() == about.wanted().boots()
                && now.wanted().power() == about.wanted().power()) {
            cloud.saw(new Fact.MachineObserved(about.wanted().serial(), Optional.of(seen)));
        }
    }

    private Duration between(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}

package fairlead.bgp.bfd;

import fairlead.bgp.bfd.BfdAction.Changed;
import fairlead.bgp.bfd.BfdAction.Send;
import java.util.ArrayList;
import java.util.List;

/**
 * One session (RFC 5880 §6): its state machine, its intervals and its deadlines. Everything is
 * decided from the arguments; nothing is sent but as an action. {@code now} is in nanoseconds and
 * never goes back; {@code chance} is drawn anew for each call, from 0 to before 1.
 */
public final class BfdSession {

    /** For a deadline that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MICRO = 1000;

    /** While a session is not up, nobody sends more often (§6.8.3). */
    private static final long SLOWLY = 1_000_000;

    private final int discriminator;
    private BfdTerms terms;

    /** What {@code terms} become when the neighbour has confirmed those that it is asked about. */
    private BfdTerms wanted;

    private BfdState state = BfdState.DOWN;
    private Diagnostic diagnostic = Diagnostic.NONE;

    private BfdState remoteState = BfdState.DOWN;
    private int remoteDiscriminator;
    private long remoteMinRx = 1;
    private long remoteDesiredTx;
    private int remoteMultiplier;
    private boolean remoteDemand;

    /** Whether a change of ours has not been confirmed yet (§6.5). */
    private boolean polling;

    /** What counts until a change is confirmed, in microseconds (§6.8.3). */
    private long txInForce;

    private long rxInForce;

    private long lastSent;
    private long sendAt;

    /** The interval that {@code sendAt} was reckoned with. */
    private long sendingEvery;

    private long detectAt = NEVER;

    /**
     * A session that is down and speaks at once.
     *
     * @param discriminator ours: unique among all sessions, never 0
     */
    public BfdSession(int discriminator, BfdTerms terms, long now) {
        this.discriminator = discriminator;
        this.terms = terms;
        this.wanted = terms;
        this.sendAt = now;
        this.lastSent = now;
        this.txInForce = desiredTx();
        this.rxInForce = terms.minRxMicros();
    }

    /** What happens when {@code packet}, which is this session's, arrives (§6.8.6). */
    public List<BfdAction> receive(BfdPacket packet, long now, double chance) {
        var actions = new ArrayList<BfdAction>();
        remoteDiscriminator = packet.myDiscriminator();
        remoteState = packet.state();
        remoteDemand = packet.demand();
        remoteMinRx = packet.requiredMinRx();
        remoteDesiredTx = packet.desiredMinTx();
        remoteMultiplier = packet.detectMultiplier();
        if (polling && packet.isFinal()) {
            polling = false;
            settleIntervals();
            goOver();
        }
        if (state == BfdState.ADMIN_DOWN) {
            schedule(chance);
            return actions;
        }
        follow(packet.state(), actions);
        detectAt = now + detectionMicros() * MICRO;
        schedule(chance);
        if (packet.poll()) {
            actions.add(send(true, now, chance));
        } else if (!actions.isEmpty()) {
            sendAt = now;
            actions.addAll(tick(now, chance));
        }
        return actions;
    }

    /** The state machine of §6.8.6. */
    private void follow(BfdState theirs, List<BfdAction> actions) {
        switch (state) {
            case DOWN -> {
                if (theirs == BfdState.DOWN) {
                    become(BfdState.INIT, Diagnostic.NONE, false, actions);
                } else if (theirs == BfdState.INIT) {
                    become(BfdState.UP, Diagnostic.NONE, false, actions);
                }
            }
            case INIT -> {
                if (theirs == BfdState.ADMIN_DOWN) {
                    become(BfdState.DOWN, Diagnostic.NEIGHBOUR_SIGNALLED_DOWN, true, actions);
                } else if (theirs != BfdState.DOWN) {
                    become(BfdState.UP, Diagnostic.NONE, false, actions);
                }
            }
            case UP -> {
                if (theirs == BfdState.DOWN || theirs == BfdState.ADMIN_DOWN) {
                    become(
                            BfdState.DOWN,
                            Diagnostic.NEIGHBOUR_SIGNALLED_DOWN,
                            theirs == BfdState.ADMIN_DOWN,
                            actions);
                }
            }
            case ADMIN_DOWN -> {}
        }
    }

    /** What falls due by {@code now}: a packet to send, a neighbour that is silent. */
    public List<BfdAction> tick(long now, double chance) {
        var actions = new ArrayList<BfdAction>();
        if (detectAt <= now) {
            detectAt = NEVER;
            forgetNeighbour();
            if (state == BfdState.INIT || state == BfdState.UP) {
                become(BfdState.DOWN, Diagnostic.DETECTION_TIME_EXPIRED, false, actions);
                sendAt = now;
            }
        }
        if (sendAt <= now) {
            actions.add(send(false, now, chance));
        }
        return actions;
    }

    /**
     * Goes over to other intervals; while up, the neighbour is asked to confirm before a change
     * takes effect that could make either side wait in vain (§6.8.3). What changes while it is
     * being asked waits until it has answered: an answer does not say to what.
     */
    public void retune(BfdTerms next, double chance) {
        wanted = next;
        if (!polling && !wanted.equals(terms)) {
            goOver();
            schedule(chance);
        }
    }

    private void goOver() {
        if (!wanted.equals(terms)) {
            terms = wanted;
            changeIntervals();
        }
    }

    /** Takes the session out of service, or back into it (§6.8.16). */
    public List<BfdAction> administer(boolean down, long now, double chance) {
        var actions = new ArrayList<BfdAction>();
        if (down && state != BfdState.ADMIN_DOWN) {
            become(BfdState.ADMIN_DOWN, Diagnostic.ADMINISTRATIVELY_DOWN, true, actions);
        } else if (!down && state == BfdState.ADMIN_DOWN) {
            become(BfdState.DOWN, Diagnostic.NONE, true, actions);
        }
        if (!actions.isEmpty()) {
            sendAt = now;
            actions.addAll(tick(now, chance));
        }
        return actions;
    }

    /** When to call {@link #tick} next. */
    public long deadline() {
        return Math.min(sendAt, detectAt);
    }

    /** Ours, which is what our packets say. */
    public BfdState state() {
        return state;
    }

    /** Why it last went down. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }

    /** Ours: the number by which the other side names this session; never 0. */
    public int discriminator() {
        return discriminator;
    }

    /** How often we send now, before jitter, in microseconds; 0 if we do not. */
    public long transmitMicros() {
        return isQuiet() ? 0 : interval();
    }

    /** How long the neighbour may be silent, in microseconds (§6.8.4); 0 before it spoke. */
    public long detectionMicros() {
        return remoteMultiplier * Math.max(rxInForce, remoteDesiredTx);
    }

    private void become(BfdState next, Diagnostic why, boolean onPurpose, List<BfdAction> actions) {
        actions.add(new Changed(state, next, why, onPurpose));
        state = next;
        if (why != Diagnostic.NONE || next == BfdState.UP) {
            diagnostic = why;
        }
        changeIntervals();
    }

    private long desiredTx() {
        return state == BfdState.UP ? terms.minTxMicros() : Math.max(SLOWLY, terms.minTxMicros());
    }

    private void changeIntervals() {
        if (state != BfdState.UP) {
            polling = false;
            terms = wanted;
            settleIntervals();
            return;
        }
        polling = desiredTx() != txInForce || terms.minRxMicros() != rxInForce;
        txInForce = Math.min(txInForce, desiredTx());
        rxInForce = Math.max(rxInForce, terms.minRxMicros());
    }

    private void settleIntervals() {
        txInForce = desiredTx();
        rxInForce = terms.minRxMicros();
    }

    private void forgetNeighbour() {
        remoteDiscriminator = 0;
        remoteState = BfdState.DOWN;
        remoteMinRx = 1;
        remoteDemand = false;
    }

    /** Whether nothing is to be sent but answers (§6.8.7). */
    private boolean isQuiet() {
        boolean demanded =
                remoteDemand && state == BfdState.UP && remoteState == BfdState.UP && !polling;
        return remoteMinRx == 0 || demanded;
    }

    /** Sooner if the interval has become shorter; never later than was said before. */
    private void schedule(double chance) {
        if (isQuiet()) {
            sendAt = NEVER;
        } else if (sendAt == NEVER || interval() < sendingEvery) {
            sendAt = lastSent + jittered(chance);
        }
    }

    private long interval() {
        return Math.max(txInForce, remoteMinRx);
    }

    /** A quarter less at most; with a multiplier of 1 a tenth at least (§6.8.7). */
    private long jittered(double chance) {
        double less = terms.multiplier() == 1 ? 0.10 + 0.15 * chance : 0.25 * chance;
        sendingEvery = interval();
        return (long) (sendingEvery * MICRO * (1 - less));
    }

    private Send send(boolean asFinal, long now, double chance) {
        lastSent = now;
        sendAt = isQuiet() ? NEVER : now + jittered(chance);
        return new Send(
                new BfdPacket(
                        diagnostic,
                        state,
                        polling && !asFinal,
                        asFinal,
                        false,
                        false,
                        terms.multiplier(),
                        discriminator,
                        remoteDiscriminator,
                        desiredTx(),
                        terms.minRxMicros(),
                        0));
    }
}

package fairlead.bgp.speaker;

import fairlead.bgp.wire.BgpMessage;

/** Counts what passes between us and a neighbour. */
final class Tally {

    private long messagesReceived;
    private long messagesSent;
    private long updatesReceived;
    private long updatesSent;
    private long established;

    void received(BgpMessage message) {
        messagesReceived++;
        if (message instanceof BgpMessage.Update) {
            updatesReceived++;
        }
    }

    void updatesReceived(int count) {
        messagesReceived += count;
        updatesReceived += count;
    }

    /** UPDATEs that the tables gave us to send. */
    void updatesSent(int count) {
        messagesSent += count;
        updatesSent += count;
    }

    void sent(BgpMessage message) {
        messagesSent++;
        if (message instanceof BgpMessage.Update) {
            updatesSent++;
        }
    }

    void up() {
        established++;
    }

    SessionReport.Counters report(int held, int accepted, int advertised) {
        return new SessionReport.Counters(
                messagesReceived,
                messagesSent,
                updatesReceived,
                updatesSent,
                established,
                held,
                accepted,
                advertised);
    }
}

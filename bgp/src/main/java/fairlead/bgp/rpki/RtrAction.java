package fairlead.bgp.rpki;

/** What a machine wants done, in order. */
public sealed interface RtrAction {

    /** Connect; answered by Connected or Lost. */
    record Dial() implements RtrAction {}

    /** Send it in this version. */
    record Send(RtrPdu pdu, int version) implements RtrAction {}

    /** Close when what was sent is out; not answered. */
    record Close() implements RtrAction {}

    /** For the log: what an operator should know. */
    record Note(String text) implements RtrAction {}
}

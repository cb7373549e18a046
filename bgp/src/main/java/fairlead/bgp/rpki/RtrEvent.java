package fairlead.bgp.rpki;

/** What can happen to our side of a cache. */
public sealed interface RtrEvent {

    /** It is wanted from now on. */
    record Start() implements RtrEvent {}

    /** It is not wanted any more, and its data neither. */
    record Stop() implements RtrEvent {}

    /** The connection that was dialled stands. */
    record Connected() implements RtrEvent {}

    /** The connection could not be made, or broke. */
    record Lost(String reason) implements RtrEvent {}

    /** Something arrived. */
    record Received(RtrDecoded what) implements RtrEvent {}

    /** Time has passed. */
    record Tick() implements RtrEvent {}
}

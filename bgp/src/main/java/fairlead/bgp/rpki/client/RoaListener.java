package fairlead.bgp.rpki.client;

import fairlead.bgp.rpki.RoaChange;

/** Who hears of payloads, from one thread at a time. */
@FunctionalInterface
public interface RoaListener {

    /** What counts has become another. */
    void changed(RoaChange change);

    /**
     * What was told by now is all that there is: a cache has said all it has, or there is none. To
     * be heard once.
     */
    default void complete() {}
}

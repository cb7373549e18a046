package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;

import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.speaker.Bfd;
import java.time.Duration;
import java.util.List;

/** The members of {@code bfd}. */
final class BfdKeys {

    private static final class Draft {
        Duration interval = BfdTerms.USUAL.minTx();
        int multiplier = BfdTerms.USUAL.multiplier();
        boolean multihop;
    }

    private static final List<Key<Draft>> KEYS =
            List.of(
                    optional(
                            "interval",
                            "how often packets go each way: `10ms` to `60s`",
                            (draft, value) -> {
                                BfdTerms.every(value.time(), 1);
                                draft.interval = value.time();
                            }),
                    optional(
                            "multiplier",
                            "how many may be missing: 1 to 255",
                            (draft, value) -> draft.multiplier = (int) value.number(1, 255)),
                    optional(
                            "multihop",
                            "`true`: there are routers between",
                            (draft, value) -> draft.multihop = value.yes()));

    private BfdKeys() {}

    /** {@code true}, {@code false}, or a mapping of what is not usual. */
    static Bfd read(Value value) {
        var draft = new Draft();
        if (value.isMapping()) {
            value.into(draft, KEYS);
        } else if (!value.yes()) {
            return new Bfd.Off();
        }
        return new Bfd.On(BfdTerms.every(draft.interval, draft.multiplier), draft.multihop);
    }
}

package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static java.util.Objects.requireNonNull;

import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.speaker.Readmission;
import java.util.List;
import java.util.Map;

/** The members of {@code prefixLimit}. */
final class PrefixLimitKeys {

    private static final Map<String, Exceeding> ACTIONS =
            Map.of("cease", Exceeding.CEASE, "warn", Exceeding.WARN);

    private static final String NEVER = "never";

    private static final List<Key<FamiliesDraft>> KEYS =
            List.of(
                    limit("ipv4"),
                    limit("ipv6"),
                    optional(
                            "action",
                            "`cease` or `warn`",
                            (families, value) -> families.whenExceeded = value.word(ACTIONS)),
                    optional(
                            "restart",
                            "how long a peer that told more stays out: a time, or `never`",
                            (families, value) -> families.readmission = readmission(value)));

    private PrefixLimitKeys() {}

    /** A number for each family, or a mapping of what is not usual. */
    static void read(FamiliesDraft families, Value value) {
        if (value.isMapping()) {
            value.into(families, KEYS);
        } else {
            families.limitEach(most(value));
        }
    }

    private static Key<FamiliesDraft> limit(String family) {
        return optional(
                family,
                "the most prefixes of this family",
                (families, value) ->
                        families.limit(
                                requireNonNull(FamiliesDraft.WORDS.get(family)), most(value)));
    }

    private static int most(Value value) {
        return (int) value.number(1, Integer.MAX_VALUE - 1);
    }

    private static Readmission readmission(Value value) {
        return value.text().equals(NEVER)
                ? new Readmission.Never()
                : new Readmission.After(value.time());
    }
}

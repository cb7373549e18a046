package fairlead.cloud;

import fairlead.azure.hub.Profile;
import fairlead.azure.types.Limits;

/**
 * How strict a cloud is and how long it takes, read once when its daemon starts.
 *
 * @param profile what a Route Server may have, with its limits changed as the owner wishes
 * @param limits how many children resources may have
 */
public record CloudSettings(
        Strictness strictness, Speed speed, Profile profile, Limits limits, Pace pace) {

    /** From where the rules are taken. */
    public enum Strictness {
        /** Azure's limits and refusals. */
        AZURE,
        /** Without limits, and with what Azure refuses though it would work. */
        EXTENDED
    }

    /** From where the times are taken. */
    public enum Speed {
        AZURE,
        INSTANT
    }

    /** Azure's rules, at once: what a cloud has that nobody configured. */
    public static final CloudSettings USUAL = of(Strictness.AZURE, Speed.INSTANT);

    /** The rules and times that go by these names. */
    public static CloudSettings of(Strictness strictness, Speed speed) {
        return new CloudSettings(
                strictness,
                speed,
                switch (strictness) {
                    case AZURE -> Profile.AZURE;
                    case EXTENDED -> Profile.EXTENDED;
                },
                switch (strictness) {
                    case AZURE -> Limits.AZURE;
                    case EXTENDED -> Limits.NONE;
                },
                switch (speed) {
                    case AZURE -> Pace.AZURE;
                    case INSTANT -> Pace.INSTANT;
                });
    }

    public CloudSettings with(Profile changed) {
        return new CloudSettings(strictness, speed, changed, limits, pace);
    }

    public CloudSettings with(Limits changed) {
        return new CloudSettings(strictness, speed, profile, changed, pace);
    }

    public CloudSettings with(Pace changed) {
        return new CloudSettings(strictness, speed, profile, limits, changed);
    }
}

package fairlead.azure.types;

import fairlead.azure.arm.RefusedException;
import java.util.Locale;

/** A region's name in its short form: {@code westeurope} for {@code West Europe}. */
public record Location(String name) {

    public Location {
        name = name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** Reads a location; only letters and digits make one. */
    static Location read(String text) throws RefusedException {
        var location = new Location(text);
        if (!location.name.matches("[a-z0-9]+")) {
            throw RefusedException.badRequest(
                    "LocationNotAvailableForResourceType",
                    "The provided location '"
                            + text
                            + "' is not a region; a region is named like westeurope.");
        }
        return location;
    }

    @Override
    public String toString() {
        return name;
    }
}

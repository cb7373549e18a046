package fairlead.testkit.conformance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the answer is right and the description is not, each with its reason. {@code
 * docs/azure/conformance.md} lists the same.
 */
final class Deviations {

    /** Differences that this pattern finds are none, because of {@code reason}. */
    record Deviation(Pattern difference, String reason) {}

    static final List<Deviation> ALL =
            List.of(
                    deviation(
                            "^response of .*/(learned|advertised)Routes: RouteServiceRole_IN_[01]"
                                    + " is not a member",
                            "Azure answers a table by instance in every version; up to 2022-01-01"
                                    + " the files call it a list"),
                    deviation(
                            "^response of Microsoft\\.Compute/virtualMachineScaleSets/"
                                    + ".*networkInterfaces.*: type is ",
                            "the NICs of a scale set are NICs of Microsoft.Network with a type of"
                                    + " Microsoft.Compute's, which is described nowhere"));

    private Deviations() {}

    private static Deviation deviation(String pattern, String reason) {
        return new Deviation(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), reason);
    }

    static boolean allow(Difference difference) {
        return ALL.stream().anyMatch(one -> one.difference.matcher(difference.toString()).find());
    }
}

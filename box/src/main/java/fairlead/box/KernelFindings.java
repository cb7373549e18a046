package fairlead.box;

import fairlead.cloud.AuditFinding;
import fairlead.host.plan.Comparison;
import fairlead.host.plan.Difference;
import fairlead.host.plan.KernelObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What differs in the kernel, in the words of an audit. */
final class KernelFindings {

    /** Long enough to know the object by. */
    private static final int LONGEST = 160;

    private KernelFindings() {}

    static List<AuditFinding> of(Comparison kernel) {
        return kernel.differences().stream().map(KernelFindings::finding).toList();
    }

    private static AuditFinding finding(Difference difference) {
        var key = difference.key();
        return new AuditFinding(
                AuditFinding.Subject.KERNEL,
                key.namespace(),
                (key.kind() + " " + key.name()).strip(),
                words(difference.wanted()),
                words(difference.found()));
    }

    private static String words(Optional<KernelObject> object) {
        var words =
                object.map(Objects::toString).orElse(AuditFinding.NOTHING).replaceAll("\\s+", " ");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
    }
}

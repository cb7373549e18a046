package fairlead.host.plan;

import java.util.Optional;

/** One object that is not as it should be: missing, changed, or ours and wanted by nobody. */
public record Difference(Key key, Optional<KernelObject> wanted, Optional<KernelObject> found) {}

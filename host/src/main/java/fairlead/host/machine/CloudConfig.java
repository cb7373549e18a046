package fairlead.host.machine;

import java.util.List;

/**
 * Custom data as we believe it: steps in the order in which cloud-init takes them, and what a
 * reader of the log should know about the rest.
 *
 * @param notes keys that are ignored, and the like
 */
record CloudConfig(List<Step> steps, List<String> notes) {

    CloudConfig {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /**
     * Reads custom data.
     *
     * @throws CloudConfigException if it says it is cloud-config and is not
     */
    static CloudConfig parse(String customData) throws CloudConfigException {
        if (customData.isBlank()) {
            return new CloudConfig(List.of(), List.of());
        }
        if (customData.startsWith("#!")) {
            return new CloudConfig(List.of(new Step.UserScript(customData)), List.of());
        }
        var header = customData.lines().findFirst().orElse("").strip();
        if (header.equals("#cloud-config")) {
            return new CloudConfigReader().read(customData);
        }
        return new CloudConfig(
                List.of(),
                List.of(
                        "custom data begins with '"
                                + header.substring(0, Math.min(header.length(), 40))
                                + "', which is neither '#cloud-config' nor '#!': it is not run"));
    }

    /** All packages that it names, known before anything runs. */
    List<String> packages() {
        return steps.stream()
                .flatMap(step ->
                        step instanceof Step.Packages wanted
                                ? wanted.packages().stream()
                                : java.util.stream.Stream.of())
                .toList();
    }
}

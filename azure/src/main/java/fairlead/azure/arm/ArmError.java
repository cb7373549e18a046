package fairlead.azure.arm;

import java.util.List;
import java.util.Optional;

/**
 * Azure's error object: a code that programs read, a message that people read, what it is about,
 * and what caused it.
 */
public record ArmError(
        String code, String message, Optional<String> target, List<ArmError> details) {

    public ArmError {
        details = List.copyOf(details);
    }

    public ArmError(String code, String message) {
        this(code, message, Optional.empty(), List.of());
    }

    public ArmError(String code, String message, String target) {
        this(code, message, Optional.of(target), List.of());
    }

    public ArmError because(List<ArmError> causes) {
        return new ArmError(code, message, target, causes);
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}

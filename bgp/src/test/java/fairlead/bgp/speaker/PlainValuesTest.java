package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.Octets;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a speaker is told and tells can be written down by anyone who can write these few kinds. */
class PlainValuesTest {

    private static final Set<Class<?>> PLAIN =
            Set.of(
                    String.class,
                    Integer.class,
                    Long.class,
                    Duration.class,
                    Instant.class,
                    List.class,
                    Octets.class);

    @ParameterizedTest
    @ValueSource(classes = {SpeakerConfig.class, SpeakerEvent.class, SessionReport.class})
    void itIsMadeOfRecordsEnumsAndPlainValuesOnly(Class<?> root) {
        var seen = new HashSet<Class<?>>();
        walk(root, seen);
        assertThat(seen).hasSizeGreaterThan(5);
        assertThat(seen)
                .allMatch(type ->
                        type.isPrimitive()
                                || type.isEnum()
                                || type.isRecord()
                                || type.isSealed()
                                || PLAIN.contains(type));
    }

    private static void walk(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            walk(generic.getRawType(), seen);
            List.of(generic.getActualTypeArguments()).forEach(argument -> walk(argument, seen));
        } else if (type instanceof Class<?> plain && seen.add(plain)) {
            if (plain.isRecord()) {
                for (var component : plain.getRecordComponents()) {
                    walk(component.getGenericType(), seen);
                }
            } else if (plain.isSealed()) {
                for (var member : plain.getPermittedSubclasses()) {
                    walk(member, seen);
                }
            }
        }
    }
}

package fairlead.testkit.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type of the published description. References are positions in its file. */
sealed interface Described {

    record Text() implements Described {}

    /** One text and no other. */
    record Literal(String value) implements Described {}

    /** A number; the files do not tell fractions from whole ones. */
    record Numeric() implements Described {}

    record Flag() implements Described {}

    record Anything() implements Described {}

    record Many(int each) implements Described {}

    /** One of several, most often literals. With {@link Text} among them it may grow. */
    record Choice(List<Integer> of) implements Described {
        public Choice {
            of = List.copyOf(of);
        }
    }

    /**
     * An object.
     *
     * @param others the type of members that have no name here, where such are allowed
     */
    record Structure(String name, Map<String, Member> members, Optional<Integer> others)
            implements Described {
        public Structure {
            members = Map.copyOf(members);
        }
    }

    /** An object whose further members depend on the value of one of them. */
    record Variants(
            String name, String discriminator, Map<String, Member> shared, Map<String, Integer> of)
            implements Described {
        public Variants {
            shared = Map.copyOf(shared);
            of = Map.copyOf(of);
        }
    }

    /** A member of an object, with the flags of the files. */
    record Member(int type, int flags) {

        boolean required() {
            return (flags & 1) != 0;
        }

        boolean readOnly() {
            return (flags & 2) != 0;
        }

        boolean writeOnly() {
            return (flags & 4) != 0;
        }

        /** Part of the address and not of the body that is sent. */
        boolean addressed() {
            return (flags & (8 | 16)) != 0;
        }
    }
}

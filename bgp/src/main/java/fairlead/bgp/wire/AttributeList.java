package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Unrecognised;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path attributes field of an UPDATE, read one by one: what could be read, and what was wrong
 * with the rest (RFC 7606 §3, §4).
 *
 * @param attributes those that stand
 * @param codes of all that were met, read or not
 * @param healed what costs less than the session
 */
record AttributeList(PathAttributes attributes, Set<Integer> codes, List<Problem> healed) {

    /**
     * Reads all of {@code in}.
     *
     * @throws WireException for what costs the session
     */
    static AttributeList read(Reader in, SessionShape shape) {
        return new Reading(shape).all(in);
    }

    /** What is known while the field is read. */
    private static final class Reading {

        private final SessionShape shape;
        private final List<PathAttribute> read = new ArrayList<>();
        private final List<Integer> partial = new ArrayList<>();
        private final Set<Integer> codes = new HashSet<>();
        private final List<Problem> healed = new ArrayList<>();

        private Reading(SessionShape shape) {
            this.shape = shape;
        }

        private AttributeList all(Reader in) {
            try {
                while (!in.isEmpty()) {
                    int flags = in.u8();
                    int code = in.u8();
                    int length = (flags & AttributeType.EXTENDED_LENGTH) != 0 ? in.u16() : in.u8();
                    next(flags, code, in, length);
                }
            } catch (WireException e) {
                heal(e.problem());
            }
            var list = shape.width() == AsWidth.TWO ? As4.fold(read) : read;
            return new AttributeList(new PathAttributes(list, partial), codes, healed);
        }

        private void next(int flags, int code, Reader in, int length) {
            var type = AttributeType.of(code);
            var value =
                    in.slice(
                            length,
                            type.map(AttributeType::fault).orElse(Fault.MALFORMED_ATTRIBUTE_LIST));
            if (!codes.add(code)) {
                heal(repeated(code));
            } else if (type.isPresent()) {
                known(type.get(), flags, value);
            } else {
                unknown(flags, code, value).ifPresent(read::add);
            }
        }

        private void known(AttributeType type, int flags, Reader value) {
            if ((flags & (AttributeType.OPTIONAL | AttributeType.TRANSITIVE)) != type.flags()) {
                heal(
                        withAttribute(
                                Problem.of(
                                        type.flagsFault(),
                                        type + " with flags 0x" + Integer.toHexString(flags)),
                                flags,
                                type.code(),
                                value));
                if (type.flagsFault().cost() == Fault.Cost.DISCARD_ATTRIBUTE) {
                    return;
                }
            }
            try {
                read.add(type.read(value, shape));
                if ((flags & AttributeType.PARTIAL) != 0) {
                    partial.add(type.code());
                }
            } catch (WireException e) {
                heal(withAttribute(e.problem(), flags, type.code(), value));
            }
        }

        /** What resets the session says so with the attribute that was wrong (RFC 4271 §6.3). */
        private static Problem withAttribute(Problem problem, int flags, int code, Reader value) {
            if (problem.fault().cost() != Fault.Cost.RESET_SESSION) {
                return problem;
            }
            var attribute = new Writer();
            AttributeWriter.write(
                    attribute, flags & ~AttributeType.EXTENDED_LENGTH, code, value.whole());
            return new Problem(problem.fault(), problem.detail(), Octets.of(attribute.toArray()));
        }

        /**
         * RFC 4271 §5: pass on what is transitive, ignore what is not; and §6.3: refuse, with the
         * attribute, what had to be known.
         */
        private static Optional<PathAttribute> unknown(int flags, int code, Reader value) {
            if ((flags & AttributeType.OPTIONAL) == 0) {
                throw new WireException(
                        withAttribute(
                                Problem.of(
                                        Fault.UNRECOGNISED_WELL_KNOWN,
                                        "attribute " + code + " claims to be well known"),
                                flags,
                                code,
                                value));
            }
            return (flags & AttributeType.TRANSITIVE) == 0
                    ? Optional.empty()
                    : Optional.of(new Unrecognised(flags & 0xe0, code, value.rest()));
        }

        /** The first counts; but nobody can say which prefixes were meant (RFC 7606 §3 g). */
        private static Problem repeated(int code) {
            boolean multiprotocol =
                    code == AttributeType.MP_REACH_NLRI.code()
                            || code == AttributeType.MP_UNREACH_NLRI.code();
            return Problem.of(
                    multiprotocol ? Fault.REPEATED_MP_ATTRIBUTE : Fault.REPEATED_ATTRIBUTE,
                    "attribute " + code + " twice");
        }

        private void heal(Problem problem) {
            if (problem.fault().cost() == Fault.Cost.RESET_SESSION) {
                throw new WireException(problem);
            }
            healed.add(problem);
        }
    }
}

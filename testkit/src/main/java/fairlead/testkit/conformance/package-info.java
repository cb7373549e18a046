/**
 * Holds what goes over the API against Azure's published description of it: the resource types of
 * {@code Azure/bicep-types-az}, read from a folder beside the project. Begin at {@link
 * fairlead.testkit.conformance.Conformance}; what is held and what is let pass is told in {@code
 * docs/azure/conformance.md}.
 *
 * @see <a href="https://github.com/Azure/bicep-types/blob/main/docs/types.md">The form of the
 *     files</a>
 */
@NullMarked
package fairlead.testkit.conformance;

import org.jspecify.annotations.NullMarked;
